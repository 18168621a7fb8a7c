import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Catalog, ColumnDocument, RegionRegister } from '../../geodata/model/catalog.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import { compileAtlas } from '../../geodata/build/compile.ts';
import { openDuckDb } from '../../geodata/records/duckdb-engine.ts';
import { command as build } from '../../scripts/commands/build.ts';
import { command as check } from '../../scripts/commands/check.ts';
import { silentProgress } from '../../scripts/progress.ts';
import { chinaBundle } from '../support/china-bundle.ts';
import { run } from '../support/command-line.ts';

// A folder with nothing but records: numbers, dates and the addresses of applicants.
const records = join(import.meta.dirname, '../../docs/examples/generated-records.csv');

let folder: string;
// The boundaries are made once for all test files.
beforeAll(() => chinaBundle());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jiju-pile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Builds the folder and reads from its bundle. */
async function bake(): Promise<<Document>(path: string) => Document> {
  const { status, out } = await run(build, [folder, '--json'], { cwd: folder });
  expect(status, out).toBe(0);
  const home = join(folder, '.jiju');
  const { revision } = JSON.parse(readFileSync(join(home, 'current.json'), 'utf8')) as { revision: string };
  return <Document>(path: string): Document =>
    JSON.parse(readFileSync(join(home, 'bundles', revision, path), 'utf8')) as Document;
}

/** The links of the one network of the folder, year by year, as they are before anything is drawn. */
async function compiledLinks(): Promise<Pick<NetworkDocument, 'year' | 'nodes' | 'a' | 'b' | 'weight'>[]> {
  const { networks } = await compileAtlas(folder, join(folder, '.jiju'), silentProgress);
  expect(networks).toHaveLength(1);
  return networks[0]!.documents.map(({ year, nodes, a, b, weight }) => ({ year, nodes, a, b, weight }));
}

describe('a folder with a pile of records', () => {
  test('is a network; what was guessed and which addresses have no region is told', async () => {
    copyFileSync(records, join(folder, 'patents.csv'));
    const { status, out } = await run(check, [folder, '--all'], { cwd: folder });
    expect(status).toBe(0);
    expect(out).toMatch(
      /addresses looked at in "applicants" \(several in a row, divided by ";"\) lie in a prefecture of the atlas china; records are numbered by "id"; date in "date"\./,
    );
    expect(out).toContain('"朝阳区建国路88号" can lie in several regions');
    const read = await bake();
    const { networks } = read<Catalog>('catalog.json');
    expect(networks).toHaveLength(1);
    const { years, path } = networks[0]!;
    expect([years.length, years[0], years.at(-1)]).toEqual([19, 2005, 2023]);
    const links = years.map(
      (year) => read<NetworkDocument>(path.replace('{year}', String(year))).weight.length,
    );
    expect(links.reduce((sum, each) => sum + each)).toBeGreaterThan(200);
  });

  test('is an indicator too: records by region and year, with what is measured of indicators', async () => {
    const rows = [
      'id,year,address',
      '1,2020,江苏省苏州市',
      '1,2020,浙江省杭州市',
      '1,2020,江苏省苏州市昆山市',
    ];
    rows.push(
      '2,2020,江苏省苏州市吴中区',
      '2,2020,见说明书',
      '3,2021,浙江省杭州市西湖区',
      '3,2021,河南省郑州市',
    );
    writeFileSync(join(folder, 'patents.csv'), rows.join('\n'));
    const read = await bake();
    const { indicators, levels, measures } = read<Catalog>('catalog.json');
    expect(indicators).toMatchObject([
      { id: 'records', kind: 'count', columns: [{ level: 'prefecture', years: [2020, 2021] }] },
    ]);
    const { code } = read<RegionRegister>(levels.find(({ id }) => id === 'prefecture')!.units);
    const valuesIn = (year: number): Record<string, number> => {
      const { values } = read<ColumnDocument>(`columns/prefecture/records/${year}.json`);
      return Object.fromEntries(code.flatMap((each, row) => (values[row] ? [[each, values[row]]] : [])));
    };
    // 苏州 is in two records of 2020, once with two of its applicants; the others are nowhere: 0, not unknown.
    expect(valuesIn(2020)).toEqual({ 320500: 2, 330100: 1 });
    expect(valuesIn(2021)).toEqual({ 330100: 1, 410100: 1 });
    expect(measures.map(({ id }) => id)).toContain('gini-prefecture');
  });

  test('is the same network as Parquet and as JSON lines with lists', async () => {
    copyFileSync(records, join(folder, 'patents.csv'));
    const fromCsv = await compiledLinks();
    expect(fromCsv).toHaveLength(19);
    rmSync(join(folder, 'patents.csv'));

    const engine = await openDuckDb({ folder, memoryLimit: '1GB', threads: 1 });
    const rows = `SELECT id, date, string_split(applicants, ';') AS applicants FROM read_csv('${records}', all_varchar = true)`;
    await engine.query(`COPY (${rows}) TO '${join(folder, 'patents.parquet')}'`);
    await engine.query(`COPY (${rows}) TO '${join(folder, 'lines.json')}'`);
    await engine.close();
    const lines = readFileSync(join(folder, 'lines.json'), 'utf8');
    rmSync(join(folder, 'lines.json'));
    expect(await compiledLinks()).toEqual(fromCsv);

    rmSync(join(folder, 'patents.parquet'));
    writeFileSync(join(folder, 'patents.jsonl'), lines);
    expect(await compiledLinks()).toEqual(fromCsv);
  });

  test('in another encoding is not counted in silence', async () => {
    writeFileSync(join(folder, 'cities.csv'), '城市,专利\n苏州市,1\n杭州市,2\n');
    const utf16 = Buffer.from(`\ufeff${readFileSync(records, 'utf8')}`, 'utf16le');
    writeFileSync(join(folder, 'patents.csv'), utf16);
    const { out } = await run(check, [folder, '--all'], { cwd: folder });
    expect(out).toMatch(/patents\.csv .*appears to hold records with addresses.*UTF-8/);
  });
});
