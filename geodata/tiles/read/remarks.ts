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

/** Says what reading did to geometries. `path` is the layer or file they are of. */
export function remarksToDiagnostics(
  path: string,
  { unwrapped, spikes, beyondMap, emptyParts, renested, dots, empty }: ReadRemarks,
  featureId: Float64Array,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const name = (feature: number): string =>
    featureId[feature]! >= 0 ? String(featureId[feature]) : `number ${feature + 1}`;
  const names = (features: number[]): string =>
    features.slice(0, MAX_NAMED).map(name).join(', ') + (features.length > MAX_NAMED ? ', …' : '');
  if (unwrapped > 0) {
    const message = `${path}: ${unwrapped} steps of more than 180° of longitude were read as crossings of the antimeridian.`;
    diagnostics.push(diagnostic('boundary/repaired', message, { at: { path }, count: unwrapped }));
  }
  if (spikes > 0) {
    const message = `${path}: ${spikes} vertices were taken out of rings that went forth and back on one line there.`;
    diagnostics.push(diagnostic('boundary/repaired', message, { at: { path }, count: spikes }));
  }
  if (beyondMap > 0) {
    const message = `${path}: ${beyondMap} points beyond ±${MAX_LATITUDE.toFixed(2)}° of latitude, where Web Mercator ends, are drawn on the edge of the map.`;
    diagnostics.push(diagnostic('boundary/repaired', message, { at: { path }, count: beyondMap }));
  }
  if (emptyParts > 0) {
    const message = `${path}: ${emptyParts} rings without area or lines without length were left out.`;
    diagnostics.push(diagnostic('boundary/repaired', message, { at: { path }, count: emptyParts }));
  }
  if (renested.length > 0) {
    const message = `${path}: parts that were listed as holes are drawn as parts: feature ${names(renested)}.`;
    diagnostics.push(diagnostic('boundary/repaired', message, { at: { path }, count: renested.length }));
  }
  if (dots.length > 0) {
    const message = `${path}: polygons without area are drawn as dots: feature ${names(dots)}.`;
    diagnostics.push(diagnostic('boundary/repaired', message, { at: { path }, count: dots.length }));
  }
  if (empty.length > 0) {
    const message = `${path}: nothing can be drawn of feature ${names(empty)}.`;
    diagnostics.push(diagnostic('boundary/empty-geometry', message, { at: { path }, count: empty.length }));
  }
  return diagnostics;
}
