import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  GREAT_CIRCLE,
  QUADRATIC,
  type EdgeShape,
  type EdgeTable,
} from '../../../geodata/tiles/bake-model.ts';
import { EdgeCurve } from '../../../geodata/tiles/slice/edge-curve.ts';
import { VertexRun } from '../../../geodata/tiles/slice/vertex-run.ts';
import { EXTENT, latitudeToY, longitudeToX, WORLD } from '../../../geodata/tiles/world-grid.ts';

type Position = readonly [longitude: number, latitude: number];

const TOLERANCE = 1;
/** Vertices are rounded to steps in both directions. */
const ROUNDING = Math.SQRT1_2;

function edgeOf(from: Position, to: Position, curve: EdgeShape, bend = 0): EdgeTable {
  const column = ([longitude]: Position) => Int32Array.of(longitudeToX(longitude) % WORLD);
  const row = ([, latitude]: Position) => Int32Array.of(latitudeToY(latitude));
  return { curve, bend, fromX: column(from), fromY: row(from), toX: column(to), toY: row(to) };
}

function drawn(edge: EdgeTable, zoom: number): [number, number][] {
  const run = new VertexRun();
  new EdgeCurve(TOLERANCE).draw(edge, 0, zoom, 0, run);
  return Array.from({ length: run.length }, (_, i) => [run.x[i]!, run.y[i]!]);
}

/** Points of the great circle in steps, near the world of its first end; independent of how it is drawn. */
function truth(from: Position, to: Position, zoom: number, count: number): [number, number][] {
  const vector = ([longitude, latitude]: Position): number[] => {
    const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
    return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
  };
  const [u, v] = [vector(from), vector(to)];
  const scale = EXTENT * 2 ** zoom;
  let last = ((from[0] + 180) / 360) * scale;
  return Array.from({ length: count + 1 }, (_, i) => {
    const t = i / count;
    const angle = 2 * Math.asin(Math.hypot(...u.map((each, axis) => each - v[axis]!)) / 2);
    const [p, q] = [Math.sin((1 - t) * angle), Math.sin(t * angle)];
    const [x, y, z] = u.map((each, axis) => (p * each + q * v[axis]!) / Math.sin(angle)) as [
      number,
      number,
      number,
    ];
    let column = ((Math.atan2(y, x) / Math.PI + 1) / 2) * scale;
    column += scale * Math.round((last - column) / scale);
    last = column;
    const latitude = Math.atan2(z, Math.hypot(x, y));
    return [column, (0.5 - Math.asinh(Math.tan(latitude)) / (2 * Math.PI)) * scale];
  });
}

function distanceToLine([x, y]: [number, number], line: [number, number][]): number {
  // A short edge may be one vertex.
  let least = Math.hypot(x - line[0]![0], y - line[0]![1]);
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1]!, line[i]!];
    const [dx, dy] = [bx - ax, by - ay];
    const share = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - ax - share * dx, y - ay - share * dy));
  }
  return least;
}

const place = fc.tuple(
  fc.double({ min: -180, max: 179.9, noNaN: true }),
  fc.double({ min: -80, max: 80, noNaN: true }),
);

describe('a great circle', () => {
  test('is never further from its chords than the tolerance', () => {
    fc.assert(
      fc.property(place, place, fc.integer({ min: 0, max: 8 }), (from, to, zoom) => {
        const way = truth(from, to, zoom, 600);
        // Between near antipodes the short way is not told by the coordinates.
        const turn = Math.abs(from[0] - to[0]) % 360;
        fc.pre(Math.abs(turn - 180) > 5 && Math.hypot(turn, from[1] - to[1]) > 0.01);
        const line = drawn(edgeOf(from, to, GREAT_CIRCLE), zoom);
        const worst = Math.max(...way.map((point) => distanceToLine(point, line)));
        expect(worst).toBeLessThan(TOLERANCE + ROUNDING + 0.1);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test('takes no more vertices than evenly spaced ones would, and a fifth', () => {
    const [from, to]: [Position, Position] = [
      [87.6, 43.8],
      [114.1, 22.5],
    ];
    for (let zoom = 4; zoom <= 12; zoom++) {
      const line = drawn(edgeOf(from, to, GREAT_CIRCLE), zoom);
      let chords = 1;
      const way = truth(from, to, zoom, 2400);
      const bend = (count: number): number =>
        Math.max(
          ...way.map((point, i) => {
            const step = way.length / count;
            const at = Math.min(count - 1, Math.floor(i / step));
            const ends = [at, at + 1].map((k) => way[Math.min(way.length - 1, Math.round(k * step))]!);
            return distanceToLine(point, ends);
          }),
        );
      while (bend(chords) > TOLERANCE) chords++;
      expect(line.length - 1).toBeLessThanOrEqual(Math.ceil(chords * 1.2) + 1);
    }
  });
});

test('a quadratic curve keeps to its tolerance', () => {
  const edge = edgeOf([-60, 10], [60, 40], QUADRATIC, 0.2);
  const line = drawn(edge, 5);
  const scale = (EXTENT * 2 ** 5) / WORLD;
  const [ax, ay, bx, by] = [edge.fromX[0]!, edge.fromY[0]!, edge.toX[0]!, edge.toY[0]!];
  const [dx, dy] = [bx - ax, by - ay];
  const control = [(ax + bx) / 2 + 0.2 * dy, (ay + by) / 2 - 0.2 * dx] as const;
  for (let t = 0; t <= 1; t += 0.001) {
    const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t * t];
    const point: [number, number] = [
      (p * ax + q * control[0] + r * bx) * scale,
      (p * ay + q * control[1] + r * by) * scale,
    ];
    expect(distanceToLine(point, line)).toBeLessThan(TOLERANCE + ROUNDING + 0.1);
  }
});
