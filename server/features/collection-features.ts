import type { ColumnDocument, RegionRegister } from '../../geodata/model/catalog.ts';
import type { BoundingBox, Geometry, Position } from '../../geodata/model/geometry.ts';
import type { FieldValue } from '../../geodata/model/layer.ts';
import type { Bundle } from '../bundle.ts';
import { readBundleJson } from '../bundle-json.ts';
import type { CollectionDescription, FeatureField } from './describe.ts';

/** The features of a collection, ready to be searched and written. */
export interface CollectionFeatures {
  fields: FeatureField[];
  ids: number[];
  /** By feature, then by field. */
  rows: (FieldValue | null)[][];
  geometries: Geometry[];
  boxes: BoundingBox[];
}

interface LayerFeatures {
  features: { id: number; properties: Record<string, FieldValue>; geometry: Geometry }[];
}

const layers = new WeakMap<Bundle, Map<string, Promise<LayerFeatures>>>();
const tables = new WeakMap<Bundle, Map<string, Promise<CollectionFeatures>>>();

/** Reads a collection once per bundle; collections of the same layer share its geometries. */
export const collectionFeatures = (
  bundle: Bundle,
  collection: CollectionDescription,
): Promise<CollectionFeatures> => once(tables, bundle, collection.id, () => readTable(bundle, collection));

async function readTable(bundle: Bundle, collection: CollectionDescription): Promise<CollectionFeatures> {
  const { document, where, fields, level } = collection;
  const layer = await once(layers, bundle, document, () => readBundleJson<LayerFeatures>(bundle, document));
  const features = layer.features.filter(
    ({ properties }) => where === null || properties[where.property] === where.value,
  );
  const register = level === null ? null : await readBundleJson<RegionRegister>(bundle, level.units);
  const place = new Map(register?.id.map((id, index) => [id, index]));
  const columns = await Promise.all(
    fields.map(async ({ from }): Promise<(feature: (typeof features)[number]) => FieldValue | null> => {
      if ('property' in from) return ({ properties }) => properties[from.property] ?? null;
      const { values } = await readBundleJson<ColumnDocument>(
        bundle,
        `columns/${level!.id}/${from.indicator}/${from.year ?? 'all'}.json`,
      );
      return ({ id }) => values[place.get(id) ?? -1] ?? null;
    }),
  );
  const rows = features.map((feature) => columns.map((column) => column(feature)));
  const order = orderForGuessers(rows);
  const ordered = order.map((index) => features[index]!);
  return {
    fields,
    ids: ordered.map(({ id }) => id),
    rows: order.map((index) => rows[index]!),
    geometries: ordered.map(({ geometry }) => geometry),
    boxes: ordered.map(({ geometry }) => boxOf(geometry)),
  };
}

/** How many features desktop GIS look at to guess the types of fields. */
const GUESSED_FROM = 10;

/**
 * GDAL and QGIS take a field without a value in the first ten features for text. So the first are those that each add
 * a field with a value, ten at most; all others follow in their order.
 */
function orderForGuessers(rows: readonly (FieldValue | null)[][]): number[] {
  const covered = new Set<number>();
  const first: number[] = [];
  for (let index = 0; index < rows.length && first.length < GUESSED_FROM; index++) {
    const added = rows[index]!.flatMap((value, field) =>
      value === null || covered.has(field) ? [] : [field],
    );
    if (added.length === 0) continue;
    first.push(index);
    for (const field of added) covered.add(field);
  }
  const chosen = new Set(first);
  return [...first, ...Array.from(rows.keys()).filter((index) => !chosen.has(index))];
}

/** West, south, east, north of a geometry. */
function boxOf(geometry: Geometry): BoundingBox {
  const box: BoundingBox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of positionsOf(geometry)) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}

function positionsOf(geometry: Geometry): Position[] {
  switch (geometry.type) {
    case 'Point':
      return [geometry.coordinates];
    case 'LineString':
      return geometry.coordinates;
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.flat();
  }
  return geometry.coordinates.flat(2);
}

/** Makes a value once per bundle and key; a failure is forgotten, so that the next one tries again. */
function once<Value>(
  store: WeakMap<Bundle, Map<string, Promise<Value>>>,
  bundle: Bundle,
  key: string,
  make: () => Promise<Value>,
): Promise<Value> {
  let values = store.get(bundle);
  if (values === undefined) store.set(bundle, (values = new Map()));
  let value = values.get(key);
  if (value === undefined) {
    value = make();
    values.set(key, value);
    value.catch(() => values.delete(key));
  }
  return value;
}
