import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { afterAll, expect, test } from 'vitest';
import { memorySource, verifyArchive } from '../../geodata/archive/index.ts';
import { buildAtlas } from '../../geodata/build.ts';
import type { Catalog } from '../../geodata/model/catalog.ts';
import type { Position } from '../../geodata/model/geometry.ts';
import { silentProgress } from '../../scripts/progress.ts';

const folder = mkdtempSync(join(tmpdir(), 'jiju-small-place-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A border between two districts of a town, with a corner every 70 metres that is 20 metres off. */
const border = Array.from({ length: 41 }, (_, index): Position => [
  13.4 + (index % 2) * 0.0003,
  52.5 + index * 0.0006,
]);
const district = (code: string, far: number): object => ({
  type: 'Feature',
  properties: { code, name: `District ${code}` },
  geometry: {
    type: 'Polygon',
    coordinates: [[...border, [far, border.at(-1)![1]], [far, border[0]![1]], border[0]]],
  },
});

test('a town is baked from as near as it is looked at', async () => {
  const collection = {
    type: 'FeatureCollection',
    features: [district('1001', 13.36), district('1002', 13.44)],
  };
  writeFileSync(join(folder, 'districts.geojson'), JSON.stringify(collection));
  writeFileSync(join(folder, 'labs.csv'), 'code,labs\n1001,3\n1002,4\n');
  const out = join(folder, '.jiju');
  const { revision } = await buildAtlas({ folder, out, version: '0.0.0', progress: silentProgress });
  const bundle = join(out, 'bundles', revision);
  const catalog = JSON.parse(readFileSync(join(bundle, 'catalog.json'), 'utf8')) as Catalog;
  const [tileset] = catalog.tilesets;
  expect(tileset).toMatchObject({ minzoom: 0, maxzoom: 14 });
  expect(tileset!.center[2]).toBeGreaterThan(11);

  const drawn: Position[] = [];
  await verifyArchive(memorySource(readFileSync(join(bundle, tileset!.archive))), (tile, z, x, y) => {
    const regions = new VectorTile(new Pbf(new Uint8Array(tile))).layers[catalog.levels[0]!.layer];
    if (z < 14 || regions === undefined) return [];
    for (let index = 0; index < regions.length; index++) {
      const { geometry } = regions.feature(index).toGeoJSON(x, y, z);
      if (geometry.type === 'Polygon') drawn.push(...(geometry.coordinates.flat() as Position[]));
    }
    return [];
  });
  // A degree is some 100 km: every corner of the border is drawn within a metre.
  const isDrawn = ([longitude, latitude]: Position): boolean =>
    drawn.some(([x, y]) => Math.hypot(x - longitude, y - latitude) < 1e-5);
  expect(border.filter((corner) => !isDrawn(corner))).toEqual([]);
});
