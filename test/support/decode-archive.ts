import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { memoryOutput, memorySource, verifyArchive } from '../../geodata/archive/index.ts';
import { TileChecker } from '../../geodata/tiles/index.ts';
import { bakeInto, type BakeArchiveOptions, type BakedArchive } from '../../geodata/bake.ts';
import type { Layer, LayerFeature } from '../../geodata/model/layer.ts';
import type { Geometry, Position } from '../../geodata/model/geometry.ts';

export type TilePoint = [x: number, y: number];

/** A feature of one tile, as the @mapbox/vector-tile package reads it. */
export interface DecodedFeature {
  z: number;
  x: number;
  y: number;
  layer: string;
  id: number | undefined;
  type: number;
  properties: Record<string, string | number | boolean>;
  geometry: TilePoint[][];
}

export interface Decoded {
  baked: BakedArchive;
  bytes: Uint8Array;
  features: DecodedFeature[];
  problems: unknown[];
}

/** Bakes into memory, and reads every distinct tile back; what a check of the tiles finds is among the problems. */
export async function bakeAndDecode(
  layers: Layer[],
  options: Partial<BakeArchiveOptions> & { maxzoom: number },
): Promise<Decoded> {
  const output = memoryOutput();
  const baked = await bakeInto(layers, { minzoom: 0, workers: 1, ...options }, output);
  const bytes = output.bytes();
  const features: DecodedFeature[] = [];
  const checker = new TileChecker(null);
  const { problems } = await verifyArchive(memorySource(bytes), (tile, z, x, y) => {
    // A copy: pbf reads doubles at wrong places from a view into a larger buffer.
    for (const layer of Object.values(new VectorTile(new Pbf(new Uint8Array(tile))).layers)) {
      if (layer.length === 0) return [`layer ${layer.name} is empty`];
      for (let i = 0; i < layer.length; i++) {
        const { id, type, properties, ...feature } = layer.feature(i);
        void feature;
        const geometry = layer
          .feature(i)
          .loadGeometry()
          .map((part) => part.map((p): TilePoint => [p.x, p.y]));
        features.push({ z, x, y, layer: layer.name, id, type, properties, geometry });
      }
    }
    return checker.check(tile, z, x, y);
  });
  return { baked, bytes, features, problems };
}

/** A layer with one field, `name`. */
export const layerOf = (
  geometry: Layer['geometry'],
  geometries: Geometry[],
  settings: Partial<Layer> = {},
): Layer => ({
  id: 'test',
  geometry,
  fields: { name: 'string' },
  minzoom: 0,
  maxzoom: 18,
  coverage: false,
  buffer: 64,
  features: geometries.map((shape, i): LayerFeature => ({
    id: i,
    geometry: shape,
    properties: { name: `feature ${i}` },
  })),
  ...settings,
});

/** Twice the signed area, positive for clockwise with y downwards. */
export const ringArea = (ring: TilePoint[]): number =>
  ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length]!;
    return sum + x * ny - nx * y;
  }, 0);

/** Steps from the north-west corner of the world at a zoom, unrounded. */
export const toSteps = ([longitude, latitude]: Position, zoom: number): [number, number] => {
  const size = 4096 * 2 ** zoom;
  const y = 0.5 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI);
  return [(longitude / 360 + 0.5) * size, y * size];
};
