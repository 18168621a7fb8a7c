import type { Pieces } from './pieces.ts';
import type { GuideLine } from './ring-graph.ts';

/**
 * Whether the pieces of a feature in a tile run along a line twice at some place, or come to it within a run: there a
 * ring touches another, or itself. Along most edges that a border crosses again and again each run is alone.
 */
export function runsMeet(pieces: Pieces, tile: number, { axis, at }: GuideLine): boolean {
  const { x, y } = pieces.vertices;
  const [across, along] = axis === 'x' ? [x, y] : [y, x];
  const runs: [from: number, to: number][] = [];
  const places: number[] = [];
  for (let piece = pieces.first(tile); piece >= 0; piece = pieces.next.store[piece]!) {
    const end = pieces.end.store[piece]!;
    for (let i = pieces.start.store[piece]!, before = end - 1; i < end; before = i++) {
      if (across[i] !== at) continue;
      places.push(along[i]!);
      if (across[before] === at)
        runs.push([Math.min(along[before]!, along[i]!), Math.max(along[before]!, along[i]!)]);
    }
  }
  runs.sort((a, b) => a[0] - b[0]);
  if (runs.some(([, to], i) => i + 1 < runs.length && runs[i + 1]![0] < to)) return true;
  return places.some((place) => runs.some(([from, to]) => from < place && place < to));
}
