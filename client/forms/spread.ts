/** A place in the plane, in whatever unit the radii are. */
export type Place = [x: number, y: number];

/** How far circles are drawn back to where they belong in each round of the first part. */
const pull = 0.04;
const rounds = { drawnBack: 120, apart: 240 } as const;

/**
 * Moves circles apart until none overlaps another, and no further from their places than that takes (after Dorling,
 * Area Cartograms, 1996). Small circles give way to large ones. `keep` may hold a place within bounds.
 */
export function spreadCircles(
  places: readonly Readonly<Place>[],
  radii: readonly number[],
  gap = 0,
  keep: (place: Place, index: number) => void = () => {},
): Place[] {
  const moved = places.map(([x, y]): Place => [x, y]);
  for (let round = 0; round < rounds.drawnBack + rounds.apart; round++) {
    if (round < rounds.drawnBack) {
      for (const [index, place] of moved.entries()) {
        place[0] += pull * (places[index]![0] - place[0]);
        place[1] += pull * (places[index]![1] - place[1]);
      }
    }
    const overlap = pushApart(moved, radii, gap);
    for (const [index, place] of moved.entries()) keep(place, index);
    if (round >= rounds.drawnBack && overlap < 1e-3 * (gap + radii[0]!)) break;
  }
  return moved;
}

/** One round of pushing; returns the deepest overlap that was found. */
function pushApart(places: Place[], radii: readonly number[], gap: number): number {
  let deepest = 0;
  for (let one = 0; one < places.length; one++) {
    for (let other = one + 1; other < places.length; other++) {
      const wanted = radii[one]! + radii[other]! + gap;
      const [a, b] = [places[one]!, places[other]!];
      let across = b[0] - a[0];
      let down = b[1] - a[1];
      if (Math.abs(across) >= wanted || Math.abs(down) >= wanted) continue;
      let distance = Math.hypot(across, down);
      if (distance >= wanted) continue;
      deepest = Math.max(deepest, wanted - distance);
      if (distance === 0) {
        // Two at the same place part in a direction of their own, always the same.
        [across, down, distance] = [Math.cos(one + other), Math.sin(one + other), 1];
      }
      const share = radii[one]! ** 2 / (radii[one]! ** 2 + radii[other]! ** 2);
      const push = (wanted - Math.hypot(b[0] - a[0], b[1] - a[1])) / distance;
      a[0] -= push * across * (1 - share);
      a[1] -= push * down * (1 - share);
      b[0] += push * across * share;
      b[1] += push * down * share;
    }
  }
  return deepest;
}
