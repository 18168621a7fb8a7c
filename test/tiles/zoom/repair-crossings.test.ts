import { describe, expect, it } from 'vitest';
import type { Position } from '../../../geodata/model/geometry.ts';
import type { ArcTable, ZoomArcs } from '../../../geodata/tiles/bake-model.ts';
import { Crew } from '../../../geodata/tiles/crew.ts';
import { buildTopology } from '../../../geodata/tiles/topology/build-topology.ts';
import { CROSSING, relate, Segments } from '../../../geodata/tiles/zoom/segments.ts';
import { prepareZooms } from '../../../geodata/tiles/zoom/prepare-zooms.ts';
import { completeOptions } from '../../../geodata/tiles/bake-options.ts';
import { coverageOf, seededRandom } from '../../support/flat-layers.ts';

/** Proper crossings among all drawn segments of a group, by comparing each with each. */
function countCrossings({ group }: ArcTable, { start, end, x, y }: ZoomArcs): number {
  const segments = new Segments();
  for (let arc = 0; arc < start.length; arc++) {
    for (let i = start[arc]!; i + 1 < end[arc]!; i++) segments.add(arc, x[i]!, y[i]!, x[i + 1]!, y[i + 1]!);
  }
  let count = 0;
  for (let a = 0; a < segments.count; a++) {
    for (let b = a + 1; b < segments.count; b++) {
      const same = group[segments.arc.store[a]!] === group[segments.arc.store[b]!];
      if (same && relate(segments.ends.store, a, b) === CROSSING) count++;
    }
  }
  return count;
}

/**
 * Borders side by side, nearer to each other than simplification is exact, each with vertices at places of its
 * own: drawn with few of them they cross.
 */
const windingStrips = (seed: number): Position[][] => {
  const random = seededRandom(seed);
  const depth = 0.4 + random() * 0.2;
  const at = (t: number, k: number): Position => [
    depth * Math.sin(t / 3) * Math.sin(t / 40) + k * 0.004,
    t / 10,
  ];
  const lines = Array.from({ length: 7 }, (_, k) => {
    const phase = random();
    const inner = Array.from({ length: 299 }, (_vertex, i) => at((i + 0.5 + phase) / 5, k));
    return [at(0, k), ...inner, at(60.2, k)];
  });
  return lines.slice(1).map((right, k) => {
    const ring = [...lines[k]!, ...right.toReversed()];
    return [...ring, ring[0]!];
  });
};

describe('crossings', () => {
  it.each([1, 2, 3])('are gone at every zoom (seed %i)', async (seed) => {
    const { arcs, tables } = buildTopology([coverageOf(windingStrips(seed))], 0);
    const options = completeOptions([], { minzoom: 0, maxzoom: 8 });
    const { zooms, crossings } = await prepareZooms(new Crew(1), arcs, tables, options);
    expect(crossings.every((left) => left === 0)).toBe(true);
    for (const zoom of [2, 4, 5, 6, 8]) expect(countCrossings(arcs, zooms[zoom]!)).toBe(0);
  });

  it('come from simplification in this test: without repair there are some', async () => {
    const { arcs, tables } = buildTopology([coverageOf(windingStrips(1))], 0);
    // Arcs in groups of their own may cross each other.
    const ungrouped = { ...arcs, group: arcs.group.map((_, arc) => arc + 1) };
    const options = completeOptions([], { minzoom: 5, maxzoom: 5 });
    const { zooms } = await prepareZooms(new Crew(1), ungrouped, tables, options);
    expect(countCrossings(arcs, zooms[5]!)).toBeGreaterThan(3);
  });
});
