import { POLYGON } from '../bake-model.ts';
import type { GeometryColumns } from '../read/geometry-columns.ts';
import { findPlaces } from './places.ts';

/** Vertices that are looked at, at most. */
const SAMPLES = 30_000;
/** Share of vertices that neighbours must have in common. */
const LEAST_SHARED = 0.02;

/** Guesses whether polygons, all of which are there, are a coverage. */
export function looksLikeCoverage(geometry: GeometryColumns): boolean {
  const sample = new CoverageSample();
  sample.add(geometry);
  return sample.looksLikeCoverage();
}

/**
 * Guesses whether polygons are a coverage: neighbours that repeat the vertices of their common borders. Polygons
 * that merely overlap hardly ever share a vertex. Features may come part by part.
 */
export class CoverageSample {
  #x: number[] = [];
  #y: number[] = [];
  #owner: number[] = [];
  #oneIn = 1;
  #vertices = 0;
  #features = 0;

  add({ featureKind, featurePart, partStart, x, y }: GeometryColumns): void {
    this.#vertices += x.length;
    this.#thin(Math.max(1, Math.ceil(this.#vertices / SAMPLES)));
    for (let feature = 0; feature < featureKind.length; feature++) {
      if (featureKind[feature] !== POLYGON) continue;
      const end = partStart[featurePart[feature + 1]!]!;
      for (let i = partStart[featurePart[feature]!]!; i < end; i++) {
        if (!isPicked(x[i]!, y[i]!, this.#oneIn)) continue;
        this.#x.push(x[i]!);
        this.#y.push(y[i]!);
        this.#owner.push(this.#features + feature);
      }
    }
    this.#features += featureKind.length;
  }

  looksLikeCoverage(): boolean {
    const owner = this.#owner;
    const place = findPlaces(Int32Array.from(this.#x), Int32Array.from(this.#y));
    let shared = 0;
    for (const [i, first] of place.entries()) if (owner[first] !== owner[i]) shared++;
    return shared > place.length * LEAST_SHARED;
  }

  /** Goes over to picking fewer, which are among those that were picked. */
  #thin(oneIn: number): void {
    if (oneIn === this.#oneIn) return;
    this.#oneIn = oneIn;
    const [x, y] = [this.#x, this.#y];
    const isKept = x.map((each, i) => isPicked(each, y[i]!, oneIn));
    const keep = (values: number[]): number[] => values.filter((_, i) => isKept[i]);
    [this.#x, this.#y, this.#owner] = [keep(x), keep(y), keep(this.#owner)];
  }
}

/** Vertices are picked by their place, so that both visits of one are picked or none. */
const isPicked = (x: number, y: number, oneIn: number): boolean =>
  (Math.imul(x, 0x9e_37_79_b1) ^ Math.imul(y, 0x85_eb_ca_77)) >>> 8 < 2 ** 24 / oneIn;
