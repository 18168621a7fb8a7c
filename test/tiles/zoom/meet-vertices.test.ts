import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CrossingFinder } from '../../../geodata/tiles/zoom/find-crossings.ts';
import { meetVertices } from '../../../geodata/tiles/zoom/meet-vertices.ts';
import { Segments } from '../../../geodata/tiles/zoom/segments.ts';

type Point = [x: number, y: number];

/** Draws lines as arcs of the groups given, and reads them back. */
function meet(lines: readonly Point[][], groups: readonly number[]): Point[][] {
  const points = lines.flat();
  const ends = lines.map((_, i) => lines.slice(0, i + 1).reduce((sum, line) => sum + line.length, 0));
  const drawn = {
    zoom: 0,
    lineVertices: 0,
    start: Uint32Array.from(ends, (end, i) => end - lines[i]!.length),
    end: Uint32Array.from(ends),
    x: Int32Array.from(points, ([x]) => x),
    y: Int32Array.from(points, ([, y]) => y),
  };
  const segments = new Segments();
  const vertices: number[] = [];
  for (const [arc, line] of lines.entries()) {
    if (groups[arc] === -1) continue;
    for (const [i, [x, y]] of line.entries()) {
      const next = line[i + 1];
      if (next === undefined) continue;
      segments.add(arc, x, y, ...next);
      vertices.push(drawn.start[arc]! + i);
    }
  }
  const finder = new CrossingFinder(segments, Int32Array.from(groups));
  finder.findAll();
  const places = {
    arcOf: (segment: number) => segments.arc.store[segment]!,
    vertexOf: (segment: number) => vertices[segment]!,
  };
  const { start, end, x, y } = meetVertices(finder.touches, places, drawn);
  return lines.map((_, arc) =>
    Array.from({ length: end[arc]! - start[arc]! }, (__, i): Point => [
      x[start[arc]! + i]!,
      y[start[arc]! + i]!,
    ]),
  );
}

/** The slow way: every vertex of the group that lies inside a segment, in the order along it. */
function expectedFor(lines: readonly Point[][], groups: readonly number[], arc: number): Point[] {
  const others = lines.flatMap((line, i) => (groups[i] === groups[arc] ? line : []));
  return lines[arc]!.flatMap((a, i): Point[] => {
    const b = lines[arc]![i + 1];
    if (b === undefined || groups[arc] === -1) return [a];
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const along = ([x, y]: Point): number => (x - a[0]) * dx + (y - a[1]) * dy;
    const inside = others.filter(
      (p) => (p[0] - a[0]) * dy === (p[1] - a[1]) * dx && along(p) > 0 && along(p) < dx * dx + dy * dy,
    );
    const once = new Map(inside.map((p) => [along(p), p]));
    return [a, ...[...once].sort(([s], [t]) => s - t).map(([, p]) => p)];
  });
}

const coordinate = fc.oneof(
  fc.integer({ min: -4, max: 12 }),
  fc.integer({ min: -300, max: 5000 }).map((n) => n * 4),
);
const line = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 8 });

test('segments get all vertices of their group that lie on them, in order, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(line, fc.constantFrom(-1, 0, 0, 1)), { minLength: 1, maxLength: 12 }),
      (arcs) => {
        const lines = arcs.map(([points]) => points);
        const groups = arcs.map(([, group]) => group);
        const met = meet(lines, groups);
        for (const arc of lines.keys()) expect(met[arc]).toEqual(expectedFor(lines, groups, arc));
      },
    ),
    { numRuns: 400 },
  );
});

test('a line of a whole tile finds the one vertex on it', () => {
  const met = meet(
    [
      [
        [0, 0],
        [4096, 4096],
      ],
      [
        [3001, 3001],
        [3001, 9],
      ],
    ],
    [0, 0],
  );
  expect(met[0]).toEqual([
    [0, 0],
    [3001, 3001],
    [4096, 4096],
  ]);
});
