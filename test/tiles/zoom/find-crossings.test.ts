import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CrossingFinder, type Crossing } from '../../../geodata/tiles/zoom/find-crossings.ts';
import { cross, Segments } from '../../../geodata/tiles/zoom/segments.ts';

/** Lines of any length and direction, steps of a few or of thousands: short runs, long runs, and runs in many cells. */
const line = fc
  .tuple(
    fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 4000 })),
    fc.array(fc.tuple(fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 })), {
      minLength: 1,
      maxLength: 30,
    }),
    fc.constantFrom(1, 1, 1, 40),
  )
  .map(([start, steps, scale]) => {
    const vertices = [start];
    for (const [dx, dy] of steps) {
      const [x, y] = vertices.at(-1)!;
      vertices.push([x + dx * scale, y + dy * scale]);
    }
    return vertices;
  });

function addLine(segments: Segments, arc: number, vertices: readonly (readonly [number, number])[]): void {
  for (const [i, [x, y]] of vertices.entries()) {
    const before = vertices[i - 1];
    if (before !== undefined) segments.add(arc, before[0], before[1], x, y);
  }
}

/** Every pair of one group that crosses, the later one not before `from`. */
function crossingPairs(segments: Segments, group: Int32Array, from: number): string[] {
  const pairs: string[] = [];
  const { ends, arc } = segments;
  for (let b = from; b < segments.count; b++) {
    for (let a = 0; a < b; a++)
      if (group[arc.store[a]!] === group[arc.store[b]!] && cross(ends.store, a, b)) pairs.push(`${a} ${b}`);
  }
  return pairs.toSorted();
}

const pairsOf = (found: readonly Crossing[]): string[] => found.map(({ a, b }) => `${a} ${b}`).toSorted();

test('finds the pairs that comparing all with all finds, at first and when lines are added', () => {
  const lines = fc.array(line, { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(lines, lines, fc.integer({ min: 1, max: 3 }), (first, added, groups) => {
      const group = Int32Array.from({ length: first.length + added.length }, (_, arc) => arc % groups);
      const segments = new Segments();
      for (const [arc, vertices] of first.entries()) addLine(segments, arc, vertices);
      const finder = new CrossingFinder(segments, group);
      expect(pairsOf(finder.findAll())).toEqual(crossingPairs(segments, group, 0));
      const from = segments.count;
      for (const [i, vertices] of added.entries()) addLine(segments, first.length + i, vertices);
      expect(pairsOf(finder.findNew(from))).toEqual(crossingPairs(segments, group, from));
    }),
    { seed: 11, numRuns: 150 },
  );
});
