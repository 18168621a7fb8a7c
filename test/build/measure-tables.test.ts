import { describe, expect, test } from 'vitest';
import { measureCsv } from '../../geodata/build/measure-csv.ts';
import { inputAdapters } from '../../geodata/build/measure-inputs/index.ts';
import { measures } from '../../geodata/measures/index.ts';
import { panel } from '../../geodata/measures/inputs/panel.ts';
import { tableOf } from './small-world.ts';
import { compute, values } from './measured-world.ts';

describe('what one entry computes', () => {
  test('a vector for every year and region above, with the quality of what went in', () => {
    const table = compute({ measure: 'mean', within: 'province', indicators: ['x'] });
    expect(
      table.rows.map(({ region, year, value, n, frame, flags }) => [region, year, value, n, frame, flags]),
    ).toEqual([
      ['10', 2020, 2, 2, 2, []],
      ['20', 2020, 4, 3, 3, []],
      ['10', 2021, 2.5, 2, 2, []],
      ['20', 2021, 5, 2, 3, ['incomplete']],
      ['10', 2022, 3.5, 2, 2, ['approx']],
      ['20', 2022, 13 / 3, 3, 3, []],
    ]);
    expect(table).toMatchObject({ within: 'province', sources: ['source'] });
  });

  test('groups of the level above, inherited by its cities', () => {
    const [row] = compute({
      measure: 'theil-decomposition',
      groups: 'belt',
      indicators: ['x'],
      years: [2020],
    }).rows;
    expect(row?.details).toMatchObject({ groups: [{ group: 'east', n: 5 }], between: 0 });
  });

  test('a second quantity, a year of its own, a lag', () => {
    const weighted = compute({
      measure: 'weighted-mean',
      indicators: ['x'],
      second: { indicator: 'y', year: 2021 },
      years: [2020],
    });
    expect(values(weighted)[0]).toBeCloseTo((5 + 12 + 6 + 4 + 8) / 15, 12);
    const lagged = compute({
      measure: 'gini-mean',
      indicators: [{ indicator: 'x', lag: 1 }, 'y'],
    });
    expect(lagged.rows.map(({ year, indicator }) => [year, indicator])).toEqual([[2021, 'entry']]);
  });

  test('neighbours by border, by distance, and islands that are attached', () => {
    const links = (neighbours: object, exclude: string[] = []): unknown => {
      const entry = { measure: 'moran', indicators: ['x'], years: [2020], neighbours, exclude };
      return compute({ ...entry, params: { permutations: 0 } }).rows[0]?.details;
    };
    expect(links({})).toMatchObject({ links: 8, islands: [] });
    expect(links({ rule: 'nearest', k: 2 })).toMatchObject({ links: 10 });
    expect(links({}, ['1002'])).toMatchObject({ links: 4, islands: ['1001'] });
    expect(links({ islands: 'attach' }, ['1002'])).toMatchObject({ links: 6, islands: [] });
  });

  test('growth of the mean of each frame between two years', () => {
    const table = compute({
      measure: 'growth',
      within: 'province',
      indicators: ['x'],
      stages: [[2020, 2022]],
      params: { mode: 'total' },
    });
    expect(table.rows.map(({ region, year, toYear, n }) => [region, year, toYear, n])).toEqual([
      ['10', 2020, 2022, 2],
      ['20', 2020, 2022, 3],
    ]);
    expect(values(table)[0]).toBeCloseTo(0.75, 12);
    expect(values(table)[1]).toBeCloseTo(1 / 12, 12);
  });

  test('networks: all edges or the drawn ones, marked as modelled', () => {
    const degrees = (entry: object) => compute({ measure: 'strength', network: 'links', ...entry });
    expect(values(degrees({}))).toEqual([1, 3, 5, 7, 4]);
    expect(values(degrees({ edges: 'drawn' }))).toEqual([0, 0, 0, 4, 4]);
    expect(values(degrees({ within: 'province' }))).toEqual([1, 1, 3, 7, 4]);
    expect(degrees({}).rows[0]?.flags).toEqual(['modelled']);
    expect(degrees({}).sources).toEqual(['model']);
  });

  test('sets that overlap, with their names', () => {
    const sets = [
      { id: 'a', name: { zh: '甲', en: 'A' }, members: ['1001', '1002', '2001'] },
      { id: 'b', name: { zh: '乙', en: 'B' }, members: ['2001', '2002', '2003', 'elsewhere'] },
    ];
    const table = compute({ measure: 'mean', indicators: ['x'], years: [2020] }, { things: null, sets });
    expect(table.rows.map(({ group, value, n }) => [group, value, n])).toEqual([
      ['a', 2, 3],
      ['b', 4, 3],
    ]);
    expect(table.groups?.map(({ name }) => name.zh)).toEqual(['甲', '乙']);
    const inside = compute(
      { measure: 'functional-polycentricity', network: 'links' },
      { things: null, sets },
    );
    expect(inside.rows.map(({ group, n, flags }) => [group, n, flags])).toEqual([
      ['a', 3, ['modelled']],
      ['b', 3, ['modelled']],
    ]);
  });

  test('things of a table: sums by name, rows counted without a value', () => {
    const things = tableOf(
      ['approver', 'count'],
      [
        ['one', '30'],
        ['two', '10'],
        ['one', ''],
        ['', '99'],
      ],
    );
    const share = (table: object) =>
      compute(
        { measure: 'herfindahl', table: { file: 't.csv', by: 'approver', ...table } },
        { things, sets: null },
      );
    expect(values(share({ value: 'count' }))[0]).toBeCloseTo(0.625, 12);
    expect(values(share({}))[0]).toBeCloseTo(5 / 9, 12);
  });

  test('inputs and outputs, in one year and between two', () => {
    const sides = { indicators: ['x'], outputs: [{ indicator: 'y', year: 2021 }] };
    const dea = compute({ measure: 'dea', ...sides, years: [2022], params: { returns: 'crs' } });
    expect(dea.rows.map(({ region, year, value }) => [region, year, value])).toEqual([
      ['1001', 2022, 0.8333333333333334],
      ['1002', 2022, 0.888888888888889],
      ['2001', 2022, 1],
      ['2002', 2022, 0.6666666666666667],
      ['2003', 2022, 0.07407407407407407],
    ]);
    expect(dea.rows[0]?.flags).toEqual(['few_units', 'approx']);
    const change = compute({
      measure: 'malmquist',
      ...sides,
      stages: [
        [2020, 2022],
        [1999, 2022],
      ],
    });
    expect(new Set(change.rows.map(({ year, toYear }) => `${year}–${toYear}`))).toEqual(
      new Set(['2020–2022']),
    );
    expect(change.rows[0]?.details).toHaveProperty('technicalChange');
    const csv = measureCsv(dea, () => undefined).split('\r\n');
    expect(csv[0]).toMatch(/,factor,status,peers,inputs\.x\.target,inputs\.x\.slack,outputs\.y\.target/);
    expect(csv[1]).toMatch(/inefficient,2001 1\.6/);
  });

  test('years one by one out of a panel, and one result over all of them', () => {
    const sigma = compute({ measure: 'sigma-convergence', indicators: ['x'] });
    expect(sigma.rows.map(({ year, toYear, n }) => [year, toYear, n])).toEqual([
      [2020, undefined, 5],
      [2021, undefined, 4],
      [2022, undefined, 5],
    ]);
    expect(sigma.overall?.[0]).toMatchObject({ year: 2020, toYear: 2022 });
    const beta = compute({ measure: 'beta-convergence', indicators: ['x'] });
    expect(beta.rows).toMatchObject([{ year: 2020, toYear: 2022, n: 5 }]);
  });

  test('neighbours, controls and places beside a panel', () => {
    const conditional = compute({
      measure: 'conditional-convergence',
      indicators: ['x'],
      controls: [{ indicator: 'y', year: 2021 }],
    });
    expect(conditional.rows[0]?.details).toMatchObject({
      coefficients: [{ name: 'y' }, { name: 'neighbours' }],
    });
    const spatial = compute({ measure: 'spatial-markov', indicators: ['x'], params: { classes: 2 } });
    expect(spatial.rows[0]?.value).not.toBeNull();
    const [first, , last] = compute({ measure: 'standard-ellipse', indicators: ['x'] }).rows;
    const longitude = (row = first): number => (row!.details as { longitude: number }).longitude;
    expect(longitude(first)).toBeCloseTo(3.3, 1);
    expect(longitude(last)).toBeLessThan(longitude(first));
  });

  test('a regression of an indicator on a second one', () => {
    const entry = { measure: 'inverted-u', indicators: ['x'], second: { indicator: 'y', year: 2021 } };
    const [row] = compute({ ...entry, years: [2020] }).rows;
    // Least squares of 1, 3, 2, 2, 8 on 5 … 1 and its square has its vertex there, by the normal equations in fractions.
    expect(row?.value).toBeCloseTo(361 / 90, 10);
    const belts = compute({ ...entry, years: [2020], groups: 'province' }).rows[0];
    expect(belts?.n).toBe(5);
  });

  test('groups beside the classes of an indicator', () => {
    const [row] = compute({
      measure: 'partition-agreement',
      groups: 'province',
      indicators: ['x'],
      years: [2021],
    }).rows;
    expect(row?.n).toBe(4);
  });

  test('sectors in two years, and groups with the sides they speak for', () => {
    const sectors = compute({
      measure: 'sectoral-resilience',
      indicators: ['x', { indicator: 'y', year: 2021 }],
      stages: [[2020, 2022]],
    });
    expect(sectors.rows[0]).toMatchObject({ region: '1001', details: { change: 3 } });
    const modes = compute({
      measure: 'innovation-mode',
      indicators: [
        { indicator: 'x', role: 'industry' },
        { indicator: 'y', year: 2021, role: 'research' },
      ],
      years: [2020],
    });
    expect(modes.rows.map(({ details }) => (details as { mode: string }).mode)).toEqual([
      'research-driven',
      'balanced',
      'balanced',
      'balanced',
      'industry-driven',
    ]);
  });

  test('judgements of importance out of half a square table', () => {
    const things = tableOf(
      ['item', 'talent', 'money'],
      [
        ['talent', '', '3'],
        ['money', '', ''],
      ],
    );
    const table = compute(
      { measure: 'ahp-weights', table: { file: 't.csv', by: 'item' } },
      { things, sets: null },
    );
    expect(table.rows.map(({ indicator, value }) => [indicator, value?.toFixed(6)])).toEqual([
      ['talent', '0.750000'],
      ['money', '0.250000'],
    ]);
  });

  test('a unit without a value stands in the table with its reason', () => {
    const table = compute({
      measure: 'local-moran',
      indicators: ['x'],
      years: [2021],
      params: { permutations: 0 },
    });
    expect(table.rows.find(({ region }) => region === '2001')).toMatchObject({
      value: null,
      reason: 'missing_value',
    });
    expect(table.rows).toHaveLength(5);
    expect(table.overall).toHaveLength(1);
  });
});

describe('what an entry cannot compute', () => {
  const refusal = (entry: Record<string, unknown>): unknown => {
    try {
      return compute(entry);
    } catch (error) {
      return error;
    }
  };

  test('a key that the kind of input needs is named', () => {
    expect(refusal({ measure: 'gini' })).toMatchObject({
      code: 'invalid-config',
      at: 'measures.entry.indicators',
    });
    expect(refusal({ measure: 'growth', indicators: ['x'] })).toMatchObject({ at: 'measures.entry.stages' });
    expect(refusal({ measure: 'theil-decomposition', indicators: ['x'] })).toMatchObject({
      at: 'measures.entry.groups',
    });
    expect(refusal({ measure: 'dea', indicators: ['x'] })).toMatchObject({ at: 'measures.entry.outputs' });
    expect(refusal({ measure: 'conditional-convergence', indicators: ['x'], controls: ['y'] })).toMatchObject(
      { at: 'measures.entry.controls' },
    );
    expect(refusal({ measure: 'density' })).toMatchObject({ at: 'measures.entry.network' });
    expect(refusal({ measure: 'density', level: 'province', network: 'links' })).toMatchObject({
      code: 'invalid-config',
    });
  });

  test('a kind of input that no atlas gives', () => {
    expect(refusal({ measure: 'given-breaks' })).toMatchObject({
      code: 'invalid-config',
      at: 'measures.entry',
    });
  });

  test('every adapter is for a kind of input that there is', () => {
    const kinds = new Set([...[...measures.values()].map(({ input }) => input.id), panel.id]);
    expect(Object.keys(inputAdapters).filter((kind) => !kinds.has(kind))).toEqual([]);
  });
});
