import { openBundleTable } from '../../geodata/exports/bundle-tables.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type {
  CellValue,
  FeatureRow,
  FeatureTable,
  UniformGeometry,
} from '../../geodata/model/feature-table.ts';
import type { BoundingBox, Position } from '../../geodata/model/geometry.ts';
import type { Bundle } from '../bundle.ts';
import type { CollectionDescription, CollectionField } from './describe.ts';

/** The features of a collection, ready to be searched and written. */
export interface CollectionFeatures {
  fields: CollectionField[];
  ids: number[];
  /** By feature, then by field. */
  rows: CellValue[][];
  geometries: UniformGeometry[];
  boxes: BoundingBox[];
}

const tables = new WeakMap<Bundle, Map<string, Promise<FeatureTable>>>();
const collections = new WeakMap<Bundle, Map<string, Promise<CollectionFeatures>>>();

/** Reads a collection once per bundle; collections of the same layer share its geometries. */
export const collectionFeatures = (
  bundle: Bundle,
  collection: CollectionDescription,
): Promise<CollectionFeatures> =>
  once(collections, bundle, collection.id, () => readCollection(bundle, collection));

/** Reads a table of the bundle, a layer or measures, once per bundle. */
export const bundleTable = (bundle: Bundle, id: string): Promise<FeatureTable> =>
  once(tables, bundle, id, async () => {
    const table = await openBundleTable(bundle.catalog, id, async (path) => {
      const file = await bundle.documents.get(path);
      if (file === undefined)
        throw new AtlasError('io', `The bundle has no ${path}, which its catalog names.`, { at: path });
      return file.bytes.identity!;
    });
    return { ...table, rows: table.rows.map(roundRow) };
  });

async function readCollection(
  bundle: Bundle,
  collection: CollectionDescription,
): Promise<CollectionFeatures> {
  const { fields, where } = collection;
  const table = await bundleTable(bundle, collection.layer);
  const columnAt = (name: string): number => table.columns.findIndex((column) => column.name === name);
  const filterAt = where === null ? -1 : columnAt(where.property);
  const features = table.rows.filter(
    (row): row is FeatureRow & { geometry: UniformGeometry } =>
      row.geometry !== null && (where === null || row.values[filterAt] === where.value),
  );
  const columns = fields.map(({ column }) => columnAt(column));
  const rows = features.map(({ values }) => columns.map((column) => values[column] ?? null));
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
function orderForGuessers(rows: readonly CellValue[][]): number[] {
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

/** Digits after the point: a centimetre. Rounded here, so that boxes are compared with what is sent. */
const SCALE = 1e7;
const round = (degrees: number): number => Math.round(degrees * SCALE) / SCALE;
const roundLine = (line: Position[]): Position[] => line.map(([x, y]) => [round(x), round(y)]);

const roundRow = (row: FeatureRow): FeatureRow =>
  row.geometry === null ? row : { ...row, geometry: roundGeometry(row.geometry) };

function roundGeometry(geometry: UniformGeometry): UniformGeometry {
  if (geometry.type === 'Point') return { ...geometry, coordinates: roundLine([geometry.coordinates])[0]! };
  if (geometry.type === 'MultiLineString')
    return { ...geometry, coordinates: geometry.coordinates.map(roundLine) };
  return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(roundLine)) };
}

/** West, south, east, north of a geometry. */
function boxOf(geometry: UniformGeometry): BoundingBox {
  const box: BoundingBox = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of positionsOf(geometry)) {
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}

function positionsOf(geometry: UniformGeometry): Position[] {
  if (geometry.type === 'Point') return [geometry.coordinates];
  return geometry.type === 'MultiLineString' ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
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
