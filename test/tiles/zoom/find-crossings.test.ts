import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CrossingFinder, type Crossing } from '../../../geodata/tiles/zoom/find-crossings.ts';
import { CROSSING, liesInside, relate, Segments } from '../../../geodata/tiles/zoom/segments.ts';

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
      if (group[arc.store[a]!] === group[arc.store[b]!] && relate(ends.store, a, b) === CROSSING)
        pairs.push(`${a} ${b}`);
  }
  return pairs.toSorted();
}

/** Every end of a segment that is inside another of its group: on which, and where. */
function touchingEnds({ ends, arc, count }: Segments, group: Int32Array): Set<string> {
  const touches = new Set<string>();
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < count; b++) {
      if (group[arc.store[a]!] !== group[arc.store[b]!]) continue;
      for (const at of [b * 4, b * 4 + 2]) {
        const [x, y] = [ends.store[at]!, ends.store[at + 1]!];
        if (liesInside(ends.store, a, x, y)) touches.add(`${a} ${x} ${y}`);
      }
    }
  }
  return touches;
}

const foundTouches = ({ touches: { segment, x, y, length } }: CrossingFinder): Set<string> =>
  new Set(Array.from({ length }, (_, i) => `${segment.store[i]!} ${x.store[i]!} ${y.store[i]!}`));

const pairsOf = (found: readonly Crossing[]): string[] => found.map(({ a, b }) => `${a} ${b}`).toSorted();

test('finds the pairs and touches that comparing all with all finds, at first and when lines are added', () => {
  const lines = fc.array(line, { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(lines, lines, fc.integer({ min: 1, max: 3 }), (first, added, groups) => {
      const group = Int32Array.from({ length: first.length + added.length }, (_, arc) => arc % groups);
      const segments = new Segments();
      for (const [arc, vertices] of first.entries()) addLine(segments, arc, vertices);
      const finder = new CrossingFinder(segments, group);
      expect(pairsOf(finder.findAll())).toEqual(crossingPairs(segments, group, 0));
      expect(foundTouches(finder)).toEqual(touchingEnds(segments, group));
      const from = segments.count;
      for (const [i, vertices] of added.entries()) addLine(segments, first.length + i, vertices);
      expect(pairsOf(finder.findNew(from))).toEqual(crossingPairs(segments, group, from));
      expect(foundTouches(finder)).toEqual(touchingEnds(segments, group));
    }),
    { seed: 11, numRuns: 150 },
  );
});
