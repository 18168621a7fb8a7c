import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MeasureRow, MeasureTable } from '../../geodata/model/measure.ts';
import { closeTo } from '../measures/close-to.ts';
import type { BuiltAtlas } from '../support/built-atlas.ts';
import { builtAtlas } from '../support/built-atlas.ts';

// Four cities over three years, three overlapping groups of them, and the results of the groups against each other.
let atlas: BuiltAtlas;
beforeAll(async () => {
  atlas = await builtAtlas(join(import.meta.dirname, '../cases/regional-years/atlas'));
});
afterAll(() => atlas.remove());

const rows = (id: string): MeasureRow[] => atlas.read<MeasureTable>(`measures/${id}.json`).rows;
const cells = (id: string, ...fields: string[]): unknown[][] =>
  rows(id).map((row) => {
    const all: Record<string, unknown> = { ...row, ...(row.details as object) };
    return fields.map((field) => all[field]);
  });

describe('groups by year', () => {
  test('grow better or worse than the nation, which is the cities that have all years', () => {
    expect(cells('relative-resilience', 'group', 'year', 'growth', 'reason')).toEqual([
      ['ell', 2019, 0.05, undefined],
      ['ell', 2020, -6 / 210, undefined],
      // One city of theirs has no value in 2018.
      ['all', 2019, null, 'missing_value'],
      ['all', 2020, 4 / 220, undefined],
      ['south', 2019, null, 'missing_value'],
      ['south', 2020, 14 / 110, undefined],
    ]);
    // The complete cities are those of the first group, which grows as the nation; (4/220 + 6/210) / (6/210).
    closeTo(
      rows('relative-resilience').flatMap(({ value }) => value ?? []),
      [0, 0, (4 / 220 + 6 / 210) / (6 / 210), (14 / 110 + 6 / 210) / (6 / 210)],
    );
  });

  test('have scores of structure that hold across years', () => {
    const scored = cells('structural-resilience', 'group', 'year', 'value').filter(
      ([, , value]) => value !== null,
    );
    expect(scored.map(([group, year]) => [group, year])).toEqual([
      ['all', 2018],
      ['all', 2019],
      ['ell', 2019],
      ['south', 2018],
      ['south', 2019],
    ]);
    // The same chain of three cities has the same score, in whatever group and year.
    expect(new Set(scored.slice(2).map(([, , value]) => value)).size).toBe(1);
  });

  test('have ties inside and to the outside', () => {
    expect(cells('ties', 'group', 'year', 'internal', 'external', 'value', 'partners').slice(0, 3)).toEqual([
      ['ell', 2018, 12, 8, 0.6, 1],
      ['all', 2018, 20, 0, 1, 0],
      ['south', 2018, 10, 10, 0.5, 1],
    ]);
  });

  test('are held against the communities of the network; a city twice in the table counts once', () => {
    expect(cells('communities', 'year', 'value', 'compared', 'inSeveral', 'withoutEdges')).toEqual([
      [2018, 1, 4, 0, 0],
      [2019, 1, 4, 0, 0],
      [2020, 1, 2, 0, 2],
    ]);
    expect(cells('matches', 'group', 'year', 'value').at(-3)).toEqual(['ell', 2020, 0.25]);
  });

  test('have a turnover of links of their own', () => {
    expect(cells('links-in-groups', 'group', 'year', 'kept', 'entered', 'left').slice(0, 2)).toEqual([
      ['ell', 2019, 2, 0, 1],
      ['ell', 2020, 0, 0, 2],
    ]);
  });

  test('show on the layer what the atlas names, of a year or the latest', async () => {
    expect(atlas.catalog.agglomerations![0]!.entries[0]).toMatchObject({
      id: 'ell',
      resilience: { relative: 0, structural: null },
      internalShare: 0.9,
    });
    const [area, all] = await atlas.features('agglomerations');
    expect(area).toMatchObject({ code: 'ell', relative_resilience: 0, internal_share: 0.9 });
    expect(area).not.toHaveProperty('structural_resilience');
    // Every year has a field of its own, where the result is defined in it.
    expect(area).toMatchObject({ internal_share_2018: 0.6, internal_share_2019: 0.9 });
    expect(all!['structural_resilience_2018']).toBeGreaterThan(0);
    expect(area).not.toHaveProperty('structural_resilience_2018');
    const columns = atlas.catalog.features.find(({ id }) => id === 'agglomerations')!.columns;
    expect(columns.find(({ name }) => name === 'internal_share_2018')).toMatchObject({
      type: 'real',
      label: { en: 'Share of links within 2018' },
    });
  });
});

describe('results explained by results', () => {
  test('pair groups and years; turning point and coefficients by numpy.linalg.lstsq (NumPy 2.4.6)', () => {
    const [row] = rows('turning-point');
    closeTo(row!.value, 0.7085083141309463);
    const { linear, quadratic } = row!.details as { linear: number; quadratic: number };
    closeTo([linear, quadratic], [200.75510035, -141.67448451], 1e-9);
    expect(row).toMatchObject({ n: 9, frame: 9, year: null, indicator: 'turning-point' });
  });

  test('take out the means of years where fixed effects are asked for (numpy.linalg.lstsq with dummies)', () => {
    const [row] = rows('turning-point-within');
    closeTo(row!.value, 0.41342364438356183);
    expect(row!.details).toMatchObject({ shape: 'inverted-u', interior: true });
  });

  test('say how weak the evidence is', () => {
    expect(rows('turning-point')[0]!.flags).toEqual([
      'small_sample',
      'no_interior_turning_point',
      'not_significant',
      'incomplete',
    ]);
    expect(rows('turning-point-within')[0]!.flags).toEqual(['small_sample']);
    expect(atlas.told('measure/weak-evidence').map(({ message }) => message)).toEqual([
      'Evenness and output, turning-point, all units: only 9 observations; no turning point inside the data is supported by its interval; the test does not tell it from chance.',
      'Turning point of an inverted U, turning-point-within, all units: only 9 observations.',
    ]);
  });
});
