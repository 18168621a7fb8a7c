import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command as inspect } from '../../scripts/commands/inspect.ts';
import { command as tile } from '../../scripts/commands/tile.ts';
import { run, type Run } from '../support/command-line.ts';

interface Summary {
  layers: { features: number }[];
  remarks: { code: string; message: string; count: number }[];
}

// The second line is good but for one position, the third has no geometry at all.
const lines = [
  '{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[1,2]}}',
  '{"type":"Feature","properties":{"name":"b"},"geometry":{"type":"LineString","coordinates":[[1,2],[3,4],[5,95],[7,8]]}}',
  '{"type":"Feature","properties":{"name":"c"},"geometry":null}',
];

let folder: string;
let input: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-test-'));
  input = join(folder, 'some.geojsonl');
  await writeFile(input, lines.join('\n'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const tiled = (policy: string): Promise<Run> =>
  run(tile, [input, '-o', join(folder, `${policy}.pmtiles`), '-z', '3', '--json', '--on-invalid', policy]);

test.each([
  ['repair', 2, 'what is right of it was kept'],
  ['skip', 1, 'the feature was left out'],
])(
  '--on-invalid %s tiles %i features, and names each that is not valid by its line',
  async (policy, features, done) => {
    const { status, out } = await tiled(policy);
    expect(status).toBe(0);
    const { layers, remarks } = JSON.parse(out) as Summary;
    expect(layers).toMatchObject([{ features }]);
    const invalid = remarks.filter(({ code }) => code === 'tile/invalid-feature');
    expect(invalid.map(({ message }) => message)).toEqual([
      expect.stringContaining(done),
      expect.stringMatching(/found no geometry, expected one of Point.*; the feature was left out/),
    ]);
  },
);

test('--on-invalid abort stops at the first, with its place, and writes nothing', async () => {
  const { status, out, notes } = await tiled('abort');
  expect({ status, out }).toEqual({ status: 3, out: '' });
  expect(notes).toMatch(/line 2, byte \d+, feature 2: .*95/);
  expect(existsSync(join(folder, 'abort.pmtiles'))).toBe(false);
});

test('a policy that does not exist is refused with the ones that do', async () => {
  const { status, notes } = await tiled('ignore');
  expect(status).toBe(2);
  expect(notes).toContain('found "ignore", expected repair, skip, abort');
});

test('an archive is overwritten with --force only', async () => {
  const out = join(folder, 'twice.pmtiles');
  const args = [input, '-o', out, '-z', '1', '--quiet'];
  expect((await run(tile, args)).status).toBe(0);
  const second = await run(tile, args);
  expect(second).toMatchObject({ status: 2, notes: expect.stringContaining('--force') });
  expect((await run(tile, [...args, '--force'])).status).toBe(0);
});

test('inspect prints the bounds, a row for every zoom, and the fields of a layer', async () => {
  const out = join(folder, 'inspected.pmtiles');
  await run(tile, [input, '-o', out, '-z', '2', '--quiet']);
  const { status, out: printed } = await run(inspect, [out]);
  expect(status).toBe(0);
  expect(printed).toMatch(/^bounds 1\.000, 2\.000, /m);
  expect(printed).toMatch(/^ {2}zoom +tiles +distinct/m);
  for (const zoom of [0, 1, 2]) expect(printed).toMatch(new RegExp(`^  ${zoom} +\\d+ +\\d+ `, 'm'));
  expect(printed).toMatch(/^layer some: zooms 0 to 2/m);
  expect(printed).toMatch(/^ {2}name +string/m);
});
