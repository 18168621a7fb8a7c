import { describe, expect, test } from 'vitest';
import type { AuditContext } from '../../../geodata/build/audit/audit-context.ts';
import { checkAdjacencyClaims } from '../../../geodata/build/audit/adjacency-claims.ts';
import { checkCapitalShareBound } from '../../../geodata/build/audit/capital-share-bound.ts';
import { checkGiniMaximum } from '../../../geodata/build/audit/gini-maximum.ts';
import { checkIdenticalSeries } from '../../../geodata/build/audit/identical-series.ts';
import { checkLabelledYear } from '../../../geodata/build/audit/labelled-year.ts';
import { checkPartExceedsWhole } from '../../../geodata/build/audit/part-exceeds-whole.ts';
import { checkQuotedPercentages } from '../../../geodata/build/audit/quoted-percentages.ts';
import { checkSharesOfHundred } from '../../../geodata/build/audit/shares-of-hundred.ts';
import { checkPrintedElsewhere } from '../../../geodata/build/audit/sources-differ.ts';
import { checkStraightLines } from '../../../geodata/build/audit/straight-lines.ts';
import type { Column } from '../../../geodata/build/columns.ts';
import { columnOf, indicatorOf, levelOfCodes, tableOf } from '../small-world.ts';

const codes = ['10', '20', '30', '40', '50', '60', '70', '80', '90'];
const level = levelOfCodes('province', codes, { group: 'east' });

const contextOf = (changes: Partial<AuditContext>): AuditContext => ({
  config: { concentration: [], quoted: [], same: [] },
  groupings: [],
  indicators: new Map(),
  levels: [level],
  columns: [],
  printed: null,
  quoted: [],
  adjacent: null,
  areNeighbours: () => false,
  ...changes,
});

const column = (
  indicator: string,
  year: number,
  values: (number | null)[],
  more: Partial<Column> = {},
): Column => columnOf(level, indicator, year, values, more);

const steps = [3, 1, 4, 1.5, 9, 2.6, 5.3, 5.8, 9.7];

describe('L1 and L2: what a Gini coefficient can be', () => {
  const cities = levelOfCodes('city', ['1001', '1002', '1003', '1004'], { parent: '10' });
  const concentration = [{ level: 'province', gini: 'g', share: 's', units: 'city' }];
  const indicators = new Map([
    ['g', indicatorOf('g', { decimals: 3 })],
    ['s', indicatorOf('s', { decimals: 3 })],
  ]);
  const check = (gini: number, share: number): AuditContext =>
    contextOf({
      config: { concentration, quoted: [], same: [] },
      indicators,
      levels: [level, cities],
      columns: [column('g', 2020, [gini]), column('s', 2020, [share])],
    });

  test('at least the share less 1/n', () => {
    expect(checkCapitalShareBound(check(0.4, 0.65))).toEqual([]);
    const [found] = checkCapitalShareBound(check(0.398, 0.65));
    expect(found).toMatchObject({
      code: 'audit/share-above-gini',
      at: { region: '10', indicator: 'g', year: 2020 },
    });
    expect(found?.message).toContain('over 4 units the first is at least 0.400');
  });

  test('at most (n − 1)/n, and not below 0', () => {
    expect(checkGiniMaximum(check(0.75, 0))).toEqual([]);
    expect(checkGiniMaximum(check(0.751, 0))).toHaveLength(1);
    expect(checkGiniMaximum(check(-0.1, 0))).toHaveLength(1);
  });

  test('regions without units or without a value are not judged', () => {
    const context = check(0.1, 0.9);
    expect(
      checkCapitalShareBound({ ...context, columns: [column('g', 2020, [null]), column('s', 2020, [0.9])] }),
    ).toEqual([]);
    expect(checkGiniMaximum({ ...context, columns: [column('g', 2020, [null, 2])] })).toEqual([]);
  });
});

describe('L3: parts and wholes', () => {
  const east = { zh: '东部', en: 'East' };
  const groupings = [{ id: 'belt', level: 'province', name: east, members: [{ id: 'east', name: east }] }];
  const of = (kind: 'ratio' | 'intensive', unit: string, total: number) =>
    checkPartExceedsWhole(
      contextOf({
        groupings,
        indicators: new Map([['x', indicatorOf('x', { kind, unit: { zh: unit, en: unit }, decimals: 2 })]]),
        columns: [column('x', 2020, [4.93, 1], { totals: [{ name: '东部', value: total, source: 's' }] })],
      }),
    );

  test('a share of a region above that of its group is told; one below it, or rounded to it, is not', () => {
    expect(of('ratio', '%', 2.95)).toMatchObject([
      { code: 'audit/part-exceeds-whole', at: { region: '10' } },
    ]);
    expect(of('ratio', '%', 4.92)).toEqual([]);
  });

  test('what does not add up has no parts', () => {
    expect(of('intensive', '%', 2.95)).toEqual([]);
    expect(of('ratio', '', 2.95)).toEqual([]);
  });
});

describe('L4: years that were filled in', () => {
  const first = steps.map((step) => 10 + step);
  const last = steps.map((step, index) => 20 + 3 * step - index);
  const middle = (share: number): number[] =>
    first.map((value, index) => value + share * (last[index]! - value));
  const found = (values: readonly number[], year: number) =>
    checkStraightLines(
      contextOf({
        indicators: new Map([['x', indicatorOf('x', { decimals: 3 })]]),
        columns: [column('x', 2015, first), column('x', year, [...values]), column('x', 2021, last)],
      }),
    );

  test('a midpoint, and a point at the right place between unequal years', () => {
    expect(found(middle(0.5), 2018)).toHaveLength(1);
    expect(found(middle(4 / 6), 2019)).toHaveLength(1);
    expect(found(middle(0.5), 2019)).toEqual([]);
  });

  test('a few regions on a line are no pattern', () => {
    const mixed = middle(0.5).map((value, index) => (index < 4 ? value : value + 0.5 + index / 7));
    expect(found(mixed, 2018)).toEqual([]);
  });

  test('regions that never change say nothing', () => {
    const constant = (year: number) =>
      column(
        'x',
        year,
        codes.map(() => 7),
      );
    const context = contextOf({
      indicators: new Map([['x', indicatorOf('x', { decimals: 3 })]]),
      columns: [constant(2015), constant(2018), constant(2021)],
    });
    expect(checkStraightLines(context)).toEqual([]);
  });
});

describe('L5: copied rows', () => {
  const spread = steps.map((step) => Math.round(step * 1000) / 10_000);
  const years = (second: (year: number) => number | null): Column[] =>
    [2012, 2015, 2018].map((year, index) => {
      const values: (number | null)[] = spread.map((value) => value + index / 50);
      values[1] = second(year) ?? values[1]!;
      return column('x', year, values);
    });
  const found = (columns: Column[]) =>
    checkIdenticalSeries(
      contextOf({ indicators: new Map([['x', indicatorOf('x', { decimals: 3 })]]), columns }),
    );

  test('two years alike are told, one is chance', () => {
    const columns = years(() => null);
    const copied = (count: number): Column[] =>
      columns.map((each, index) =>
        index < count ? { ...each, values: each.values.with(1, each.values[0]!) } : each,
      );
    expect(found(copied(2))).toMatchObject([
      { code: 'audit/identical-series', at: { region: '20', year: 2012 } },
    ]);
    expect(found(copied(1))).toEqual([]);
  });

  test('of 600 regions with many small values and zeros that stay, only the two that were copied', () => {
    const many = levelOfCodes(
      'county',
      Array.from({ length: 600 }, (_, index) => String(1000 + index)),
    );
    let seed = 1;
    const random = (): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const columns = Array.from({ length: 10 }, (_, index): Column => {
      const values = many.regions.map((_, row) => (row % 3 === 0 ? 0 : Math.round(random() ** 4 * 1e4)));
      if (index >= 4 && index < 7) values[500] = values[100]!;
      return columnOf(many, 'x', 2012 + index, values);
    });
    const indicators = new Map([['x', indicatorOf('x', {})]]);
    expect(checkIdenticalSeries(contextOf({ levels: [many], indicators, columns }))).toMatchObject([
      { at: { region: '1500', year: 2016 } },
    ]);
  });

  test('small counts agree without being copied', () => {
    const counts = [2012, 2015, 2018].map((year) => column('n', year, [0, 0, 1, 1, 2, 0, 1, 0, 3]));
    expect(
      checkIdenticalSeries(
        contextOf({ indicators: new Map([['n', indicatorOf('n', {})]]), columns: counts }),
      ),
    ).toEqual([]);
  });
});

describe('L7: quoted percentages', () => {
  const quote = (percent: string, part: string, whole: string, qualifier = 'exact') =>
    checkQuotedPercentages(
      contextOf({
        quoted: [
          tableOf(
            ['claim', 'percent', 'qualifier', 'part', 'whole'],
            [['a claim', percent, qualifier, part, whole]],
          ),
        ],
      }),
    );

  test('right to its last digit, and sums of operands', () => {
    expect(quote('46.8', '55.980', '119.624')).toEqual([]);
    expect(quote('72', '55.980+30.335', '119.624')).toEqual([]);
    expect(quote('72', '89.771', '119.624')).toHaveLength(1);
  });

  test('truncated instead of rounded is told as such', () => {
    expect(quote('64.6', '1.350', '2.088')[0]?.message).toContain('truncated');
    expect(quote('64.7', '1.350', '2.088')).toEqual([]);
  });

  test('"about" leaves a point of room, not twelve', () => {
    expect(quote('57.5', '51', '89.7', 'about')).toEqual([]);
    expect(quote('50', '1.8', '2.891', 'about')).toHaveLength(1);
  });

  test('operands that are no numbers are told, not skipped', () => {
    expect(quote('50', 'half', '2')).toMatchObject([{ code: 'table/not-a-number' }]);
    expect(quote('50', '1', '0')).toMatchObject([{ code: 'table/not-a-number' }]);
  });
});

describe('L8 and L12: what other publications print', () => {
  const printed = (
    value: string,
    qualifier: string,
    source: string,
    quality: 'measured' | 'approx' = 'measured',
  ) =>
    checkPrintedElsewhere(
      contextOf({
        config: { concentration: [], quoted: [], same: [], printed: { file: 'p.csv', level: 'province' } },
        indicators: new Map([['x', indicatorOf('x', { decimals: 1 })]]),
        columns: [column('x', 2021, [4002.2], { quality: [quality], source: ['ours'] })],
        printed: tableOf(
          ['code', 'year', 'indicator', 'value', 'qualifier', 'source'],
          [['10', '2021', 'x', value, qualifier, source]],
        ),
      }),
    ).map(({ code }) => code);

  test('another value, the same one rounded, a bound', () => {
    expect(printed('3369.52', 'exact', 'other')).toEqual(['audit/sources-differ']);
    expect(printed('4002', 'exact', 'other')).toEqual([]);
    expect(printed('3500', 'more', 'other')).toEqual([]);
    expect(printed('4100', 'more', 'other')).toEqual(['audit/sources-differ']);
  });

  test('a number the source calls approximate must not be measured here', () => {
    expect(printed('4000', 'about', 'ours')).toEqual(['audit/lost-qualifier']);
    expect(printed('4000', 'about', 'ours', 'approx')).toEqual([]);
    expect(printed('4000', 'about', 'other')).toEqual([]);
  });
});

test('L8: a column that carries the values of another year, and the one that carries neither', () => {
  const of2021 = steps.map((step) => step + 1);
  const context = contextOf({
    config: {
      concentration: [],
      quoted: [],
      same: [{ level: 'province', indicator: 'as-printed', as: 'x' }],
    },
    indicators: new Map([['as-printed', indicatorOf('as-printed', { decimals: 2 })]]),
    columns: [
      column('as-printed', 2020, of2021.with(8, 3.01)),
      column('x', 2020, steps),
      column('x', 2021, of2021),
    ],
  });
  const found = checkLabelledYear(context);
  expect(found.map(({ code }) => code)).toEqual(['audit/labelled-year', 'audit/sources-differ']);
  expect(found[0]?.message).toContain('8 of 9 values are those of x in 2021');
  expect(found[1]?.at.region).toBe('90');
});

test('L9: neighbours that share no border, and codes that no region has', () => {
  const context = contextOf({
    config: { concentration: [], quoted: [], same: [], adjacent: { file: 'a.csv', level: 'province' } },
    adjacent: tableOf(
      ['code', 'other', 'source'],
      [
        ['10', '20', 's'],
        ['10', '30', 's'],
        ['10', '99', 's'],
      ],
    ),
    areNeighbours: (_, a, b) => a === '10' && b === '20',
  });
  expect(checkAdjacencyClaims(context)).toMatchObject([
    { code: 'audit/not-adjacent', at: { line: 3, region: '10' } },
    { code: 'join/unmatched-row', found: '99' },
  ]);
});

test('L11: shares of one whole', () => {
  const found = (values: (number | null)[]) =>
    checkSharesOfHundred(
      contextOf({
        indicators: new Map([
          ['x', indicatorOf('x', { kind: 'ratio', unit: { zh: '%', en: '%' }, decimals: 1 })],
        ]),
        columns: [column('x', 2020, values)],
      }),
    ).length;
  const ninths = codes.map(() => 11.1);
  expect(found(ninths)).toBe(0);
  expect(found(ninths.with(0, 21))).toBe(1);
  expect(found(ninths.with(0, 2))).toBe(1);
  expect(found([...ninths.slice(1), null])).toBe(0);
});
