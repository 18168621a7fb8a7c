import { AttributeCollector, type AttributeColumns } from '../encode/attribute-collector.ts';
import type { GeometryColumns } from './geometry-columns.ts';

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

/** Joins the attributes of several ranges; keys are numbered as in `keys`, and those that it lacks behind them. */
export function mergeAttributes(
  parts: readonly AttributeColumns[],
  keys: readonly string[] = [],
): AttributeColumns {
  const only = parts[0];
  if (parts.length === 1 && only !== undefined && keys.length === 0) return only;
  const collector = new AttributeCollector();
  for (const name of keys) collector.key(name);
  for (const columns of parts) collector.append(columns);
  return collector.finish();
}
