import { POLYGON } from '../bake-model.ts';
import type { GeometryColumns } from '../read/geometry-columns.ts';
import { findPlaces } from './places.ts';

/** The vertices of all coverage rings, one layer after the other; vertices at one place have the same number. */
export interface Junctions {
  /** Index of the first vertex of every layer in `place`. */
  base: number[];
  /** Index of the first vertex at the same place. */
  place: Int32Array;
  /** By place: 1 where borders meet or part. */
  isJunction: Uint8Array;
}

/**
 * Finds where borders meet. A place is a junction if two visits of it do not come from and go to the same two
 * neighbours; between junctions every place thus has one pair of neighbours, and following it is a border.
 */
export function findJunctions(layers: readonly GeometryColumns[]): Junctions {
  const base: number[] = [];
  let total = 0;
  for (const layer of layers) {
    base.push(total);
    total += layer.x.length;
  }
  const only = layers.length === 1 ? layers[0]! : null;
  const x = only?.x ?? new Int32Array(total);
  const y = only?.y ?? new Int32Array(total);
  if (only === null) {
    for (const [i, layer] of layers.entries()) {
      x.set(layer.x, base[i]);
      y.set(layer.y, base[i]);
    }
  }
  const place = findPlaces(x, y);

  const neighbourA = new Int32Array(total).fill(-1);
  const neighbourB = new Int32Array(total);
  const isJunction = new Uint8Array(total);
  for (const [i, layer] of layers.entries()) {
    const { featureKind, featurePart, partStart } = layer;
    for (let feature = 0; feature < featureKind.length; feature++) {
      if (featureKind[feature] !== POLYGON) continue;
      for (let part = featurePart[feature]!; part < featurePart[feature + 1]!; part++) {
        const start = base[i]! + partStart[part]!;
        const end = base[i]! + partStart[part + 1]!;
        let before = place[end - 1]!;
        let here = place[start]!;
        for (let vertex = start; vertex < end; vertex++) {
          const after = place[vertex + 1 < end ? vertex + 1 : start]!;
          const a = neighbourA[here]!;
          if (a === -1) {
            neighbourA[here] = before;
            neighbourB[here] = after;
          } else {
            const b = neighbourB[here]!;
            if (!((a === before && b === after) || (a === after && b === before))) isJunction[here] = 1;
          }
          before = here;
          here = after;
        }
      }
    }
  }
  return { base, place, isJunction };
}
