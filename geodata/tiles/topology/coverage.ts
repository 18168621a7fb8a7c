import { POLYGON } from '../bake-model.ts';
import type { GeometryColumns } from '../read/geometry-columns.ts';
import { findPlaces } from './places.ts';

/** Vertices that are looked at, at most. */
const SAMPLES = 200_000;
/** Share of vertices that neighbours must have in common. */
const LEAST_SHARED = 0.02;

/**
 * Guesses whether polygons are a coverage: neighbours that repeat the vertices of their common borders. Polygons
 * that merely overlap hardly ever share a vertex.
 */
export function looksLikeCoverage({ featureKind, featurePart, partStart, x, y }: GeometryColumns): boolean {
  // Vertices are picked by their place, so that both visits of one are picked or none.
  const oneIn = Math.max(1, Math.ceil(x.length / SAMPLES));
  const px: number[] = [];
  const py: number[] = [];
  const owner: number[] = [];
  for (let feature = 0; feature < featureKind.length; feature++) {
    if (featureKind[feature] !== POLYGON) continue;
    const end = partStart[featurePart[feature + 1]!]!;
    for (let i = partStart[featurePart[feature]!]!; i < end; i++) {
      if ((Math.imul(x[i]!, 0x9e_37_79_b1) ^ Math.imul(y[i]!, 0x85_eb_ca_77)) >>> 8 < 2 ** 24 / oneIn) {
        px.push(x[i]!);
        py.push(y[i]!);
        owner.push(feature);
      }
    }
  }
  const place = findPlaces(Int32Array.from(px), Int32Array.from(py));
  let shared = 0;
  for (const [i, first] of place.entries()) if (owner[first] !== owner[i]) shared++;
  return shared > place.length * LEAST_SHARED;
}
