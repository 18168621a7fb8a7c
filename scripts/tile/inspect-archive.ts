import {
  findEntry,
  verifyArchive,
  type ArchiveMetadata,
  type ByteSource,
  type Directory,
} from '../../geodata/archive/index.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { zoomOfTileId, zxyToTileId } from '../../geodata/model/tile-id.ts';
import { decodeTile, type StoredLayer } from '../../geodata/tiles/index.ts';

/** What was found at one zoom. */
export interface ZoomInspection {
  zoom: number;
  tiles: number;
  contents: number;
  storedBytes: number;
  rawBytes: number;
  largestRawBytes: number;
  features: number;
}

export interface LayerInspection {
  id: string;
  minzoom: number;
  maxzoom: number;
  /** Features in distinct tiles: one that is in several tiles counts in each. */
  features: number;
  /** Bytes before compression, and what they are spent on. */
  bytes: number;
  spent: { geometry: number; tags: number; values: number; keys: number; 'ids and framing': number };
  fields: { name: string; types: string[]; values: number; valueBytes: number }[];
}

export interface Inspection {
  bytes: number;
  bounds: BoundingBox;
  /** " · revision …" where the metadata has one. */
  revision: string;
  metadata: ArchiveMetadata;
  zooms: ZoomInspection[];
  layers: LayerInspection[];
  largest: { tile: string; rawBytes: number; storedBytes: number; features: number }[];
}

/** A layer whose fields are looked up by name: there may be a million. */
interface GrowingLayer extends Omit<LayerInspection, 'fields'> {
  fields: Map<string, LayerInspection['fields'][number]>;
}

/** Reads every distinct tile of an archive of vector tiles and adds up what it is made of. */
export async function inspectArchive(source: ByteSource, largestCount: number): Promise<Inspection> {
  const zooms = new Map<number, ZoomInspection>();
  const layers = new Map<string, GrowingLayer>();
  const largest: Inspection['largest'] = [];
  const zoomOf = (zoom: number): ZoomInspection => {
    const known = zooms.get(zoom) ?? {
      zoom,
      tiles: 0,
      contents: 0,
      storedBytes: 0,
      rawBytes: 0,
      largestRawBytes: 0,
      features: 0,
    };
    zooms.set(zoom, known);
    return known;
  };
  const { archive } = await verifyArchive(source, (bytes, z, x, y) => {
    const decoded = decodeTile(bytes);
    const features = decoded.reduce((sum, layer) => sum + layer.features.length, 0);
    const zoom = zoomOf(z);
    zoom.contents++;
    zoom.rawBytes += bytes.length;
    zoom.largestRawBytes = Math.max(zoom.largestRawBytes, bytes.length);
    zoom.features += features;
    for (const layer of decoded) addLayer(layers, layer, z);
    largest.push({ tile: `${z}/${x}/${y}`, rawBytes: bytes.length, storedBytes: 0, features });
    largest.sort((a, b) => b.rawBytes - a.rawBytes);
    largest.length = Math.min(largest.length, largestCount);
    return [];
  });
  if (archive.header.tileType !== 'mvt') {
    throw new AtlasError('usage', `Found ${archive.header.tileType} tiles, expected vector tiles (mvt).`);
  }
  const { directory, metadata, header } = archive;
  const stored = new Set<number>();
  directory.tileId.forEach((id, entry) => {
    const zoom = zoomOf(zoomOfTileId(id));
    zoom.tiles += directory.runLength[entry]!;
    const offset = directory.offset[entry]!;
    if (!stored.has(offset)) zoom.storedBytes += directory.length[entry]!;
    stored.add(offset);
  });
  for (const tile of largest) tile.storedBytes = storedSize(directory, tile.tile);
  return {
    bytes: source.byteLength,
    bounds: header.bounds,
    revision: typeof metadata['revision'] === 'string' ? ` · revision ${metadata['revision']}` : '',
    metadata,
    zooms: [...zooms.values()].toSorted((a, b) => a.zoom - b.zoom),
    layers: [...layers.values()].map((layer) => ({ ...layer, fields: [...layer.fields.values()] })),
    largest,
  };
}

function addLayer(layers: Map<string, GrowingLayer>, layer: StoredLayer, zoom: number): void {
  const known: GrowingLayer = layers.get(layer.name) ?? {
    id: layer.name,
    minzoom: zoom,
    maxzoom: zoom,
    features: 0,
    bytes: 0,
    spent: { geometry: 0, tags: 0, values: 0, keys: 0, 'ids and framing': 0 },
    fields: new Map(),
  };
  layers.set(layer.name, known);
  known.minzoom = Math.min(known.minzoom, zoom);
  known.maxzoom = Math.max(known.maxzoom, zoom);
  known.features += layer.features.length;
  known.bytes += layer.bytes;
  const geometry = layer.features.reduce((sum, feature) => sum + feature.geometryBytes, 0);
  const tags = layer.features.reduce((sum, feature) => sum + feature.tagBytes, 0);
  const values = layer.values.reduce((sum, value) => sum + value.bytes, 0);
  const keys = layer.keys.reduce((sum, key) => sum + Buffer.byteLength(key), 0);
  known.spent.geometry += geometry;
  known.spent.tags += tags;
  known.spent.values += values;
  known.spent.keys += keys;
  known.spent['ids and framing'] += layer.bytes - geometry - tags - values - keys;

  // A value that several fields share is counted with the first of them.
  const owner = new Map<number, number>();
  for (const { tags: pairs } of layer.features) {
    for (let i = 0; i + 1 < pairs.length; i += 2)
      if (!owner.has(pairs[i + 1]!)) owner.set(pairs[i + 1]!, pairs[i]!);
  }
  for (const [value, key] of owner) {
    const name = layer.keys[key];
    const stored = layer.values[value];
    if (name === undefined || stored === undefined) continue;
    const field = known.fields.get(name) ?? { name, types: [], values: 0, valueBytes: 0 };
    known.fields.set(name, field);
    if (!field.types.includes(stored.type)) field.types.push(stored.type);
    field.values++;
    field.valueBytes += stored.bytes;
  }
}

function storedSize(directory: Directory, tile: string): number {
  const [z, x, y] = tile.split('/').map(Number) as [number, number, number];
  return directory.length[findEntry(directory, zxyToTileId(z, x, y))] ?? 0;
}
