import { describe, expect, it } from 'vitest';
import type { Position } from '../../../geodata/model/geometry.ts';
import type { ArcTable, ZoomArcs } from '../../../geodata/tiles/bake-model.ts';
import { Crew } from '../../../geodata/tiles/crew.ts';
import { buildTopology } from '../../../geodata/tiles/topology/build-topology.ts';
import { cross, Segments } from '../../../geodata/tiles/zoom/segments.ts';
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
      if (same && cross(segments.ends.store, a, b)) count++;
    }
  }
  return count;
}

/** A border that winds so finely that simplifying it makes it cross the next one. */
const windingStrips = (seed: number): Position[][] => {
  const random = seededRandom(seed);
  const line = (x: number): Position[] => {
    const depth = random() * 0.6;
    return Array.from({ length: 120 }, (_, i): Position => [
      x + depth * Math.sin(i / 3) * Math.sin(i / 40) + random() * 0.02,
      i / 10 + 0.3 * Math.cos(i / 3),
    ]);
  };
  // Shifting one line by a little gives neighbours that run close to each other without touching.
  const base = line(0);
  const lines = Array.from({ length: 7 }, (_, k) => base.map(([x, y]): Position => [x + k * 0.05, y]));
  return lines.slice(1).map((right, k) => {
    const ring = [...lines[k]!, ...right.toReversed()];
    return [...ring, ring[0]!];
  });
};

describe('crossings', () => {
  it.each([1, 2, 3])('are gone at every zoom (seed %i)', async (seed) => {
    const { arcs, tables } = buildTopology([coverageOf(windingStrips(seed))], 0);
    const options = completeOptions([], { minzoom: 0, maxzoom: 8 });
    const { zooms, diagnostics } = await prepareZooms(new Crew(1), arcs, tables, options);
    expect(diagnostics).toEqual([]);
    for (const zoom of [2, 4, 5, 6, 8]) expect(countCrossings(arcs, zooms[zoom]!)).toBe(0);
  });

  it('come from simplification in this test: without repair there are many', async () => {
    const { arcs, tables } = buildTopology([coverageOf(windingStrips(1))], 0);
    // Arcs without a group are left as they are.
    const ungrouped = { ...arcs, group: new Int32Array(arcs.group.length).fill(-1) };
    const options = completeOptions([], { minzoom: 5, maxzoom: 5 });
    const { zooms } = await prepareZooms(new Crew(1), ungrouped, tables, options);
    expect(countCrossings(arcs, zooms[5]!)).toBeGreaterThan(20);
  });
});
