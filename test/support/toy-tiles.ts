import { gzipSync } from 'node:zlib';
import GeoJSONVT from 'geojson-vt';
import type { FeatureCollection } from 'geojson';
import vtPbf from 'vt-pbf';
import { ArchiveWriter, fileOutput, type ArchiveSummary } from '../../geodata/archive/index.ts';
import type { TilesetEntry } from '../../geodata/model/catalog.ts';
import { firstTileIdOfZoom, tileIdToZxy } from '../../geodata/model/tile-id.ts';

export interface ToyTileset {
  id: string;
  minzoom: number;
  maxzoom: number;
  /** Features by layer; each layer has the fields of its first feature. */
  layers: Record<string, FeatureCollection>;
}

/** Bakes features with geojson-vt and vt-pbf: the peer pipeline, so that the fixture does not depend on our baker. */
export function writeToyArchive(
  path: string,
  tileset: ToyTileset,
): { entry: TilesetEntry; summary: ArchiveSummary } {
  const writer = new ArchiveWriter(fileOutput(path));
  const indices = Object.entries(tileset.layers).map(
    ([id, features]) => [id, new GeoJSONVT(features, { maxZoom: tileset.maxzoom, buffer: 64 })] as const,
  );
  const bounds: TilesetEntry['bounds'] = [100, 20, 120, 40];
  for (let id = firstTileIdOfZoom(tileset.minzoom); id < firstTileIdOfZoom(tileset.maxzoom + 1); id++) {
    const { z, x, y } = tileIdToZxy(id);
    const layers: Record<string, unknown> = {};
    for (const [name, index] of indices) {
      const tile = index.getTile(z, x, y);
      if (tile !== null && tile.features.length > 0) layers[name] = tile;
    }
    if (Object.keys(layers).length > 0)
      writer.add(id, gzipSync(vtPbf.fromGeojsonVt(layers, { version: 2, extent: 4096 })));
  }
  const vectorLayers = Object.entries(tileset.layers).map(([id, { features }]) => ({
    id,
    description: { zh: id, en: id },
    geometry: geometryOf(features[0]!.geometry.type),
    minzoom: tileset.minzoom,
    maxzoom: tileset.maxzoom,
    fields: Object.fromEntries(
      Object.entries(features[0]!.properties ?? {}).map(([name, value]) => [name, typeof value]),
    ) as TilesetEntry['layers'][number]['fields'],
    features: features.length,
  }));
  const center: TilesetEntry['center'] = [110, 30, 3];
  const summary = writer.finish({
    metadata: { vector_layers: vectorLayers.map(({ id, fields }) => ({ id, fields })) },
    minzoom: tileset.minzoom,
    maxzoom: tileset.maxzoom,
    bounds,
    center,
  });
  const { id, minzoom, maxzoom } = tileset;
  const { revision, bytes, tiles } = summary;
  const archive = `archives/${id}.pmtiles`;
  return {
    entry: { id, revision, archive, minzoom, maxzoom, bounds, center, bytes, tiles, layers: vectorLayers },
    summary,
  };
}

const geometryOf = (type: string): 'point' | 'line' | 'polygon' =>
  type.endsWith('Point') ? 'point' : type.endsWith('LineString') ? 'line' : 'polygon';
