import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '../../../geodata/model/geometry.ts';
import type { ArcTable, LayerTable } from '../../../geodata/tiles/bake-model.ts';
import { buildTopology } from '../../../geodata/tiles/topology/build-topology.ts';
import { looksLikeCoverage } from '../../../geodata/tiles/topology/coverage.ts';
import { findPlaces } from '../../../geodata/tiles/topology/places.ts';
import { coordinatePrecision } from '../../../geodata/tiles/topology/precision.ts';
import { simplifyArcs } from '../../../geodata/tiles/topology/simplify.ts';
import { longitudeToX } from '../../../geodata/tiles/world-grid.ts';
import { coverageOf, readPolygons, seededRandom, square } from '../../support/flat-layers.ts';

/** The vertices of a ring as its arcs give them. */
function ringOf(table: LayerTable, arcs: ArcTable, part: number): string[] {
  const vertices: string[] = [];
  for (let i = table.partArc[part]!; i < table.partArc[part + 1]!; i++) {
    const reference = table.arcReference[i]!;
    const arc = reference < 0 ? ~reference : reference;
    const run = [];
    for (let k = arcs.start[arc]!; k < arcs.start[arc + 1]!; k++) run.push(`${arcs.x[k]},${arcs.y[k]}`);
    if (reference < 0) run.reverse();
    vertices.push(...run.slice(0, -1));
  }
  return vertices;
}

/** The same ring wherever it begins. */
const normalised = (ring: string[]): string => {
  const begin = ring.indexOf(ring.toSorted()[0]!);
  return [...ring.slice(begin), ...ring.slice(0, begin)].join(' ');
};

const gridOf = (columns: number, rows: number): Position[][] =>
  Array.from({ length: columns * rows }, (_, i) => {
    const x = i % columns;
    const y = Math.floor(i / columns);
    return square(x, y, x + 1, y + 1);
  });

describe('the topology of a coverage', () => {
  it('stores every border once and gives every ring back', () => {
    const layer = coverageOf(gridOf(4, 3));
    const { arcs, tables } = buildTopology([layer], 0);
    const uses = new Map<number, number>();
    for (const reference of tables[0]!.arcReference) {
      const arc = reference < 0 ? ~reference : reference;
      uses.set(arc, (uses.get(arc) ?? 0) + 1);
    }
    // 17 inner borders are used twice. Of the 14 outer edges, those on both sides of a corner are one arc.
    expect([...uses.values()].filter((count) => count === 2)).toHaveLength(17);
    expect([...uses.values()].filter((count) => count === 1)).toHaveLength(10);
    const { partStart, x, y } = layer.geometry;
    for (let part = 0; part < 12; part++) {
      const source = [];
      for (let i = partStart[part]!; i < partStart[part + 1]!; i++) source.push(`${x[i]},${y[i]}`);
      expect(normalised(ringOf(tables[0]!, arcs, part))).toBe(normalised(source));
    }
  });

  it('shares borders between layers', () => {
    const cities = coverageOf(gridOf(2, 2));
    const province = {
      ...coverageOf([
        [
          [0, 0],
          [1, 0],
          [2, 0],
          [2, 1],
          [2, 2],
          [1, 2],
          [0, 2],
          [0, 1],
          [0, 0],
        ],
      ]),
      id: 'province',
    };
    const { tables } = buildTopology([cities, province], 0);
    const ofCities = new Set(
      [...tables[0]!.arcReference].map((reference) => (reference < 0 ? ~reference : reference)),
    );
    for (const reference of tables[1]!.arcReference) {
      expect(ofCities).toContain(reference < 0 ? ~reference : reference);
    }
  });

  it('finds an island again in the hole around it', () => {
    const [outer, hole] = [square(0, 0, 9, 9), square(3, 3, 6, 6)];
    const builder = readPolygons([[[outer, hole]], [[[hole[2]!, hole[1]!, hole[0]!, hole[3]!, hole[2]!]]]]);
    const layer = { ...coverageOf([outer, outer]), geometry: builder.finish() };
    const { tables } = buildTopology([layer], 0);
    const [, inHole, island] = tables[0]!.arcReference;
    expect(inHole).toBe(~island!);
  });

  it('makes one border of two that were rounded apart, and says so', () => {
    const random = seededRandom(5);
    const border = Array.from({ length: 60 }, (_, i): Position => [10 + Math.sin(i / 12) / 3, i / 10]);
    const round = ([x, y]: Position): Position => [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
    // Each neighbour leaves out other vertices, and keeps the ends.
    const thinned = (): Position[] =>
      border.filter((_, i) => i === 0 || i === 59 || random() > 0.3).map(round);
    const west = [...thinned(), [0, 5.9], [0, 0]] as Position[];
    const east = [...thinned(), [20, 5.9], [20, 0]] as Position[];
    const layer = coverageOf([
      [...west, west[0]!],
      [...east, east[0]!],
    ]);
    const { tables, diagnostics } = buildTopology([layer], 'auto');
    const used = [...tables[0]!.arcReference].map((reference) => (reference < 0 ? ~reference : reference));
    expect(used.length - new Set(used).size).toBe(1);
    expect(diagnostics).toMatchObject([{ code: 'boundary/repaired' }]);
    // A river between two units is no rounding.
    expect(buildTopology([layer], 0).diagnostics).toEqual([]);
  });

  it('leaves a lake between two units alone', () => {
    const west: Position[] = [
      [0, 0],
      [10, 0],
      [10, 4],
      [9, 5],
      [10, 6],
      [10, 10],
      [0, 10],
      [0, 0],
    ];
    const east: Position[] = [
      [20, 0],
      [20, 10],
      [10, 10],
      [10, 6],
      [11, 5],
      [10, 4],
      [10, 0],
      [20, 0],
    ];
    expect(buildTopology([coverageOf([west, east])], 'auto').diagnostics).toEqual([]);
  });
});

describe('places', () => {
  it('are the first vertices that are equal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -2, max: 9 }), fc.integer({ min: 0, max: 9 }))),
        (vertices) => {
          const x = Int32Array.from(vertices, ([vx]) => vx * 1_000_003);
          const y = Int32Array.from(vertices, ([, vy]) => vy);
          const expected = vertices.map(([vx, vy]) =>
            vertices.findIndex(([ox, oy]) => ox === vx && oy === vy),
          );
          expect([...findPlaces(x, y)]).toEqual(expected);
        },
      ),
    );
  });
});

describe('the precision of coordinates', () => {
  it('is the grid they were rounded to', () => {
    const random = seededRandom(3);
    const ring = (digits: number): Position[] =>
      Array.from({ length: 4000 }, (_, i): Position => [
        Number((10 * Math.cos(i / 640) + random() / 50).toFixed(digits)),
        10 * Math.sin(i / 640),
      ]);
    const step = (digits: number): number =>
      coordinatePrecision([readPolygons([[[ring(digits)]]]).finish()]) / (longitudeToX(1) - longitudeToX(0));
    expect(step(2)).toBeCloseTo(0.01, 6);
    expect(step(3)).toBeCloseTo(0.001, 6);
    expect(step(9)).toBeLessThan(0.0005);
  });
});

describe('a coverage', () => {
  it('is told from polygons that overlap', () => {
    const random = seededRandom(11);
    const scattered = Array.from({ length: 50 }, () => {
      const [x, y] = [random() * 10, random() * 10];
      return square(x, y, x + 3, y + 3);
    });
    expect(looksLikeCoverage(coverageOf(gridOf(5, 5)).geometry)).toBe(true);
    expect(looksLikeCoverage(coverageOf(scattered).geometry)).toBe(false);
  });
});

describe('simplification', () => {
  /** Douglas–Peucker as it is defined, one zoom at a time. */
  const keep = (points: [number, number][], tolerance: number): Set<number> => {
    const kept = new Set([0, points.length - 1]);
    const split = (from: number, to: number): void => {
      let best = -1;
      let distance = tolerance;
      for (let i = from + 1; i < to; i++) {
        const [ax, ay] = points[from]!;
        const [dx, dy] = [points[to]![0] - ax, points[to]![1] - ay];
        const length = dx * dx + dy * dy;
        const along = (points[i]![0] - ax) * dx + (points[i]![1] - ay) * dy;
        const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length));
        const off = Math.hypot(points[i]![0] - ax - share * dx, points[i]![1] - ay - share * dy);
        if (off > distance) [best, distance] = [i, off];
      }
      if (best < 0) return;
      kept.add(best);
      split(from, best);
      split(best, to);
    };
    split(0, points.length - 1);
    return kept;
  };

  it('keeps at every zoom what Douglas–Peucker keeps, and never less than a lower zoom', () => {
    const random = seededRandom(77);
    const points = Array.from({ length: 400 }, (_, i): [number, number] => [
      i * 9000 + Math.floor(random() * 40_000),
      Math.floor(random() * 400_000),
    ]);
    const arcs: ArcTable = {
      start: Uint32Array.of(0, points.length),
      x: Int32Array.from(points, ([x]) => x),
      y: Int32Array.from(points, ([, y]) => y),
      level: new Uint8Array(points.length),
      group: Int32Array.of(0),
    };
    simplifyArcs(arcs, 0, 1, { minzoom: 0, maxzoom: 8, tolerance: 1 });
    for (let zoom = 0; zoom <= 8; zoom++) {
      const kept = new Set([...arcs.level.keys()].filter((i) => arcs.level[i]! <= zoom));
      expect(kept).toEqual(keep(points, 2 ** (18 - zoom)));
    }
  });
});
