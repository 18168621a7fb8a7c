/** A point of a Lorenz curve: the poorest `regions` (share of all) hold `value` (share of the total). */
export interface LorenzPoint {
  regions: number;
  value: number;
}

/**
 * Lorenz curve of values that are not negative, from (0,0) to (1,1) with one point per value (Lorenz 1905).
 * Null for fewer than two values, for a negative one, and where nothing is to be shared out.
 */
export function lorenzCurve(values: readonly number[]): LorenzPoint[] | null {
  const sorted = values.toSorted((one, other) => one - other);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  if (sorted.length < 2 || sorted[0]! < 0 || total <= 0) return null;
  let held = 0;
  return [
    { regions: 0, value: 0 },
    ...sorted.map((value, place) => {
      held += value;
      return { regions: (place + 1) / sorted.length, value: held / total };
    }),
  ];
}

/** Gini coefficient: twice the area between the curve and the line of equality. */
export function giniOf(curve: readonly LorenzPoint[]): number {
  let below = 0;
  for (let place = 1; place < curve.length; place++) {
    const { regions: x0, value: y0 } = curve[place - 1]!;
    const { regions: x1, value: y1 } = curve[place]!;
    below += ((x1 - x0) * (y0 + y1)) / 2;
  }
  return 1 - 2 * below;
}

/** The fewest regions that together hold at least the share, and what they hold. */
export function topHolders(curve: readonly LorenzPoint[], share: number): { count: number; share: number } {
  const regions = curve.length - 1;
  for (let count = 1; count <= regions; count++) {
    const held = 1 - curve[regions - count]!.value;
    if (held >= share - 1e-12) return { count, share: held };
  }
  return { count: regions, share: 1 };
}
