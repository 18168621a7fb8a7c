import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkYears } from '../../../geodata/measures/inputs/network-years.ts';
import { linkChanges } from '../../../geodata/measures/network/link-changes.ts';
import { linkTurnover } from '../../../geodata/measures/network/link-turnover.ts';
import { tierPairs } from '../../../geodata/measures/network/tier-pairs.ts';
import { groupedNetwork } from '../../../geodata/measures/inputs/grouped-network.ts';
import { closeTo } from '../close-to.ts';

type Edge = [string, string, number];

const nodes = ['a', 'b', 'c', 'd', 'e'];
const edge = fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes), fc.integer({ min: 1, max: 9 }));
const edges = fc.uniqueArray(edge, {
  maxLength: 12,
  selector: ([a, b]) => [a, b].sort().join(' '),
});

const yearsOf = (before: Edge[], now: Edge[], directed = false) =>
  networkYears.read([
    { year: 2012, nodes, edges: before, directed },
    { year: 2015, nodes, edges: now, directed },
  ]);

test('Spearman of kept links: stats.spearmanr (SciPy 1.17.1)', () => {
  const before: Edge[] = [
    ['a', 'b', 9],
    ['a', 'c', 7],
    ['b', 'c', 7],
    ['c', 'd', 2],
    ['d', 'e', 1],
  ];
  const now: Edge[] = [
    ['a', 'b', 4],
    ['a', 'c', 8],
    ['b', 'c', 5],
    ['c', 'd', 3],
    ['a', 'e', 6],
  ];
  closeTo(linkTurnover.compute(yearsOf(before, now)).value![0]!.rankCorrelation, 0.316227766016838);
});

test('links of the two years are kept, entered or left, each once, whatever the networks', () => {
  fc.assert(
    fc.property(edges, edges, fc.boolean(), (before, now, directed) => {
      const years = yearsOf(before, now, directed);
      const [row] = linkTurnover.compute(years).value!;
      const changes = linkChanges.compute(years, { strongest: 0 }).value!;
      const count = (change: string): number => changes.filter((each) => each.change === change).length;
      expect([count('kept'), count('entered'), count('left')]).toEqual([row!.kept, row!.entered, row!.left]);
      const real = (list: Edge[]): number => list.filter(([a, b]) => a !== b).length;
      expect(row!.kept + row!.entered).toBe(real(now));
      expect(row!.kept + row!.left).toBe(real(before));
    }),
  );
});

test('nothing changes between equal years', () => {
  const same: Edge[] = [
    ['a', 'b', 2],
    ['b', 'c', 1],
  ];
  const years = yearsOf(same, same);
  expect(linkTurnover.compute(years).value).toMatchObject([{ value: 1, enteredShare: 0, leftShare: 0 }]);
  expect(linkChanges.compute(years).value!.map(({ value }) => value)).toEqual([0, 0]);
});

test('one year alone, and years in another order, are told', () => {
  expect(linkTurnover.compute(networkYears.read([{ year: 2012, edges: [] }])).reason).toBe('too_few_units');
  expect(() =>
    networkYears.read([
      { year: 2015, edges: [] },
      { year: 2012, edges: [] },
    ]),
  ).toThrow(/ascending/);
});

test('two years without any link have no turnover, with the reason', () => {
  expect(linkTurnover.compute(yearsOf([], [])).value).toMatchObject([{ value: null, reason: 'no_edges' }]);
});

test('pairs of tiers share out all weight, and directions stay apart', () => {
  const labels = fc.array(fc.constantFrom('1', '2', '10', 'none'), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(edges, labels, fc.boolean(), (list, groups, directed) => {
      const kept = list.filter(([a, b]) => a !== b);
      fc.pre(kept.length > 0);
      const { value } = tierPairs.compute(groupedNetwork.read({ nodes, groups, edges: kept, directed }));
      closeTo(
        value!.reduce((sum, { share }) => sum + share, 0),
        1,
      );
      expect(value!.reduce((sum, { links }) => sum + links, 0)).toBe(kept.length);
      const order = ['1', '2', '10', 'none'];
      if (!directed)
        for (const { a, b } of value!) expect(order.indexOf(a)).toBeLessThanOrEqual(order.indexOf(b));
    }),
  );
});
