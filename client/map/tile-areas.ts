import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import type { MapPlane } from './map-plane.ts';
import { tilesCovering, type TileAddress } from './mercator.ts';

/** Areas or lines of one layer in one tile, as SVG path data in the tile's own grid. */
export interface TileAreas {
  tile: TileAddress;
  /** Units of the grid along a side of the tile. */
  extent: number;
  areas: { id: number; code: string; path: string }[];
}

/** Enough tiles for a picture as wide as a screen, few enough to read at once. */
const mostTiles = 6;

/** Radius of the circle of a point, as a share of the longer side of what the map begins with: for a picture as wide as a screen. */
const circleShare = 0.007;

const circlePath = (x: number, y: number, radius: number): string =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;

/** Reads the areas or lines of a layer from some tiles, by default from those that cover everything; empty where it has none. */
export async function readAreas(
  base: string,
  plane: MapPlane,
  layer: string,
  covering: (maxzoom: number) => readonly TileAddress[] = (maxzoom) =>
    tilesCovering(plane.whole, mostTiles, maxzoom),
  pointShare = circleShare,
): Promise<TileAreas[]> {
  const tileset = plane.tilesets.find(({ layers }) => layers.some(({ id }) => id === layer));
  if (tileset === undefined) return [];
  return Promise.all(
    covering(tileset.maxzoom).map(async (tile) => {
      const { z, x, y } = tile;
      const response = await fetch(`${base}tiles/${tileset.id}/${tileset.revision}/${z}/${x}/${y}.mvt`);
      if (!response.ok) throw new Error(`tile ${z}/${x}/${y}: answer ${response.status}`);
      return areasOf(
        tile,
        layer,
        new Uint8Array(await response.arrayBuffer()),
        pointShare * Math.max(plane.home.width, plane.home.height),
      );
    }),
  );
}

/** What a point and a polygon are called in a tile. */
const point = 1;
const polygon = 3;

/**
 * The areas or lines of a layer of a tile (Mapbox Vector Tile 2.1); an empty body is a tile without features. Points are
 * circles with a radius in sides of the square of the map.
 */
export function areasOf(tile: TileAddress, layerId: string, bytes: Uint8Array, pointRadius = 0): TileAreas {
  const layer = new VectorTile(new Pbf(bytes)).layers[layerId];
  if (layer === undefined) return { tile, extent: 4096, areas: [] };
  const areas = Array.from({ length: layer.length }, (_, index) => {
    const feature = layer.feature(index);
    const close = feature.type === polygon ? 'Z' : '';
    const radius = Math.round(pointRadius * 2 ** tile.z * layer.extent);
    const parts = feature
      .loadGeometry()
      .map((places) =>
        feature.type === point
          ? places.map(({ x, y }) => circlePath(x, y, radius)).join('')
          : `M${places.map(({ x, y }) => `${x} ${y}`).join('L')}${close}`,
      );
    return { id: feature.id ?? -1, code: String(feature.properties['code'] ?? ''), path: parts.join('') };
  });
  return { tile, extent: layer.extent, areas };
}
