import { createHash } from 'node:crypto';
import type { Position } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';

type Coordinates = readonly (number | Position | Coordinates)[];

/**
 * SHA-256 over everything that tiles are made of: equal for two sets of layers only where they have the same layers,
 * features, properties and coordinates in the same order.
 */
export function layersHash(layers: readonly Layer[]): string {
  const hash = createHash('sha256');
  for (const { features, ...declared } of layers) {
    hash.update(JSON.stringify({ ...declared, features: features.length }));
    for (const { geometry, ...rest } of features) {
      const numbers: number[] = [];
      flatten(geometry.coordinates, numbers);
      hash.update(JSON.stringify([geometry.type, numbers.length, rest]));
      // The text of half a million positions would take as long as cutting them.
      hash.update(Float64Array.from(numbers));
    }
  }
  return hash.digest('hex');
}

/** Appends all numbers of nested arrays, the length of each array before its items. */
function flatten(coordinates: Coordinates, numbers: number[]): void {
  numbers.push(coordinates.length);
  for (const each of coordinates) {
    if (typeof each === 'number') numbers.push(each);
    else flatten(each, numbers);
  }
}
