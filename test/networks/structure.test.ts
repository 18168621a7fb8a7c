import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EdgeList } from '../../geodata/model/network.ts';
import { dominantLinks } from '../../geodata/networks/dominant-links.ts';
import { ranksBefore } from '../../geodata/networks/ranks-before.ts';
import { topOfTierPairs } from '../../geodata/networks/top-of-tier-pairs.ts';
import { zoomsOfLinks } from '../../geodata/networks/zoom-budget.ts';

type Row = [a: string, b: string, weight: number];

const letters = ['a', 'b', 'c', 'd', 'e', 'f'];

function edgeList(rows: Row[], directed = false, nodes = letters): EdgeList {
  return {
    nodes,
    a: Uint32Array.from(rows, ([a]) => nodes.indexOf(a)),
    b: Uint32Array.from(rows, ([, b]) => nodes.indexOf(b)),
    weight: Float64Array.from(rows, ([, , weight]) => weight),
    directed,
  };
}

/** Parents by code, "-" for none. */
const parentsOf = (list: EdgeList): string =>
  Array.from(dominantLinks(list).parent, (node) => (node < 0 ? '-' : list.nodes[node]!)).join('');

describe('dominant links', () => {
  // By hand: strengths a 12, b 10, c 7, d 3, e 2; the strongest link of e leads to d, that of d to c.
  const list = edgeList([
    ['a', 'b', 8],
    ['a', 'c', 4],
    ['b', 'd', 1],
    ['b', 'e', 1],
    ['c', 'd', 1.5],
    ['c', 'e', 0.5],
    ['d', 'e', 1.25],
  ]);

  test('lead to the larger end of the strongest link of each place; places without links stay alone', () => {
    expect(parentsOf(list)).toBe('-aacd-');
    expect([...dominantLinks(list).depth]).toEqual([0, 1, 1, 2, 3, 0]);
  });

  test('leave a place terminal whose strongest link leads to a smaller one', () => {
    // Strengths a 7, b 6, c 7, d 8: the strongest link of a leads to b, which is smaller.
    const ring = edgeList([
      ['a', 'b', 5],
      ['b', 'c', 1],
      ['c', 'd', 6],
      ['a', 'd', 2],
    ]);
    expect(parentsOf(ring)).toBe('-ad---');
  });

  test('between equals lead to the lower code', () => {
    expect(
      parentsOf(
        edgeList([
          ['a', 'b', 1],
          ['c', 'd', 1],
        ]),
      ),
    ).toBe('-a-c--');
  });

  test('of directed networks leave the place, towards more inflow', () => {
    expect(
      parentsOf(
        edgeList(
          [
            ['a', 'b', 1],
            ['b', 'c', 1],
            ['c', 'b', 4],
          ],
          true,
        ),
      ),
    ).toBe('b-b---');
  });

  test('never form a cycle', () => {
    const row = fc.tuple(
      fc.constantFrom(...letters),
      fc.constantFrom(...letters),
      fc.integer({ min: 1, max: 4 }),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.boolean(), (rows, directed) => {
        const { parent, depth } = dominantLinks(
          edgeList(
            rows.filter(([a, b]) => a !== b),
            directed,
          ),
        );
        for (const [node, own] of parent.entries()) expect(depth[node]).toBe(own < 0 ? 0 : depth[own]! + 1);
      }),
    );
  });
});

test('links against the year before: their former ranks', () => {
  const earlier = edgeList([
    ['a', 'b', 5],
    ['a', 'c', 9],
    ['c', 'd', 1],
  ]);
  const later = edgeList([
    ['a', 'b', 5],
    ['a', 'd', 2],
    ['c', 'd', 1],
  ]);
  expect([...ranksBefore(earlier, later)]).toEqual([2, 0, 3]);
});

test('the top quartile of links is that of each pair of tiers, and of each direction', () => {
  const rows: Row[] = [
    ['a', 'b', 4],
    ['a', 'c', 3],
    ['c', 'b', 2],
    ['c', 'd', 1],
    ['d', 'e', 5],
  ];
  const tiers = [1, 1, 2, 2, null, null];
  // Between the first and the second, the top quartile of 2 and 3 begins at 2.75.
  expect(topOfTierPairs(edgeList(rows), tiers)).toEqual([true, true, false, true, true]);
  expect(topOfTierPairs(edgeList(rows, true), tiers)).toEqual([true, true, true, true, true]);
});

describe('the lowest zoom of a link', () => {
  /** Links of a chain of places, each its own: place i joins 2i and 2i + 1. */
  const apart = (count: number) => ({
    a: Array.from({ length: count }, (_, link) => 2 * link),
    b: Array.from({ length: count }, (_, link) => 2 * link + 1),
  });

  test('every zoom has twice as many links as the one before', () => {
    // All from one place to another, so that none is the strongest of a place but the first.
    const same = { a: Array<number>(5000).fill(0), b: Array<number>(5000).fill(1) };
    const zooms = zoomsOfLinks(same, [null, null]);
    expect([1, 50, 51, 100, 101, 5000].map((rank) => zooms[rank - 1])).toEqual([0, 0, 1, 1, 2, 7]);
  });

  test('links within a region and between regions are counted apart', () => {
    const pairs = {
      a: Array<number>(200).fill(0),
      b: Array.from({ length: 200 }, (_, link) => 1 + (link % 2)),
    };
    const zooms = zoomsOfLinks(pairs, ['north', 'north', 'south']);
    expect([98, 99, 100, 101].map((link) => zooms[link])).toEqual([0, 0, 1, 1]);
    expect([198, 199].map((link) => zooms[link])).toEqual([1, 1]);
  });

  test('from zoom 5 every place has its strongest link', () => {
    const zooms = zoomsOfLinks(apart(5000), []);
    expect(Math.max(...zooms)).toBe(5);
  });

  test('an atlas that is looked at from nearer has the same links at zooms that are as much nearer', () => {
    const zooms = zoomsOfLinks(apart(5000), []);
    expect(zoomsOfLinks(apart(5000), [], 6)).toEqual(zooms.map((zoom) => (zoom === 0 ? 0 : zoom + 6)));
  });

  test('zoom z has the strongest 50 · 2^z of all, of those within and of those between', () => {
    const link = fc.record({ a: fc.nat(9), b: fc.nat(9) });
    const parent = fc.constantFrom('x', 'y', null);
    fc.assert(
      fc.property(
        fc.array(link, { maxLength: 400 }),
        fc.array(parent, { minLength: 10, maxLength: 10 }),
        (links, parents) => {
          const zooms = zoomsOfLinks({ a: links.map(({ a }) => a), b: links.map(({ b }) => b) }, parents);
          const all = links.map((_, index) => index);
          const isWithin = (index: number): boolean => {
            const { a, b } = links[index]!;
            return parents[a] !== null && parents[a] === parents[b];
          };
          const isBetween = (index: number): boolean => parents[links[index]!.a] !== parents[links[index]!.b];
          for (const kind of [all, all.filter(isWithin), all.filter(isBetween)]) {
            for (let zoom = 0; zoom < 4; zoom++) {
              const strongest = kind.slice(0, 50 * 2 ** zoom);
              expect(strongest.every((index) => zooms[index]! <= zoom)).toBe(true);
            }
          }
        },
      ),
    );
  });
});
