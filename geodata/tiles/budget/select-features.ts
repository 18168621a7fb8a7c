import { POLYGON, type LayerTable } from '../bake-model.ts';
import { ByteWriter } from '../encode/byte-writer.ts';
import { featuresWithin, isWithinZooms } from '../feature-zooms.ts';
import { growingInt32 } from '../growing-array.ts';
import { sharedUint32 } from '../shared-arrays.ts';
import { FeatureCutter, type CutSource } from '../slice/feature-cutter.ts';
import { encodeGeometry } from '../slice/geometry-encoder.ts';
import { EXTENT_BITS, zoomShift } from '../world-grid.ts';

/** Bytes of a feature message beside geometry, id and tags: its own tag and length, and those of its members. */
const MESSAGE_BYTES = 10;
/** Bytes of a tag: a key number of one and, in tiles with many values, a value number of two. */
const TAG_BYTES = 3;
/** Bytes of a number in the values of a tile: tags, lengths and a double. */
const NUMBER_BYTES = 11;
/** Name, keys and frame of a layer. */
const LAYER_BYTES = 200;
/** Bits of the table that says which values a tile already has. */
const VALUE_TABLE_BITS = 25;

/**
 * Chooses which features a zoom draws where not all of them fit: whole features, in the order of their rank, each
 * if every tile it comes into has room for it. None is cut off at a tile's edge. Polygons always stay, in their zooms.
 * `maxTileBytes` is what one layer may take of a tile before compression. Returns the numbers of the features
 * that are drawn, null where all are.
 */
export function selectFeatures(
  source: CutSource,
  order: Uint32Array,
  maxTileBytes: number,
  tolerance: number,
): Uint32Array | null {
  const { table, zoom } = source;
  if (largestPossible(source) <= maxTileBytes) return featuresWithin(table, zoom);
  const isDrawn = new Uint8Array(table.featureId.length);
  const cutter = new FeatureCutter(tolerance);
  const scratch = new ByteWriter(1 << 12);
  const used = growingInt32();
  const costs = growingInt32();
  const values = new ValueTable();
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

/**
 * Remembers which values tiles already have, so that a value many features share is counted once for a tile. A
 * table of bits: now and then it takes a value for known that is not, which makes a tile larger by its bytes.
 */
class ValueTable {
  readonly #bits = new Uint32Array(2 ** (VALUE_TABLE_BITS - 5));
  readonly #double = new Float64Array(1);
  readonly #halves = new Int32Array(this.#double.buffer);

  /** Bytes of the values that a feature would bring into a tile. */
  newBytes({ attributes }: LayerTable, feature: number, tile: number): number {
    const { cell, cellStart, tokenValue, valueStart, numbers } = attributes;
    let bytes = 0;
    for (let i = cellStart[feature]!; i < cellStart[feature + 1]!; i++) {
      const value = tokenValue[cell[i]!]!;
      if (!this.#has(bitOf(value, tile))) bytes += valueStart[value + 1]! - valueStart[value]!;
    }
    for (const { values } of numbers)
      if (!this.#has(this.#bitOfNumber(values[feature]!, tile))) bytes += NUMBER_BYTES;
    return bytes;
  }

  remember({ attributes }: LayerTable, feature: number, tile: number): void {
    const { cell, cellStart, tokenValue, numbers } = attributes;
    for (let i = cellStart[feature]!; i < cellStart[feature + 1]!; i++) {
      this.#set(bitOf(tokenValue[cell[i]!]!, tile));
    }
    for (const { values } of numbers) this.#set(this.#bitOfNumber(values[feature]!, tile));
  }

  #bitOfNumber(value: number, tile: number): number {
    this.#double[0] = value;
    return bitOf(this.#halves[0]! ^ Math.imul(this.#halves[1]!, 0x27_d4_eb_2f), tile);
  }

  #has(bit: number): boolean {
    return (this.#bits[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  }

  #set(bit: number): void {
    this.#bits[bit >>> 5]! |= 1 << (bit & 31);
  }
}

function bitOf(value: number, tile: number): number {
  let hash = Math.imul(value, 0x9e_37_79_b1) ^ Math.imul(tile + 1, 0x85_eb_ca_77);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2_b2_ae_3d);
  return (hash ^ (hash >>> 13)) >>> (32 - VALUE_TABLE_BITS);
}
