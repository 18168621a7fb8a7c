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

  test('with a quarter of a million properties keeps them all, also where threads share them', async () => {
    const properties = Array.from({ length: 250_000 }, (_, i) => `"p${i}":${i}`);
    const wide = `{"type":"Feature","properties":{${properties.join(',')}},"geometry":{"type":"Point","coordinates":[1,2]}}`;
    const options = ['--max-tile-bytes', '0', '--workers', '2', '-z', '0'];
    const result = await tileBytes('wide.geojson', utf8(wide), ...options);
    expect(result.status).toBe(0);
    expect(layersOf(result)[0]!.fields.length).toBe(250_000);
  }, 30_000);

  test('that fits into no tile is refused with the limit and what was left out', async () => {
    const properties = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`p${i}`, i]));
    const wide = json(featureOf({ type: 'Point', coordinates: [1, 2] }, properties));
    const { status, notes } = await tileBytes('wide.geojson', wide, '--max-tile-bytes', '2000');
    expect(status).toBe(3);
    expect(notes).toMatch(/2000 bytes.*--max-tile-bytes.*1 of 1 features of wide \(zooms 0 to 3\)/);
  });

  test('shorter than a step is said to be so, not to lack room', async () => {
    const line = (length: number) =>
      featureOf({
        type: 'LineString',
        coordinates: [
          [1, 1],
          [1 + length, 1],
        ],
      });
    const alone = await tileBytes('line.geojson', json(line(1e-6)));
    expect(alone).toMatchObject({ status: 3, notes: expect.stringContaining('lines shorter than a step') });
    const result = await tileBytes('lines.geojson', json(collection([line(1e-6), line(5)] as never)));
    expect(JSON.parse(result.out)).toMatchObject({
      drops: [0, 1, 2, 3].map((zoom) => ({ zoom, reason: 'too-short', count: 1 })),
    });
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

describe('coordinates that are no degrees', () => {
  const square = (x: number, y: number, side: number) =>
    ring([x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]);
  const named = (crs: string, ...geometries: object[]) =>
    json({
      type: 'FeatureCollection',
      crs: { type: 'name', properties: { name: crs } },
      features: geometries.map((geometry) => featureOf(geometry)),
    });
  const mercator = square(13_000_000, 3_600_000, 100_000);
  const utm = square(487_213, 4_402_112, 900);
  const table = (...lines: string[]) => utf8(['from_lon,from_lat,to_lon,to_lat', ...lines].join('\n'));

  test.each([
    ['in metres', 'm.geojson', json(featureOf(mercator)), /1 of 1 .*13000000.*in degrees.*-t_srs EPSG:4326/],
    ['in metres of a zone', 'u.geojson', json(featureOf(utm)), /4402112\].*look projected/],
    [
      'and say so',
      's.geojson',
      named('urn:ogc:def:crs:EPSG::3857', mercator),
      /are urn:ogc:def:crs:EPSG::3857/,
    ],
    [
      'but for one',
      'n.geojson',
      json(collection([mercator, square(0, 0, 9), utm].map((each) => featureOf(each)) as never)),
      /2 of 3 features/,
    ],
    ['latitude first', 'l.geojson', json(featureOf(square(31, 121, 1))), /latitude first/],
    ['of edges', 'e.csv', table('500000,4000000,510000,4100000'), /1 of 1 .*4100000.*-t_srs EPSG:4326/],
  ])('are refused: %s', async (_, name, bytes, message) => {
    expect(await tileBytes(name, bytes)).toMatchObject({ status: 3, notes: expect.stringMatching(message) });
  });

  test('are no reason to stop where most features have degrees', async () => {
    const bytes = named('urn:ogc:def:crs:OGC:1.3:CRS84', square(0, 0, 9), mercator, square(20, 0, 9));
    const result = await tileBytes('few.geojson', bytes, '--on-invalid', 'skip');
    expect(JSON.parse(result.out)).toMatchObject({ layers: [{ features: 2 }] });
    const edges = await tileBytes('few.csv', table('1,2,3,4', '1e6,2e6,3,4', 'x,1,2,3', '2,3,4,5'));
    expect(JSON.parse(edges.out)).toMatchObject({ layers: [{ features: 2 }] });
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
