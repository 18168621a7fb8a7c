import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readAtlas } from '../../geodata/config/read-atlas.ts';
import type { AtlasConfig } from '../../geodata/config/schema.ts';
import { measures } from '../../geodata/measures/index.ts';
import type { RawTable } from '../../geodata/model/table.ts';
import { readTable } from '../../geodata/sources/table.ts';

const folderOf = (atlas: string): string =>
  fileURLToPath(new URL(`../../geodata/atlases/${atlas}`, import.meta.url));

const configOf = async (atlas: string): Promise<AtlasConfig> => {
  const { config, diagnostics } = await readAtlas(folderOf(atlas), undefined, {
    measures: [...measures.keys()],
  });
  expect(diagnostics).toEqual([]);
  return config;
};

const tableOf = async (atlas: string, file: string): Promise<RawTable> => {
  const { table, diagnostics } = await readTable(await readFile(`${folderOf(atlas)}/${file}`), file);
  expect(diagnostics).toEqual([]);
  return table;
};

/** Cells of one column, top to bottom; a column that is not there fails the test. */
/** The one column that names indicators or qualities in the embedded atlases. */
const oneColumn = (columns: unknown): string => {
  expect(columns).toBeTypeOf('string');
  return String(columns);
};

const cellsOf = (table: RawTable, column: string): string[] => {
  expect(table.columns, table.name).toContain(column);
  return table.rows.map(({ cells }) => cells[table.columns.indexOf(column)] ?? '');
};

describe.each(['china', 'world'])('the tables of the %s atlas', (atlas) => {
  test('hold only indicators, sources and qualities that atlas.yaml knows', async () => {
    const config = await configOf(atlas);
    const indicators = config.indicators.map(({ id }) => id);
    const sources = config.sources.map(({ id }) => id);
    for (const spec of config.tables) {
      const table = await tableOf(atlas, spec.file);
      for (const column of [spec.key, spec.name, spec.value, ...Object.keys(spec.values ?? {})])
        if (column !== undefined) expect(table.columns, spec.file).toContain(column);
      if (spec.indicator !== undefined)
        expect(indicators).toEqual(
          expect.arrayContaining(distinct(cellsOf(table, oneColumn(spec.indicator)))),
        );
      if (spec.quality !== undefined)
        expect(qualities).toEqual(expect.arrayContaining(distinct(cellsOf(table, oneColumn(spec.quality)))));
      const named = table.columns.includes(spec.source!) ? cellsOf(table, spec.source!) : [spec.source!];
      expect(sources).toEqual(expect.arrayContaining(distinct(named)));
    }
  });

  test('give every indicator a value and every value once', async () => {
    const config = await configOf(atlas);
    const given = new Map<string, string>();
    for (const spec of config.tables.filter(({ count }) => count === undefined)) {
      const table = await tableOf(atlas, spec.file);
      const keys = cellsOf(table, spec.key ?? spec.name!);
      const names = spec.name === undefined ? keys : cellsOf(table, spec.name);
      const years = typeof spec.year === 'string' ? cellsOf(table, spec.year) : keys.map(() => '');
      const long = spec.indicator === undefined ? null : cellsOf(table, oneColumn(spec.indicator));
      const wide = Object.values(spec.values ?? {}).map((entry) =>
        typeof entry === 'string' ? entry : entry.indicator,
      );
      for (const [row, key] of keys.entries())
        for (const indicator of long === null ? wide : [long[row]!]) {
          const place = [spec.level, key || names[row], years[row], indicator].join('/');
          expect(given.get(place), `${place} in ${spec.file}`).toBeUndefined();
          given.set(place, spec.file);
        }
    }
    const used = new Set([...given.keys()].map((place) => place.split('/').at(-1)));
    for (const { count } of config.tables) used.add(count);
    for (const { columns } of config.measures) for (const { indicator } of columns) used.add(indicator);
    for (const { id } of config.indicators) expect(used).toContain(id);
  });

  test('have aliases that mean one region at a time', async () => {
    const table = await tableOf(atlas, (await configOf(atlas)).aliases!.file);
    const names = cellsOf(table, 'alias');
    const levels = cellsOf(table, 'level');
    const keys = names.map((name, row) => `${levels[row]}/${name}`);
    expect(distinct(keys)).toHaveLength(keys.length);
    for (const code of cellsOf(table, 'code'))
      expect(code).toMatch(atlas === 'china' ? /^\d{6}$/ : /^(\d{3}|x-[a-z]+)$/);
  });
});

const qualities = ['measured', 'approx', 'interpolated', 'extrapolated', 'suspect', 'modelled'];
const distinct = (cells: readonly string[]): string[] => [...new Set(cells)];
