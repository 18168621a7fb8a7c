import { describe, expect, test } from 'vitest';
import { columnsOfResults } from '../../geodata/build/measure-columns.ts';
import { measureCsv } from '../../geodata/build/measure-csv.ts';
import { computeJob } from '../../geodata/build/measure-jobs.ts';
import { remarksOn } from '../../geodata/build/measure-remarks.ts';
import { measureTable, planMeasure } from '../../geodata/build/measure-tables.ts';
import { withPublished } from '../../geodata/build/published.ts';
import { measure as measureSchema } from '../../geodata/config/schema/measure.ts';
import { city, world, nothing, compute } from './measured-world.ts';

describe('results as columns of the map', () => {
  const entry = {
    measure: 'local-moran',
    indicators: ['x'],
    years: [2020, 2022],
    params: { permutations: 0 },
  };
  const columns = (result: Record<string, unknown>) => {
    const config = measureSchema.parse({
      id: 'entry',
      level: 'city',
      ...entry,
      columns: [{ indicator: 'z', ...result }],
    });
    const plan = planMeasure(config, world, nothing);
    return columnsOfResults(config, city, measureTable(plan, plan.jobs.map(computeJob)));
  };

  test('one for each year, with the quality of the inputs', () => {
    const found = columns({});
    expect(found.map(({ year, indicator, computedBy }) => [year, indicator, computedBy])).toEqual([
      [2020, 'z', 'entry'],
      [2022, 'z', 'entry'],
    ]);
    expect(found[1]?.quality[0]).toBe('approx');
    expect(found[0]?.quality[0]).toBe('measured');
  });

  test('classes by their numbers, 0 where a condition does not hold', () => {
    const codes = { HH: 2, HL: 1, LH: -1, LL: -2 };
    expect(columns({ field: 'quadrant', codes })[0]?.values).toContain(-2);
    expect(columns({ field: 'quadrant', codes, where: 'significant' })[0]?.values).toEqual([0, 0, 0, 0, 0]);
  });

  test('a field that is not there, and a text without numbers', () => {
    expect(() => columns({ field: 'nothing' })).toThrow(/no field "nothing"/);
    expect(() => columns({ field: 'quadrant' })).toThrow(/give `codes`/);
  });
});

describe('printed values', () => {
  const table = compute({ measure: 'mean', indicators: ['x'], years: [2020, 2022] });

  test('stand beside ours, and are told where ours do not round to them', () => {
    const printed = new Map([
      ['x/2020//', { value: 3.2, decimals: 1 }],
      ['x/2022//', { value: 4.1, decimals: 1 }],
    ]);
    const { table: compared, diagnostics } = withPublished(table, printed);
    expect(compared.rows.map(({ published }) => published)).toEqual([3.2, 4.1]);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'Unweighted mean, x 2022, all units: printed 4.1, recomputed 4.00 from 5 values.',
    ]);
  });

  test('remarks that are alike are one', () => {
    // Every city a frame of its own: one of them is empty, which is told once and not as a hole as well.
    const cities = remarksOn(compute({ measure: 'gini', within: 'city', indicators: ['x'], years: [2021] }));
    expect(cities.map(({ code }) => code)).toEqual(['measure/undefined']);
    const entry = { measure: 'dea', indicators: ['x'], outputs: [{ indicator: 'y', year: 2021 }] };
    const groups = [2021, 2022].map((year) =>
      remarksOn(compute({ ...entry, years: [year], within: 'province' })).map(({ message }) => message),
    );
    expect(groups).toEqual([
      ['Efficiency by data envelopment analysis, entry 2021, all units: 2 of 3 units have a value.'],
      [],
    ]);
  });
});

test('tidy CSV: what comes with a value has columns', () => {
  const table = compute({
    measure: 'local-moran',
    indicators: ['x'],
    years: [2020],
    params: { permutations: 0 },
  });
  const [header, first] = measureCsv(table, (code) => ({ zh: `城市,${code}`, en: code })).split('\r\n');
  expect(header).toContain('flags,reason,standardised,lag,quadrant');
  expect(header).toContain(',islands');
  expect(first).toMatch(/^local-moran,1001,"城市,1001",1001,/);
});
