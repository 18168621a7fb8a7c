import { expect, test } from 'vitest';
import { checkRings } from '../../../geodata/tiles/decode/check-rings.ts';

type Point = [x: number, y: number];

const check = (...rings: Point[][]): string | null =>
  checkRings(rings.map((ring) => ({ x: ring.map(([x]) => x), y: ring.map(([, y]) => y) })));

const square = (west: number, north: number, side: number): Point[] => [
  [west, north],
  [west + side, north],
  [west + side, north + side],
  [west, north + side],
];

/** A circle of many vertices, so that segments are sorted into cells. */
const circle = (radius: number): Point[] =>
  Array.from({ length: 60 }, (_, i): Point => [
    Math.round(radius * Math.cos((i * Math.PI) / 30)),
    Math.round(radius * Math.sin((i * Math.PI) / 30)),
  ]);

test.each<[what: string, rings: Point[][]]>([
  ['one square', [square(0, 0, 10)]],
  ['a square with a hole', [square(0, 0, 10), square(3, 3, 4).toReversed()]],
  [
    'a hole that touches its ring in one place',
    [
      square(0, 0, 10),
      [
        [0, 5],
        [4, 7],
        [4, 3],
      ],
    ],
  ],
  ['two squares that touch in a corner', [square(0, 0, 10), square(10, 10, 10)]],
  ['a circle within a circle', [circle(1000), circle(900).toReversed()]],
])('%s is sound', (_, rings) => {
  expect(check(...rings)).toBeNull();
});

test.each<[what: string, rings: Point[][], found: string]>([
  [
    'crosses itself',
    [
      [
        [0, 0],
        [10, 10],
        [10, 0],
        [0, 10],
      ],
    ],
    'crosses itself',
  ],
  [
    'comes to a vertex twice',
    [
      [
        [0, 0],
        [5, 5],
        [10, 0],
        [10, 10],
        [5, 5],
        [0, 10],
      ],
    ],
    'comes to 5, 5 twice',
  ],
  [
    'touches an edge of its own',
    [
      [
        [0, 0],
        [10, 0],
        [10, 10],
        [5, 0],
        [0, 10],
      ],
    ],
    'touches itself',
  ],
  [
    'goes back on its own edge',
    [
      [
        [0, 0],
        [10, 0],
        [4, 0],
        [4, 8],
      ],
    ],
    'touches itself',
  ],
])('a ring that %s is a fault', (_, rings, found) => {
  expect(check(...rings)).toContain(found);
});

test.each<[what: string, rings: Point[][], found: string]>([
  ['cross', [square(0, 0, 10), square(5, 5, 10)], 'rings that cross'],
  [
    'cross among many segments',
    [circle(1000), circle(1000).map(([x, y]): Point => [x + 300, y])],
    'rings that cross',
  ],
  ['share an edge', [square(0, 0, 10), square(10, 0, 10)], 'share an edge'],
  ['share part of an edge', [square(0, 0, 10), square(10, 3, 10)], 'share an edge'],
  ['share the inside of an edge', [square(0, 0, 10), square(10, 3, 4)], 'share an edge'],
])('rings that %s are a fault', (_, rings, found) => {
  expect(check(...rings)).toContain(found);
});
