import type { FieldType } from '../../model/layer.ts';
import { LINE, POINT, POLYGON } from '../bake-model.ts';
import { checkRings } from './check-rings.ts';
import { decodeGeometry, ringArea, type DecodedPart } from './decode-geometry.ts';
import { decodeTile, type StoredFeature, type StoredLayer, type StoredType } from './decode-tile.ts';
import { TileProblem } from './protobuf-reader.ts';

/** What the metadata of an archive promises of a layer. */
export interface PromisedLayer {
  id: string;
  minzoom?: number;
  maxzoom?: number;
  /** Field name to Number, String or Boolean. */
  fields: Record<string, string>;
}

const fieldTypes: Record<StoredType, FieldType> = {
  string: 'string',
  float: 'number',
  double: 'number',
  int: 'number',
  uint: 'number',
  sint: 'number',
  bool: 'boolean',
};

/**
 * Checks the tiles of an archive one by one against MVT 2.1 and against each other: structure, winding, closure,
 * rings that meet, ids, buffers, and fields that have one type in all tiles and are described in the metadata.
 */
export class TileChecker {
  readonly #promised: Map<string, PromisedLayer> | null;
  /** Stored type of every field, by layer and name, and the tile it was first seen in. */
  readonly #types = new Map<string, { type: StoredType; tile: string }>();

  /** Without promised layers, only the tiles themselves are checked. */
  constructor(promised: readonly PromisedLayer[] | null) {
    this.#promised = promised && new Map(promised.map((layer) => [layer.id, layer]));
  }

  /** Problems of one tile, uncompressed; empty where it is sound. */
  check(bytes: Uint8Array, z: number, x: number, y: number): string[] {
    let layers: StoredLayer[];
    try {
      layers = decodeTile(bytes);
    } catch (error) {
      if (error instanceof TileProblem) return [`Found ${error.message}.`];
      throw error;
    }
    const problems: string[] = [];
    if (layers.length === 0) problems.push('The tile has no layers.');
    const names = new Set<string>();
    for (const layer of layers) {
      if (names.has(layer.name)) problems.push(`Two layers are named ${JSON.stringify(layer.name)}.`);
      names.add(layer.name);
      problems.push(...this.#checkLayer(layer, z, `${z}/${x}/${y}`));
    }
    return problems;
  }

  #checkLayer(layer: StoredLayer, zoom: number, tile: string): string[] {
    const problems: string[] = [];
    const where = `layer ${JSON.stringify(layer.name)}`;
    if (layer.name === '') problems.push('A layer has no name.');
    if (layer.version !== 2) problems.push(`The ${where} has version ${layer.version}; expected 2.`);
    if (layer.features.length === 0) problems.push(`The ${where} has no features.`);
    const promised = this.#promised?.get(layer.name);
    if (this.#promised !== null && promised === undefined) {
      problems.push(`The ${where} is not among the vector_layers of the metadata.`);
    }
    if (promised !== undefined && (zoom < (promised.minzoom ?? 0) || zoom > (promised.maxzoom ?? 30))) {
      problems.push(`The ${where} is promised for zooms ${promised.minzoom} to ${promised.maxzoom}.`);
    }
    if (new Set(layer.keys).size < layer.keys.length) problems.push(`The ${where} has a key twice.`);
    const ids = new Set<number>();
    let repeatedIds = 0;
    for (const feature of layer.features) {
      if (feature.id !== undefined) {
        if (ids.has(feature.id)) repeatedIds++;
        ids.add(feature.id);
      }
      problems.push(...this.#checkTags(layer, feature, promised, where, tile));
      const problem = checkGeometry(layer, feature);
      if (problem !== null)
        problems.push(`Feature ${feature.id ?? 'without id'} of ${where} has ${problem}.`);
    }
    if (repeatedIds > 0) problems.push(`The ${where} has ${repeatedIds} features whose id another one has.`);
    return problems;
  }

  #checkTags(
    layer: StoredLayer,
    feature: StoredFeature,
    promised: PromisedLayer | undefined,
    where: string,
    tile: string,
  ): string[] {
    const problems: string[] = [];
    if (feature.tags.length % 2 === 1) problems.push(`A feature of ${where} has a key without a value.`);
    for (let i = 0; i + 1 < feature.tags.length; i += 2) {
      const key = layer.keys[feature.tags[i]!];
      const value = layer.values[feature.tags[i + 1]!];
      if (key === undefined || value === undefined) {
        problems.push(
          `A feature of ${where} has tag ${feature.tags[i]}, ${feature.tags[i + 1]}, which is not there.`,
        );
        continue;
      }
      const name = `${layer.name}\u0000${key}`;
      const known = this.#types.get(name);
      if (known === undefined) {
        this.#types.set(name, { type: value.type, tile });
        const wanted = promised?.fields[key];
        if (promised !== undefined && wanted?.toLowerCase() !== fieldTypes[value.type]) {
          problems.push(
            `Field ${key} of ${where} is stored as ${value.type}; the metadata says ${wanted ?? 'nothing of it'}.`,
          );
        }
      } else if (known.type !== value.type) {
        problems.push(
          `Field ${key} of ${where} is stored as ${value.type}, but as ${known.type} in tile ${known.tile}.`,
        );
      }
    }
    return problems;
  }
}

/** What is wrong with the geometry of a feature; null where it is sound. */
function checkGeometry({ extent }: StoredLayer, feature: StoredFeature): string | null {
  if (feature.type !== POINT && feature.type !== LINE && feature.type !== POLYGON) {
    return `the geometry type ${feature.type}; expected 1, 2 or 3`;
  }
  let parts: DecodedPart[];
  try {
    parts = decodeGeometry(feature.geometry, feature.type);
  } catch (error) {
    if (error instanceof TileProblem) return error.message;
    throw error;
  }
  for (const [i, part] of parts.entries()) {
    for (let k = 0; k < part.x.length; k++) {
      // More than a tile beyond the edge is no buffer any more.
      if (Math.max(Math.abs(part.x[k]! - extent / 2), Math.abs(part.y[k]! - extent / 2)) > extent * 1.5) {
        return `a vertex at ${part.x[k]}, ${part.y[k]}, more than a tile outside`;
      }
      if (k > 0 && part.x[k] === part.x[k - 1] && part.y[k] === part.y[k - 1])
        return 'a vertex twice in a row';
    }
    if (feature.type !== POLYGON) continue;
    const area = ringArea(part);
    if (area === 0) return 'a ring without area';
    if (i === 0 && area < 0) return 'a hole without an outer ring; its winding is wrong';
  }
  return feature.type === POLYGON ? checkRings(parts) : null;
}
