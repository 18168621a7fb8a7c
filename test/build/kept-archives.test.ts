import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { buildAtlas, type BuildResult } from '../../geodata/build.ts';
import { silentProgress } from '../../scripts/progress.ts';

const cities = readFileSync(join(import.meta.dirname, '../cases/regional-sets/atlas/cities.geojson'), 'utf8');
const config = `jiju: 1
id: kept
title: { zh: 城, en: Cities }
equalArea: {}
levels:
  - { id: city, name: { zh: 市, en: Cities }, source: { file: cities.geojson } }
indicators:
  - { id: labs, name: { zh: 实验室, en: Laboratories }, kind: count }
tables:
  - { file: labs.csv, level: city, key: code, year: 2020, values: { labs: labs } }
`;

const home = mkdtempSync(join(tmpdir(), 'jiju-kept-'));
const folder = join(home, 'atlas');
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(home, { recursive: true }));

/** Writes the atlas anew, so that tests do not depend on each other. */
function writeAtlas(labs = 10): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(at('atlas.yaml'), config);
  writeFileSync(at('cities.geojson'), cities);
  writeFileSync(at('labs.csv'), `code,labs\n110100,${labs}\n110200,5\n`);
}

const build = (out: string, force = false): Promise<BuildResult> =>
  buildAtlas({ folder, out: join(home, out), version: '0.0.0', force, progress: silentProgress });

/** Every file of a bundle with what is in it. */
function contentOf(out: string, revision: string): Map<string, string> {
  const bundle = join(home, out, 'bundles', revision);
  const files = readdirSync(bundle, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  return new Map(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(bundle.length), readFileSync(path, 'latin1')];
    }),
  );
}

/** Builds on what an earlier build left, and expects what a build from nothing gives, byte for byte. */
async function expectAsFromNothing(out: string, archives: BuildResult['archives']): Promise<void> {
  const again = await build(out);
  const clean = await build(`${out}-clean`);
  expect(again.archives).toEqual(archives);
  expect(clean.archives).toEqual({ kept: 0, baked: 2 });
  expect(again.revision).toBe(clean.revision);
  expect(again.report).toEqual(clean.report);
  const [found, expected] = [contentOf(out, again.revision), contentOf(`${out}-clean`, clean.revision)];
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [path, text] of expected) expect(found.get(path) === text, path).toBe(true);
}

test('new numbers of regions leave archives as they are', async () => {
  writeAtlas(10);
  expect((await build('numbers')).archives).toEqual({ kept: 0, baked: 2 });
  writeAtlas(11);
  await expectAsFromNothing('numbers', { kept: 2, baked: 0 });
});

test('a name, a border or a text that archives hold makes them anew', async () => {
  writeAtlas();
  await build('changes');
  const changes: [file: string, text: string][] = [
    ['cities.geojson', cities.replace('北城市', '北市')],
    ['cities.geojson', cities.replace('[100,40]', '[100.5,40]')],
    ['atlas.yaml', config.replace('en: Cities }\nequal', 'en: Towns }\nequal')],
  ];
  for (const [index, [file, text]] of changes.entries()) {
    writeAtlas();
    expect(readFileSync(at(file), 'utf8')).not.toBe(text);
    writeFileSync(at(file), text);
    const { archives } = await build('changes');
    expect([index, archives]).toEqual([index, { kept: 0, baked: 2 }]);
  }
  // Where only the plane is another one, only its archive is.
  writeAtlas();
  await build('changes');
  writeFileSync(at('atlas.yaml'), config.replace('equalArea: {}', 'equalArea: { meridian: 100 }'));
  await expectAsFromNothing('changes', { kept: 1, baked: 1 });
});

test('archives that are damaged, missing or not wanted are baked', async () => {
  writeAtlas(1);
  await build('damaged');
  const kept = (name: string): string => join(home, 'damaged/cache/archives', name);
  rmSync(kept('kept.pmtiles'));
  writeFileSync(kept('kept.pmtiles'), 'no archive');
  writeFileSync(kept('kept-equal-area.json'), '{"inputs":');
  writeAtlas(2);
  await expectAsFromNothing('damaged', { kept: 0, baked: 2 });
  writeAtlas(3);
  expect((await build('damaged')).archives).toEqual({ kept: 2, baked: 0 });
  expect((await build('damaged', true)).archives).toEqual({ kept: 0, baked: 2 });
});

test('a bundle that other code baked is baked anew, one that this code baked is reused', async () => {
  writeAtlas(4);
  const first = await build('code');
  expect(await build('code')).toMatchObject({ revision: first.revision, reused: true });
  const pointer = join(home, 'code/current.json');
  const current = JSON.parse(readFileSync(pointer, 'utf8')) as { inputs: { code: string } };
  current.inputs.code = `0${current.inputs.code.slice(1)}`.replace(/.$/, 'x');
  writeFileSync(pointer, JSON.stringify(current));
  expect(await build('code')).toMatchObject({ revision: first.revision, reused: false });
  expect((await build('code')).reused).toBe(true);
});
