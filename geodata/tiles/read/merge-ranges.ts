import { AttributeCollector, type AttributeColumns } from '../encode/attribute-collector.ts';
import type { GeometryColumns } from './geometry-columns.ts';
import { noRemarks, type ReadRemarks } from './remarks.ts';

/** Joins the features of several ranges, in their order. */
export function mergeGeometry(parts: readonly GeometryColumns[]): GeometryColumns {
  const only = parts[0];
  if (parts.length === 1 && only !== undefined) return only;
  const sum = (length: (part: GeometryColumns) => number): number =>
    parts.reduce((total, part) => total + length(part), 0);
  const features = sum((part) => part.featureId.length);
  const partCount = sum((part) => part.partIsHole.length);
  const vertices = sum((part) => part.x.length);
  const merged: GeometryColumns = {
    featureId: new Float64Array(features),
    featureKind: new Uint8Array(features),
    featurePart: new Uint32Array(features + 1),
    partIsHole: new Uint8Array(partCount),
    partStart: new Uint32Array(partCount + 1),
    partBox: new Int32Array(partCount * 4),
    x: new Int32Array(vertices),
    y: new Int32Array(vertices),
  };
  let feature = 0;
  let part = 0;
  let vertex = 0;
  for (const columns of parts) {
    merged.featureId.set(columns.featureId, feature);
    merged.featureKind.set(columns.featureKind, feature);
    merged.partIsHole.set(columns.partIsHole, part);
    merged.partBox.set(columns.partBox, part * 4);
    merged.x.set(columns.x, vertex);
    merged.y.set(columns.y, vertex);
    for (let i = 0; i < columns.featureId.length; i++)
      merged.featurePart[feature + i] = part + columns.featurePart[i]!;
    for (let i = 0; i < columns.partIsHole.length; i++)
      merged.partStart[part + i] = vertex + columns.partStart[i]!;
    feature += columns.featureId.length;
    part += columns.partIsHole.length;
    vertex += columns.x.length;
  }
  merged.featurePart[features] = partCount;
  merged.partStart[partCount] = vertices;
  return merged;
}

export function mergeAttributes(parts: readonly AttributeColumns[]): AttributeColumns {
  const only = parts[0];
  if (parts.length === 1 && only !== undefined) return only;
  const collector = new AttributeCollector();
  for (const columns of parts) collector.append(columns);
  return collector.finish();
}

/** Joins remarks; `features[i]` is how many features range i has. */
export function mergeRemarks(parts: readonly ReadRemarks[], features: readonly number[]): ReadRemarks {
  const merged = noRemarks();
  let before = 0;
  for (const [i, remarks] of parts.entries()) {
    const offset = before;
    merged.unwrapped += remarks.unwrapped;
    merged.spikes += remarks.spikes;
    merged.beyondMap += remarks.beyondMap;
    merged.emptyParts += remarks.emptyParts;
    merged.renested.push(...remarks.renested.map((feature) => feature + offset));
    merged.dots.push(...remarks.dots.map((feature) => feature + offset));
    merged.empty.push(...remarks.empty.map((feature) => feature + offset));
    before += features[i]!;
  }
  return merged;
}
