import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { embeddedAtlases } from '../../geodata/atlases/index.ts';
import type { Geometry } from '../../geodata/model/geometry.ts';
import type { LayerFeature } from '../../geodata/model/layer.ts';
import { borderFaults, inlandOf, tilesByZoom } from '../support/borders.ts';
import { brickCoverage } from '../support/brick-coverage.ts';
import { bakeAndDecode, layerOf, type Decoded, type DecodedFeature } from '../support/decode-archive.ts';

const require = createRequire(import.meta.url);
const MAX_ZOOM = 6;
const zooms = Array.from({ length: MAX_ZOOM + 1 }, (_, zoom) => zoom);

interface Coverage {
  features: LayerFeature[];
  /** Those with neighbours all around. */
  inland: Set<number>;
}

const withInland = (features: LayerFeature[]): Coverage => ({ features, inland: inlandOf(features) });

interface Counties {
  features: { id: string; geometry: Geometry }[];
}

/** The 3,231 counties of the us-atlas package: neighbours have the same vertices. */
function counties(): Coverage {
  const topology = JSON.parse(readFileSync(require.resolve('us-atlas/counties-10m.json'), 'utf8')) as {
    objects: { counties: unknown };
  };
  const topojson = require('topojson-client') as { feature: (...input: unknown[]) => Counties };
  const { features } = topojson.feature(topology, topology.objects.counties);
  return withInland(features.map(({ id, geometry }) => ({ id: Number(id), geometry, properties: {} })));
}

/** The prefectures of the embedded atlas, many with islands. */
async function prefectures(): Promise<Coverage> {
  const { prefecture } = await embeddedAtlases['china']!.boundaries();
  return withInland(
    prefecture!.map(({ geometry, properties }) => ({
      id: Number(properties['code']),
      geometry,
      properties: {},
    })),
  );
}

/** What there is, how many units have neighbours all around at least, and how many shared edges a zoom has at least. */
describe.each([
  { name: '3,231 counties', read: counties, inland: 2000, edges: 15_000 },
  { name: 'prefectures with islands', read: prefectures, inland: 150, edges: 2000 },
  { name: 'a dirty coverage', read: brickCoverage, inland: 200, edges: 2000 },
])('the borders of $name', ({ read, inland: leastInland, edges }) => {
  let features: LayerFeature[];
  let inland: Set<number>;
  let decoded: Decoded;
  /** By zoom: the features of every tile. */
  let tilesOf: Map<string, DecodedFeature[]>[];

  beforeAll(async () => {
    ({ features, inland } = await read());
    const layer = { ...layerOf('polygon', []), fields: {}, coverage: true, features };
    decoded = await bakeAndDecode([layer], { maxzoom: MAX_ZOOM, workers: 2, threadsFrom: 0 });
    tilesOf = tilesByZoom(decoded.features, MAX_ZOOM);
  }, 120_000);

  it.each(zooms)('are the same on both sides, and never cross: zoom %i', (zoom) => {
    const found = [...tilesOf[zoom]!].map(([tile, drawn]) => ({ tile, ...borderFaults(drawn, inland) }));
    expect(found.flatMap(({ tile, faults }) => faults.map((fault) => `${tile}: ${fault}`))).toEqual([]);
    expect(found.reduce((sum, { shared }) => sum + shared, 0)).toBeGreaterThan(edges);
    expect(found.reduce((sum, each) => sum + each.turnedOver, 0)).toBeLessThan(10);
  });

  it('leave no unit out at any zoom, and make rings that meet neither themselves nor each other', () => {
    expect(inland.size).toBeGreaterThan(leastInland);
    const units = zooms.map((zoom) => new Set([...tilesOf[zoom]!.values()].flat().map(({ id }) => id)).size);
    expect(units).toEqual(zooms.map(() => features.length));
    expect(decoded.baked.drops).toEqual([]);
    expect(decoded.problems).toEqual([]);
  });
});
