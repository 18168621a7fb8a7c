import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command as inspect } from '../../scripts/commands/inspect.ts';
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
import { run } from '../support/command-line.ts';

interface TileDocument {
  type: string;
  features: {
    layer: string;
    geometry: { type: string; coordinates: number[][][] };
    properties: Record<string, string>;
  }[];
}

let folder: string;
let archive: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-test-'));
  archive = await tileOf('units.geojson', json(collection(twoUnits)));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Tiles a file of these bytes and gives the path of the archive. */
async function tileOf(name: string, bytes: Uint8Array, ...options: string[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const out = `${path}.pmtiles`;
  const args = [path, '-o', out, '-z', '5', '-f', '--quiet', '--workers', '1', ...options];
  const { status, notes } = await run(tile, args);
  expect({ status, notes }).toEqual({ status: 0, notes: '' });
  return out;
}

async function documentOf(path: string, address: string): Promise<TileDocument> {
  const { status, out } = await run(inspect, [path, address]);
  expect(status).toBe(0);
  return JSON.parse(out) as TileDocument;
}

describe('every format', () => {
  const lines = utf8(twoUnits.map((feature) => `\u001e${JSON.stringify(feature)}\n`).join(''));
  test.each([
    ['units.ndjson', utf8(twoUnits.map((feature) => JSON.stringify(feature)).join('\n'))],
    ['units.geojsons', lines],
    ['units.geojson.gz', gzipSync(json(collection(twoUnits)))],
    ['units.fgb', toFlatGeobuf(twoUnits)],
    ['units.geobuf', toGeobuf(twoUnits)],
    ['units.topojson', json(toTopology({ units: twoUnits }))],
  ])('%s draws what GeoJSON draws', async (name, bytes) => {
    const expected = await documentOf(archive, '5/26/12');
    const found = await documentOf(await tileOf(name, bytes), '5/26/12');
    // FlatGeobuf stores features in the order of its index.
    const sorted = ({ features }: TileDocument) =>
      features
        .map(({ properties, geometry }) => ({ properties, geometry }))
        .toSorted((a, b) => a.properties['code']!.localeCompare(b.properties['code']!));
    expect(sorted(found)).toEqual(sorted(expected));
    expect(found.features[0]!.layer).toBe('units');
  });
});

describe('inspect', () => {
  test('prints a tile as GeoJSON with closed rings, near the source', async () => {
    const { type, features } = await documentOf(archive, '5/26/12');
    expect(type).toBe('FeatureCollection');
    const city = features.find(({ properties }) => properties['code'] === '320100')!;
    expect(city.properties).toEqual({ code: '320100', name: '南京市' });
    expect(city.geometry.type).toBe('Polygon');
    const ring = city.geometry.coordinates[0]!;
    expect(ring.at(-1)).toEqual(ring[0]);
    // A step of zoom 5 is 0.0028 degrees.
    for (const [longitude, latitude] of ring) {
      expect(Math.min(Math.abs(longitude! - 118), Math.abs(longitude! - 119))).toBeLessThan(0.003);
      expect(Math.min(Math.abs(latitude! - 32), Math.abs(latitude! - 33))).toBeLessThan(0.003);
    }
  });

  test('keeps holes with the ring around them', async () => {
    const { features } = await documentOf(archive, '5/26/12');
    const city = features.find(({ properties }) => properties['code'] === '320200')!;
    expect(city.geometry.coordinates.map((polygon) => polygon.length)).toEqual([2, 1]);
  });

  test.each([
    ['5/0/0', 3, /no tile 5\/0\/0; the archive has zooms 0 to 5/],
    ['30/0/0', 3, /no tile 30\/0\/0/],
    ['tile', 2, /expected zoom\/column\/row/],
  ])('says of %s what is wrong', async (address, status, message) => {
    const result = await run(inspect, [archive, address]);
    expect(result.status).toBe(status);
    expect(result.notes).toMatch(message);
  });
});

describe('verify', () => {
  test('finds an archive of ours sound', async () => {
    const { status, out } = await run(verify, [archive, '--json']);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ problems: [], minzoom: 0, maxzoom: 5, unreachableBytes: 0 });
  });

  test('exits with 1 where the header states something else', async () => {
    const bytes = await readFile(archive);
    bytes[72]! += 1;
    bytes[101]! -= 1;
    const wrong = join(folder, 'wrong.pmtiles');
    await writeFile(wrong, bytes);
    const { status, out } = await run(verify, [wrong]);
    expect(status).toBe(1);
    expect(out).toMatch(/addressedTiles/);
    expect(out).toMatch(/maxzoom 4; a tile has 5/);
  });

  test('exits with 3 where the archive is cut off, with 1 or 3 where any byte of its tiles is another', async () => {
    const bytes = await readFile(archive);
    const damaged = join(folder, 'damaged.pmtiles');
    await writeFile(damaged, bytes.subarray(0, bytes.length - 20));
    expect(await run(verify, [damaged])).toMatchObject({ status: 3 });
    const tileData = Number(bytes.readBigUInt64LE(56));
    for (let at = tileData + 12; at < bytes.length; at += 97) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 0x55;
      await writeFile(damaged, changed);
      const { status } = await run(verify, [damaged]);
      expect([1, 3], `byte ${at}`).toContain(status);
    }
  });
});
