import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkRings } from '../../../geodata/tiles/decode/check-rings.ts';
import { Pieces } from '../../../geodata/tiles/slice/pieces.ts';
import { RingUntangler } from '../../../geodata/tiles/slice/ring-untangler.ts';

interface Ring {
  x: number[];
  y: number[];
  isHole: boolean;
}

const BUFFER = 64;
const SIDE = 8;

/** The rings of a tile after untangling, in their order. */
function untangled(rings: readonly [x: number, y: number][][]): Ring[] {
  const pieces = new Pieces();
  for (const ring of rings) {
    const x = Int32Array.from(ring, ([vx]) => vx);
    const y = Int32Array.from(ring, ([, vy]) => vy);
    pieces.addRing(0, x, y, 0, ring.length, 0, 0, BUFFER, false);
  }
  new RingUntangler().untangle(pieces, 0, { buffer: BUFFER, column: 1, columns: 4 });
  const found: Ring[] = [];
  for (let piece = pieces.first(0); piece >= 0; piece = pieces.next.store[piece]!) {
    const [start, end] = [pieces.start.store[piece]!, pieces.end.store[piece]!];
    const { x, y } = pieces.vertices;
    const isHole = pieces.isHole.store[piece] === 1;
    found.push({ x: [...x.subarray(start, end)], y: [...y.subarray(start, end)], isHole });
  }
  return found;
}

/** How many outer rings, less holes, have a place inside. */
function coverAt(rings: readonly Ring[], px: number, py: number): number {
  let cover = 0;
  for (const { x, y, isHole } of rings) {
    let inside = false;
    for (let i = 0, k = x.length - 1; i < x.length; k = i++) {
      const isOver = y[i]! > py !== y[k]! > py;
      if (isOver && px < ((x[k]! - x[i]!) * (py - y[i]!)) / (y[k]! - y[i]!) + x[i]!) inside = !inside;
    }
    if (inside) cover += isHole ? -1 : 1;
  }
  return cover;
}

const cell = (column: number, row: number): [number, number][] => {
  const west = column * SIDE - BUFFER;
  const north = row * SIDE - BUFFER;
  return [
    [west, north],
    [west + SIDE, north],
    [west + SIDE, north + SIDE],
    [west, north + SIDE],
  ];
};

test('squares that share edges and corners become rings that meet in single places, over the same ground', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(35), { minLength: 1, maxLength: 30 }), (cells) => {
      const rings = untangled(cells.map((each) => cell(each % 6, Math.floor(each / 6))));
      expect(checkRings(rings)).toBeNull();
      const covers = Array.from({ length: 36 }, (_, each) =>
        coverAt(rings, ((each % 6) + 0.5) * SIDE - BUFFER, (Math.floor(each / 6) + 0.5) * SIDE - BUFFER),
      );
      expect(covers).toEqual(covers.map((_, each) => (cells.includes(each) ? 1 : 0)));
      expect(rings[0]!.isHole).toBe(false);
    }),
    { numRuns: 300 },
  );
});

test('a ring that was cut into two bays along the edge of the square becomes two', () => {
  const rings = untangled([
    [
      [-BUFFER, 0],
      [0, 0],
      [-BUFFER, 10],
      [-BUFFER, 20],
      [0, 30],
      [-BUFFER, 40],
    ],
  ]);
  expect(rings.map(({ y }) => [Math.min(...y), Math.max(...y)])).toEqual([
    [0, 10],
    [20, 40],
  ]);
  expect(checkRings(rings)).toBeNull();
});

test('a ring that pinches itself becomes a ring with a hole that touches it', () => {
  const rings = untangled([
    [
      [0, 0],
      [20, 0],
      [20, 20],
      [0, 20],
      [0, 10],
      [5, 15],
      [10, 10],
      [5, 5],
      [0, 10],
    ],
  ]);
  expect(rings.map(({ x, isHole }) => [x.length, isHole])).toEqual([
    [5, false],
    [4, true],
  ]);
  expect(checkRings(rings)).toBeNull();
});
