import { POLYGON, type LayerTable } from '../bake-model.ts';
import { ByteWriter } from '../encode/byte-writer.ts';
import { featuresWithin, isWithinZooms } from '../feature-zooms.ts';
import { growingInt32 } from '../growing-array.ts';
import { sharedUint32 } from '../shared-arrays.ts';
import { FeatureCutter, type CutSource } from '../slice/feature-cutter.ts';
import { encodeGeometry } from '../slice/geometry-encoder.ts';
import { EXTENT_BITS, zoomShift } from '../world-grid.ts';
import { KnownValues, noKnownValues, NUMBER_BYTES } from './known-values.ts';

/** Bytes of a feature message beside geometry, id and tags: its own tag and length, and those of its members. */
const MESSAGE_BYTES = 10;
/** Bytes of a tag: a key number of one and, in tiles with many values, a value number of two. */
const TAG_BYTES = 3;
/** Name, keys and frame of a layer. */
const LAYER_BYTES = 200;

/** How full the tiles of a zoom are with features of a layer. */
export interface TileRoom {
  /** Column and row of every tile that was reached, and the bytes that are used of it. */
  columns: Int32Array;
  rows: Int32Array;
  used: Int32Array;
  /** Memory of `KnownValues`. */
  values: Uint32Array;
}

export const emptyRoom = (): TileRoom => ({
  columns: new Int32Array(0),
  rows: new Int32Array(0),
  used: new Int32Array(0),
  values: noKnownValues(),
});

/** Which features of a layer a zoom draws. */
export interface SelectedFeatures {
  /** Their numbers, ascending; null where all are drawn. */
  features: Uint32Array | null;
  /** What is left of the room that was given; null where there was no need to look. */
  room: TileRoom | null;
}

/**
 * Chooses which features a zoom draws where not all of them fit: whole features, in the order of their rank, each
 * if every tile it comes into has room for it. None is cut off at a tile's edge. Polygons always stay, in their zooms.
 * `maxTileBytes` is what one layer may take of a tile before compression. Where the features are only a part of the
 * layer, `taken` is the room that the parts before have left; it is used up by the call.
 */
export function selectFeatures(
  source: CutSource,
  order: Uint32Array,
  valueHashes: Uint32Array,
  maxTileBytes: number,
  tolerance: number,
  taken: TileRoom | null,
): SelectedFeatures {
  const { table, zoom } = source;
  if (taken === null && largestPossible(source) <= maxTileBytes) {
    return { features: featuresWithin(table, zoom), room: null };
  }
  const room = taken ?? emptyRoom();
  const isDrawn = new Uint8Array(table.featureId.length);
  const cutter = new FeatureCutter(tolerance);
  cutter.tiles.restore(room.columns, room.rows);
  const scratch = new ByteWriter(1 << 12);
  const used = growingInt32();
  for (const bytes of room.used) used.push(bytes);
  const costs = growingInt32();
  const values = new KnownValues(room.values, valueHashes);
  const usedBy = (tile: number): number => {
    while (used.length <= tile) used.push(LAYER_BYTES);
    return used.store[tile]!;
  };
  for (const feature of order) {
    if (!isWithinZooms(table.zooms, feature, zoom)) continue;
    const kind = table.featureKind[feature]!;
    if (kind === POLYGON) {
      isDrawn[feature] = 1;
      continue;
    }
    const fixed = MESSAGE_BYTES + fixedBytes(table, feature);
    if (table.edges !== null && !endsHaveRoom(table, feature, zoom, maxTileBytes - fixed, cutter, usedBy)) {
      continue;
    }
    cutter.cut(source, feature);
    const { touched } = cutter.pieces;
    costs.length = 0;
    let fits = true;
    for (let i = 0; i < touched.length && fits; i++) {
      const tile = touched.store[i]!;
      scratch.length = 0;
      encodeGeometry(cutter.pieces, tile, kind, scratch);
      const cost = fixed + scratch.length + values.newBytes(table, feature, tile);
      costs.push(cost);
      fits = usedBy(tile) + cost <= maxTileBytes;
    }
    if (!fits) continue;
    isDrawn[feature] = 1;
    for (let i = 0; i < touched.length; i++) {
      const tile = touched.store[i]!;
      used.store[tile]! += costs.store[i]!;
      values.remember(table, feature, tile);
    }
  }
  // Tiles that were only looked at are as good as new.
  while (used.length < cutter.tiles.size) used.push(LAYER_BYTES);
  return {
    features: listOf(isDrawn),
    room: {
      columns: cutter.tiles.columns.finish(),
      rows: cutter.tiles.rows.finish(),
      used: used.finish(),
      values: room.values,
    },
  };
}

/** The numbers of features that are drawn, null where all are. */
function listOf(isDrawn: Uint8Array): Uint32Array | null {
  let count = 0;
  for (const drawn of isDrawn) count += drawn;
  if (count === isDrawn.length) return null;
  const drawn = sharedUint32(count);
  for (let feature = 0, at = 0; feature < isDrawn.length; feature++)
    if (isDrawn[feature] === 1) drawn[at++] = feature;
  return drawn;
}

/** Bytes that the largest tile of a layer cannot exceed: all its features in one tile, all vertices drawn. */
function largestPossible({ table, drawn }: CutSource): number {
  const features = table.featureId.length;
  if (table.edges !== null) return Infinity;
  const { valueStart, cell, numbers } = table.attributes;
  const attributes = valueStart[valueStart.length - 1]! + cell.length * TAG_BYTES;
  return (
    LAYER_BYTES +
    features * (MESSAGE_BYTES + 8 + numbers.length * (NUMBER_BYTES + TAG_BYTES)) +
    attributes +
    (drawn.x.length + drawn.lineVertices + table.partSize.length * 2) * 8
  );
}

/** Bytes of a feature in every tile beside its geometry: its id and its tags. */
function fixedBytes({ featureId, attributes }: LayerTable, feature: number): number {
  const { cellStart, numbers } = attributes;
  const cells = cellStart[feature + 1]! - cellStart[feature]!;
  const idBytes = Math.ceil(Math.log2(Math.max(2, featureId[feature]! + 1)) / 7);
  return idBytes + (cells + numbers.length) * TAG_BYTES;
}

/** A first look at both ends: where tiles are full, most edges need not be drawn to be left out. */
function endsHaveRoom(
  { edges }: LayerTable,
  feature: number,
  zoom: number,
  limit: number,
  cutter: FeatureCutter,
  usedBy: (tile: number) => number,
): boolean {
  const shift = zoomShift(zoom) + EXTENT_BITS;
  const last = 2 ** zoom - 1;
  const { fromX, fromY, toX, toY } = edges!;
  const from = cutter.tiles.of((fromX[feature]! >> shift) & last, Math.min(last, fromY[feature]! >> shift));
  if (usedBy(from) > limit) return false;
  const to = cutter.tiles.of((toX[feature]! >> shift) & last, Math.min(last, toY[feature]! >> shift));
  return usedBy(to) <= limit;
}
