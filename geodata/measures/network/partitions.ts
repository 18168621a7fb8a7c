type Labels = ArrayLike<string | number>;

/** How often each label, and each pair of labels, occurs. */
function contingency(x: Labels, y: Labels) {
  const counts = {
    x: new Map<string, number>(),
    y: new Map<string, number>(),
    both: new Map<string, number>(),
  };
  const count = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for (let unit = 0; unit < x.length; unit++) {
    count(counts.x, `${x[unit]}`);
    count(counts.y, `${y[unit]}`);
    count(counts.both, JSON.stringify([x[unit], y[unit]]));
  }
  return counts;
}

/** Adjusted Rand index of two partitions of at least two units: 1 where they are the same. */
export function adjustedRand(x: Labels, y: Labels): number {
  const counts = contingency(x, y);
  const pairs = (map: Map<string, number>): number =>
    [...map.values()].reduce((total, size) => total + (size * (size - 1)) / 2, 0);
  const [together, inX, inY] = [pairs(counts.both), pairs(counts.x), pairs(counts.y)];
  const expected = (inX * inY) / ((x.length * (x.length - 1)) / 2);
  const most = (inX + inY) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

/** Mutual information over the mean of the two entropies; null where both partitions have one group. */
export function normalisedMutualInformation(x: Labels, y: Labels): number | null {
  const counts = contingency(x, y);
  const entropy = (map: Map<string, number>): number =>
    -[...map.values()].reduce((total, size) => total + (size / x.length) * Math.log(size / x.length), 0);
  const [own, other] = [entropy(counts.x), entropy(counts.y)];
  if (counts.x.size === 1 && counts.y.size === 1) return null;
  return Math.max(0, (2 * (own + other - entropy(counts.both))) / (own + other));
}
