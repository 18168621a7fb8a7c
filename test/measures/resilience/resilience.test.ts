import { describe, expect, test } from 'vitest';
import { nationalPanel } from '../../../geodata/measures/inputs/national-panel.ts';
import { networkSet } from '../../../geodata/measures/inputs/network-set.ts';
import { network } from '../../../geodata/measures/inputs/network.ts';
import { interruption } from '../../../geodata/measures/resilience/interruption.ts';
import { relativeResilience } from '../../../geodata/measures/resilience/relative-resilience.ts';
import { structuralResilience } from '../../../geodata/measures/resilience/structural-resilience.ts';
import { closeTo } from '../close-to.ts';

describe('relative resilience', () => {
  const panel = {
    codes: ['a', 'b'],
    years: [2006, 2007, 2008],
    values: [
      [100, 110, 110],
      [100, 110, 132],
    ],
    nation: [100, 110, 121],
  };
  const values = (json: object, params = {}) =>
    relativeResilience.compute(nationalPanel.read(json), params).value!.map((row) => row.value);

  test('compares growth with that of the nation', () => {
    closeTo(values(panel), [0, -1, 0, 1]);
  });

  test('takes the trend of each off when asked to, and is null before there is one', () => {
    closeTo(values({ ...panel, nation: [100, 110, 132] }, { trend: 1 }), [null, -2, null, 0]);
  });

  test('without a nation takes the sum of the units that have both years', () => {
    const { details } = relativeResilience.compute(
      nationalPanel.read({
        years: [1, 2],
        values: [
          [1, 2],
          [3, null],
          [1, 1],
        ],
      }),
    );
    expect(details!.nation[0]!.growth).toBeCloseTo(0.5, 12);
  });

  test('a nation that stands still, and a base of zero, leave it undefined', () => {
    closeTo(values({ ...panel, nation: [100, 100, 100] }), [null, null, null, null]);
    closeTo(
      values({
        years: [1, 2],
        values: [
          [0, 5],
          [4, 5],
        ],
      }),
      [null, -5 / 6],
    );
  });

  test('national growth below half a per cent is flagged', () => {
    const { details } = relativeResilience.compute(
      nationalPanel.read({ ...panel, nation: [100, 100.4, 121] }),
    );
    expect(details!.nation.map(({ small }) => small)).toEqual([true, false]);
  });
});

describe('interruption', () => {
  const barbell = network.read({
    edges: [
      ['a', 'b', 1],
      ['b', 'c', 1],
      ['c', 'd', 5],
      ['d', 'e', 1],
      ['e', 'f', 1],
    ],
  });

  test('of the strongest edge breaks a chain in two', () => {
    const { details } = interruption.compute(barbell, { remove: 'edge' });
    expect(details).toMatchObject({ removed: ['c – d'], largestBefore: 1, largestAfter: 0.5 });
  });

  test('at random is repeatable, and of nothing changes nothing', () => {
    const random = { remove: 'nodes', share: 0.3, seed: 4 } as const;
    expect(interruption.compute(barbell, random)).toEqual(interruption.compute(barbell, random));
    expect(interruption.compute(barbell, { remove: 'edges', share: 0 }).value).toBe(1);
    expect(interruption.compute(barbell, { remove: 'nodes', share: 1 }).value).toBe(0);
  });
});

test('structural resilience has no score for a network without edges or where all are alike', () => {
  const ring = [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'a'],
  ];
  const result = structuralResilience.compute(
    networkSet.read([
      { id: 'ring', edges: ring },
      { id: 'none', nodes: ['a'], edges: [] },
    ]),
  );
  expect(result).toMatchObject({ n: 1, missing: ['none'] });
  expect(result.value).toMatchObject([
    { group: 'none', value: null, hierarchy: null },
    { group: 'ring', value: null, hierarchy: null, transmission: 1, clustering: 1 },
  ]);
});
