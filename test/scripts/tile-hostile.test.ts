import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command as tile } from '../../scripts/commands/tile.ts';
import { command as verify } from '../../scripts/commands/verify.ts';
import {
  collection,
  json,
  toFlatGeobuf,
  toGeobuf,
  toTopology,
  twoUnits,
  utf8,
} from '../support/boundary-files.ts';
import { run, type Run } from '../support/command-line.ts';
import { seededRandom } from '../support/flat-layers.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'jiju-test-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Tiles the bytes: either a sound archive comes of it, or a message and no archive at all. */
async function tileBytes(name: string, bytes: Uint8Array, ...options: string[]): Promise<Run> {
  const path = join(folder, name);
  const out = join(folder, 'out.pmtiles');
  await rm(out, { force: true });
  await writeFile(path, bytes);
  const result = await run(tile, [path, '-o', out, '-z', '3', '--json', '--workers', '1', ...options]);
  if (result.status === 0) {
    expect(await run(verify, [out])).toMatchObject({ status: 0 });
  } else {
    expect(result).toMatchObject({ status: 3, notes: expect.stringMatching(/^jiju tile: .*\S/s) });
    expect(await stat(out).catch(() => null)).toBeNull();
  }
  return result;
}

const formats: [string, Uint8Array][] = [
  ['units.geojson', json(collection(twoUnits))],
  ['units.geojson.gz', gzipSync(json(collection(twoUnits)))],
  ['units.fgb', toFlatGeobuf(twoUnits)],
  ['units.geobuf', toGeobuf(twoUnits)],
  ['units.topojson', json(toTopology({ units: twoUnits }))],
];

describe.each(formats)('%s', (name, bytes) => {
  test('cut off anywhere is refused', async () => {
    // What follows the last feature of a text may be missing without any loss.
    for (let length = 1; length < bytes.length - 4; length += Math.ceil(bytes.length / 40)) {
      expect(await tileBytes(name, bytes.slice(0, length)), `after ${length} bytes`).toMatchObject({
        status: 3,
      });
    }
  });

  test('with damaged bytes is tiled or refused', async () => {
    const random = seededRandom(3);
    for (let i = 0; i < 60; i++) {
      const damaged = bytes.slice();
      for (let k = 0; k < 1 + i / 20; k++)
        damaged[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      await tileBytes(name, damaged);
    }
  });
});

const ring = (...positions: [number, number][]) => ({ type: 'Polygon', coordinates: [positions] });
const featureOf = (geometry: object, properties: object = {}) => ({ type: 'Feature', geometry, properties });
const layersOf = ({ out }: Run) =>
  (JSON.parse(out) as { layers: { features: number; fields: string[] }[]; remarks: object[] }).layers;

describe('a feature', () => {
  test.each([
    ['over the antimeridian', ring([170, -10], [-170, -10], [-170, 10], [170, 10], [170, -10])],
    ['around a pole', ring([-180, 70], [-90, 75], [0, 70], [90, 75], [180, 70], [-180, 70])],
    ['at the poles', ring([-180, -90], [180, -90], [180, 90], [-180, 90], [-180, -90])],
    ['that crosses itself', ring([0, 0], [10, 10], [10, 0], [0, 10], [0, 0])],
    ['of one place', ring([5, 5], [5, 5], [5, 5], [5, 5])],
  ])('%s is drawn at every zoom', async (_, geometry) => {
    const result = await tileBytes('one.geojson', json(featureOf(geometry)));
    expect(JSON.parse(result.out)).toMatchObject({ drops: [], layers: [{ features: 1 }], minzoom: 0 });
  });

  test('with a hundred thousand properties keeps them all', async () => {
    const properties = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`p${i}`, i]));
    const result = await tileBytes(
      'wide.geojson',
      json(featureOf(ring([0, 0], [9, 0], [9, 9], [0, 0]), properties)),
    );
    expect(result.status).toBe(0);
    expect(layersOf(result)[0]!.fields.length).toBe(100_000);
  });

  test('with values nested without end is refused, or kept as text', async () => {
    const nested = (depth: number) =>
      utf8(
        `{"type":"Feature","properties":{"a":${'['.repeat(depth)}${']'.repeat(depth)}},` +
          '"geometry":{"type":"Point","coordinates":[1,2]}}',
      );
    expect((await tileBytes('deep.geojson', nested(5000))).status).toBe(0);
    expect((await tileBytes('deep.geojson', nested(200_000))).status).toBe(3);
  });
});

test.each([
  ['nothing', ''],
  ['white space', ' \n '],
  ['an empty list', '{"type":"FeatureCollection","features":[]}'],
  ['a table', 'a,b\n1,2\n'],
])('a file with %s is refused, or is said to have nothing', async (_, text) => {
  const result = await tileBytes('x.geojson', utf8(text));
  if (result.status === 0) expect(JSON.parse(result.out)).toMatchObject({ tiles: 0 });
});
