import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ColumnDocument } from '../../geodata/model/catalog.ts';
import { command as build } from '../../scripts/commands/build.ts';
import { command as init } from '../../scripts/commands/init.ts';
import { chinaBundle } from '../support/china-bundle.ts';
import { run } from '../support/command-line.ts';

// Boundaries that bring their numbers with them, as GIS users have them, and a table that names countries on the side.
const districts = ['north', 'east', 'south', 'west'];
const patents = [12, 30.5, null, 7];
let cwd: string;

beforeAll(async () => {
  await chinaBundle();
  cwd = mkdtempSync(join(tmpdir(), 'jiju-properties-'));
  const features = districts.map((id, at) => ({
    type: 'Feature',
    properties: { district_id: id, FID: at, LEVL_CODE: 2, patents: patents[at] },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [at, 0],
          [at + 1, 0],
          [at + 1, 1],
          [at, 1],
          [at, 0],
        ],
      ],
    },
  }));
  writeFileSync(join(cwd, 'districts.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
  const migrants = ['Poland,India', 'India,Poland', 'France,India', 'India,Germany'];
  const rows = districts.map((id, at) => `${id},${migrants[at]},${100 + at}`);
  writeFileSync(join(cwd, 'profiles.csv'), `district,first,second,population\n${rows.join('\n')}\n`);
});
afterAll(() => rmSync(cwd, { recursive: true }));

test('numbers among the properties of boundaries are indicators, ids and constants are not', async () => {
  const { status, out } = await run(init, ['.', '--print'], { cwd });
  expect(status).toBe(0);
  expect(out).toMatch(
    /file: districts\.geojson\n\s+level: districts\n\s+key: district_id\n\s+values: \{ patents: patents \}/,
  );
});

test('a table about these regions is no list of links, whatever countries its rows name', async () => {
  const { out } = await run(init, ['.', '--print'], { cwd });
  expect(out).not.toContain('networks:');
  expect(out).toMatch(/file: profiles\.csv\n\s+level: districts\n/);
});

test('the map has them', async () => {
  const { status } = await run(build, ['.', '--quiet'], { cwd });
  expect(status).toBe(0);
  const home = join(cwd, '.jiju');
  const { revision } = JSON.parse(readFileSync(join(home, 'current.json'), 'utf8')) as { revision: string };
  const path = join(home, 'bundles', revision, 'columns/districts/patents/all.json');
  const column = JSON.parse(readFileSync(path, 'utf8')) as ColumnDocument;
  // The register is in the order of codes: east, north, south, west.
  expect(column.values).toEqual([30.5, 12, null, 7]);
});
