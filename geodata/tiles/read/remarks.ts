import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import { MAX_LATITUDE } from '../world-grid.ts';

/** What was done to geometries on the way in, for the report. */
export interface ReadRemarks {
  /** Steps over the antimeridian. */
  unwrapped: number;
  /** Vertices of rings that only went forth and back. */
  spikes: number;
  /** Points beyond the latitudes of the map, drawn on its edge. */
  beyondMap: number;
  /** Rings without area and lines without length that were left out. */
  emptyParts: number;
  /** Numbers of features whose parts were listed as holes. */
  renested: number[];
  /** Numbers of polygon features without any area; they are drawn as dots. */
  dots: number[];
  /** Numbers of features of which nothing can be drawn. */
  empty: number[];
}

export const noRemarks = (): ReadRemarks => ({
  unwrapped: 0,
  spikes: 0,
  beyondMap: 0,
  emptyParts: 0,
  renested: [],
  dots: [],
  empty: [],
});

/** Features that are named one by one; the rest is counted. */
const MAX_NAMED = 10;

/** Features that something was done to: how many, and the names of the first. */
interface NamedFeatures {
  count: number;
  names: string[];
}

/** Gathers what was done to the geometries of a layer, range by range, and says it. */
export class RemarkSummary {
  readonly #sums = { unwrapped: 0, spikes: 0, beyondMap: 0, emptyParts: 0 };
  readonly #renested: NamedFeatures = { count: 0, names: [] };
  readonly #dots: NamedFeatures = { count: 0, names: [] };
  readonly #empty: NamedFeatures = { count: 0, names: [] };
  #features = 0;

  /** Adds the remarks on features that follow those before; `featureId` has the ids of all of them. */
  add(remarks: ReadRemarks, featureId: Float64Array): void {
    const sums = this.#sums;
    sums.unwrapped += remarks.unwrapped;
    sums.spikes += remarks.spikes;
    sums.beyondMap += remarks.beyondMap;
    sums.emptyParts += remarks.emptyParts;
    const addTo = (named: NamedFeatures, features: readonly number[]): void => {
      named.count += features.length;
      for (const feature of features.slice(0, MAX_NAMED - named.names.length)) {
        const id = featureId[feature]!;
        named.names.push(id >= 0 ? String(id) : `number ${this.#features + feature + 1}`);
      }
    };
    addTo(this.#renested, remarks.renested);
    addTo(this.#dots, remarks.dots);
    addTo(this.#empty, remarks.empty);
    this.#features += featureId.length;
  }

  /** `path` is the layer or file that the features are of. */
  diagnostics(path: string): Diagnostic[] {
    const { unwrapped, spikes, beyondMap, emptyParts } = this.#sums;
    const repaired = (count: number, text: string): Diagnostic[] =>
      count === 0 ? [] : [diagnostic('boundary/repaired', `${path}: ${text}.`, { at: { path }, count })];
    const names = (named: NamedFeatures): string =>
      named.names.join(', ') + (named.count > named.names.length ? ', …' : '');
    const [renested, dots, empty] = [this.#renested, this.#dots, this.#empty];
    return [
      ...repaired(
        unwrapped,
        `${unwrapped} steps of more than 180° of longitude were read as crossings of the antimeridian`,
      ),
      ...repaired(
        spikes,
        `${spikes} vertices were taken out of rings that went forth and back on one line there`,
      ),
      ...repaired(
        beyondMap,
        `${beyondMap} points beyond ±${MAX_LATITUDE.toFixed(2)}° of latitude, where Web Mercator ends, are drawn on the edge of the map`,
      ),
      ...repaired(emptyParts, `${emptyParts} rings without area or lines without length were left out`),
      ...repaired(
        renested.count,
        `parts that were listed as holes are drawn as parts: feature ${names(renested)}`,
      ),
      ...repaired(dots.count, `polygons without area are drawn as dots: feature ${names(dots)}`),
      ...(empty.count === 0
        ? []
        : [
            diagnostic(
              'boundary/empty-geometry',
              `${path}: nothing can be drawn of feature ${names(empty)}.`,
              {
                at: { path },
                count: empty.count,
              },
            ),
          ]),
    ];
  }
}
