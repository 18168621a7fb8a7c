import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Catalog, ColumnDocument } from '../../geodata/model/catalog.ts';
import type { DiagnosticsReport } from '../../geodata/model/diagnostic.ts';
import { command as build } from '../../scripts/commands/build.ts';
import { command as check } from '../../scripts/commands/check.ts';
import { command as init } from '../../scripts/commands/init.ts';
import { command as start } from '../../scripts/commands/start.ts';
import { chinaBundle } from '../support/china-bundle.ts';
import { run } from '../support/command-line.ts';

// Five rows about cities, one of them misspelt (杭洲市 for 杭州市), and nothing else in the folder.
const original = join(import.meta.dirname, '../cases/five-rows/atlas');

let cwd: string;
// The boundaries are made once for all test files.
beforeAll(() => chinaBundle());
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'jiju-five-rows-'));
  cpSync(original, join(cwd, 'my-region'), { recursive: true });
});
afterEach(() => rmSync(cwd, { recursive: true }));

describe('a folder with one table', () => {
  test('check says which row failed, what was probably meant, and exits with 1', async () => {
    const { status, out } = await run(check, ['my-region'], { cwd });
    expect(status).toBe(1);
    expect(out).toContain('cities.csv:3');
    expect(out).toContain('"杭洲市"');
    expect(out).toMatch(/Nearest: 杭州市 Hangzhou \(330100\)/);
    expect(out).toContain('1 error,');
    expect(existsSync(join(cwd, 'my-region/.jiju/current.json'))).toBe(false);
  });

  test('build makes an atlas of the four rows that matched, keeps the fifth in the report, and reuses it until a file changes', async () => {
    const { status, out } = await run(build, ['my-region'], { cwd });
    expect(status).toBe(1);
    expect(out).toMatch(/Baked my-region\/\.jiju, revision [0-9a-f]{16}/);
    const home = join(cwd, 'my-region/.jiju');
    const { revision } = JSON.parse(readFileSync(join(home, 'current.json'), 'utf8')) as { revision: string };
    const read = <Document>(path: string): Document =>
      JSON.parse(readFileSync(join(home, 'bundles', revision, path), 'utf8')) as Document;

    const catalog = read<Catalog>('catalog.json');
    const indicator = catalog.indicators[0]!;
    expect(indicator.name.zh).toBe('发明专利申请量');
    const column = read<ColumnDocument>(`columns/prefecture/${indicator.id}/2016.json`);
    expect(column.values.filter((value) => value !== null).sort((a, b) => a - b)).toEqual([
      19_328, 20_643, 31_556, 39_431,
    ]);
    const report = read<DiagnosticsReport>('diagnostics.json');
    expect(report.diagnostics.filter((each) => each.severity === 'error')).toEqual([
      expect.objectContaining({
        code: 'join/unmatched-row',
        found: '杭洲市',
        nearest: ['杭州市 Hangzhou (330100)'],
      }),
    ]);

    const again = async (): Promise<object> =>
      JSON.parse((await run(build, ['my-region', '--json'], { cwd })).out) as object;
    expect(await again()).toMatchObject({
      revision,
      reused: true,
      counts: { error: 1 },
      archives: { kept: 0, baked: 0 },
    });
    cpSync(join(original, 'cities.csv'), join(cwd, 'my-region/more.csv'));
    expect(await again()).toMatchObject({ reused: false });
  });

  test('init writes an atlas.yaml that gives the same atlas, and does not overwrite one', async () => {
    const first = await run(init, ['my-region'], { cwd });
    expect(first.status).toBe(0);
    const yaml = readFileSync(join(cwd, 'my-region/atlas.yaml'), 'utf8');
    expect(yaml).toContain('source: { atlas: china, level: prefecture }');
    const checked = await run(check, ['my-region'], { cwd });
    expect(checked.out).toContain('1 error,');
    const second = await run(init, ['my-region'], { cwd });
    expect(second.status).toBe(2);
    expect(second.notes).toContain('my-region/atlas.yaml: The file is there already');
  });
});

describe('folders that cannot be used', () => {
  test('one that is not there', async () => {
    const { status, notes } = await run(build, ['nowhere'], { cwd });
    expect(status).toBe(3);
    expect(notes).toContain('nowhere: There is no such folder, and no embedded atlas of that name');
  });

  test.each([
    [
      'a table of unknown places',
      'ort,wert\nBerlin,3\n',
      'Found the columns ort, wert; first row "Berlin", "3".',
    ],
    ['an empty file', '', 'a.csv  The file has no header and no rows.'],
    ['no text at all', 'PK\u0000\u0000\u0000,1\n', 'found binary data; expected CSV, TSV or XLSX'],
  ])('%s', async (_, content, expected) => {
    mkdirSync(join(cwd, 'other'));
    writeFileSync(join(cwd, 'other/a.csv'), content);
    const { status, notes } = await run(check, ['other'], { cwd });
    expect(status).toBe(3);
    expect(notes).toContain('other: No column of a.csv names the regions of a level that is known');
    expect(notes).toContain(expected);
  });

  test('an atlas.yaml with mistakes tells all of them, with their lines', async () => {
    writeFileSync(join(cwd, 'my-region/atlas.yaml'), 'jiju: 1\nid: x\ntitle: X\nlevls: []\ntabels: []\n');
    const { status, notes } = await run(check, ['my-region'], { cwd });
    expect(status).toBe(3);
    expect(notes).toContain('jiju check: atlas.yaml has 2 mistakes.');
    expect(notes).toContain('atlas.yaml:4  levls is not a known key. Nearest: levels.');
    expect(notes).toContain('atlas.yaml:5  tabels is not a known key.');
  });

  test('a file', async () => {
    const { status, notes } = await run(check, ['my-region/cities.csv'], { cwd });
    expect(status).toBe(2);
    expect(notes).toContain('expected a folder');
  });

  test('an option of the server that makes no sense, told before anything is built', async () => {
    const { status, notes } = await run(start, ['my-region', '--port', 'abc'], { cwd });
    expect(status).toBe(2);
    expect(notes).toContain('--port: found "abc", expected a whole number from 0 to 65535');
    expect(existsSync(join(cwd, 'my-region/.jiju/current.json'))).toBe(false);
  });

  test('an unknown option', async () => {
    const { status, notes } = await run(build, ['--fast'], { cwd });
    expect(status).toBe(2);
    expect(notes).toContain("See 'jiju build --help'");
  });
});
