import { shareUint8, sharedUint32 } from './shared-arrays.ts';

/** Zooms of single features within those of their layer: the lowest and the deepest whose tiles hold them. */
export interface FeatureZooms {
  min: Uint8Array;
  max: Uint8Array;
}

/** The deepest zoom of a feature that has none of its own. */
export const ANY_ZOOM = 255;

/** What decides whether a zoom may show a feature. */
interface Zoomed {
  featureId: Float64Array;
  zooms: FeatureZooms | null;
}

export const isWithinZooms = (zooms: FeatureZooms | null, feature: number, zoom: number): boolean =>
  zooms === null || (zooms.min[feature]! <= zoom && zoom <= zooms.max[feature]!);

/** The features that a zoom may show, ascending; null where those are all. */
export function featuresWithin({ featureId, zooms }: Zoomed, zoom: number): Uint32Array | null {
  const count = featureId.length - countOutside(zooms, zoom);
  if (count === featureId.length) return null;
  const features = sharedUint32(count);
  for (let feature = 0, at = 0; feature < featureId.length; feature++) {
    if (isWithinZooms(zooms, feature, zoom)) features[at++] = feature;
  }
  return features;
}

/** How many features a zoom leaves to others because they say so themselves. */
export function countOutside(zooms: FeatureZooms | null, zoom: number): number {
  let count = 0;
  const features = zooms?.min.length ?? 0;
  for (let feature = 0; feature < features; feature++) {
    if (!isWithinZooms(zooms, feature, zoom)) count++;
  }
  return count;
}

/** Lowest zooms out of a column of numbers, rounded up; features without a number are in every zoom. */
export function lowestZooms(column: Float64Array): FeatureZooms {
  const toZoom = (value: number): number =>
    Number.isNaN(value) ? 0 : Math.min(ANY_ZOOM, Math.max(0, Math.ceil(value)));
  return { min: Uint8Array.from(column, toZoom), max: new Uint8Array(column.length).fill(ANY_ZOOM) };
}

/** Zooms of the features of several ranges, in their order; null where none has any. `features[i]` are in range i. */
export function mergeZooms(
  parts: readonly (FeatureZooms | null)[],
  features: readonly number[],
): FeatureZooms | null {
  if (parts.every((part) => part === null)) return null;
  const count = features.reduce((sum, each) => sum + each, 0);
  const merged: FeatureZooms = { min: new Uint8Array(count), max: new Uint8Array(count).fill(ANY_ZOOM) };
  let at = 0;
  for (const [i, part] of parts.entries()) {
    if (part !== null) {
      merged.min.set(part.min, at);
      merged.max.set(part.max, at);
    }
    at += features[i]!;
  }
  return merged;
}

/** The same as memory that worker threads see. */
export const shareZooms = ({ min, max }: FeatureZooms): FeatureZooms => ({
  min: shareUint8(min),
  max: shareUint8(max),
});
