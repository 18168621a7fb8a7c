import { describe, expect, it } from 'vitest';
import { bundleOf, type Bundle } from '../../../client/bundle/bundle.ts';
import { kindsBeside, loadKinds } from '../../../client/plate/kinds.ts';
import { loadPlate } from '../../../client/plate/load-plate.ts';
import { openingState } from '../../../client/state/view-state.ts';
import type { Catalog } from '../../../geodata/model/catalog.ts';
import { column, documents, provinces, smallCatalog, stateOf } from '../small-atlas.ts';

const patents = smallCatalog.indicators[0]!;
const coverage = { ...patents.columns[0]!, years: [2021], breaks: [1] };

/** The small atlas with parks, and with how many of parks and patents a city has. */
const catalog: Catalog = {
  ...smallCatalog,
  indicators: [
    ...smallCatalog.indicators,
    {
      ...patents,
      id: 'parks',
      columns: [coverage, { ...coverage, level: 'province' }],
    },
    {
      ...patents,
      id: 'kinds',
      kind: 'ratio',
      theme: 'computed',
      columns: [{ ...coverage, computedBy: 'overlap-cities' }],
    },
  ],
  measures: [
    ...smallCatalog.measures,
    {
      ...smallCatalog.measures[0]!,
      id: 'overlap-cities',
      measure: 'overlap',
      indicators: ['overlap-cities'],
    },
  ],
  views: [{ ...smallCatalog.views[0]!, id: 'platforms', indicator: 'kinds', analysis: 'kinds' }],
};

const bundle: Bundle = bundleOf(catalog, 'http://atlas.test/', async (path) => {
  const added: Record<string, unknown> = {
    'columns/city/parks/2021.json': column('city', 'parks', 2021, [3, 0, 1, null], 'approx'),
    'columns/province/parks/2021.json': column('province', 'parks', 2021, [3, 0]),
    'columns/city/kinds/2021.json': column('city', 'kinds', 2021, [2, 1, 2, 0]),
    'units/province.json': { ...provinces, capital: ['110100', null] },
  };
  return structuredClone(added[path] ?? documents[path]);
});

const plateOf = (indicator: string) => loadPlate(bundle, stateOf('patents', { indicator, year: 2021 }));

describe('kinds of things', () => {
  it('belong together by their theme, or by the sources of what counts them', async () => {
    expect(kindsBeside(await plateOf('patents')).map(({ id }) => id)).toEqual(['patents', 'parks']);
    expect(kindsBeside(await plateOf('kinds')).map(({ id }) => id)).toEqual(['patents', 'parks']);
    expect(openingState(catalog, 'platforms', 'zh').analysis).toBe('kinds');
  });

  it('are laid out: how many, where most, how much in capitals', async () => {
    const { layouts, together, sources } = await loadKinds(bundle, await plateOf('kinds'));
    expect(
      layouts.map(({ indicator: { id }, total, holders, known }) => [id, total, holders, known]),
    ).toEqual([
      ['patents', 75, 4, 4],
      ['parks', 4, 2, 3],
    ]);
    const parks = layouts[1]!;
    expect(parks.first).toEqual({ row: 0, share: 0.75 });
    // Only the western province has a capital among the cities: it holds 3 of 3.
    expect(parks.capitalShare).toBe(1);
    expect(parks.totalAbove).toBe(3);
    expect(parks.estimated).toBe(true);
    expect(together).toEqual([
      { kinds: 2, rows: [0, 2] },
      { kinds: 1, rows: [1] },
      { kinds: 0, rows: [3] },
    ]);
    expect(sources).toEqual(['survey']);
  });

  it('are those of a province where the map is limited to it', async () => {
    const plate = await loadPlate(
      bundle,
      stateOf('patents', { indicator: 'parks', year: 2021, within: '120000' }),
    );
    const { layouts, together } = await loadKinds(bundle, plate);
    expect(layouts[1]).toMatchObject({ total: 1, totalAbove: null, capitalShare: null });
    expect(together.flatMap(({ rows }) => rows)).toEqual([2, 3]);
  });
});
