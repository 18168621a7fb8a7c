import { AtlasError } from '../model/atlas-error.ts';
import { explainNoDegrees } from '../model/degrees.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Position, RegionFeature } from '../model/geometry.ts';
import type { RawTable } from '../model/table.ts';
import type { DegreeText } from './degree-text.ts';
import { areDegrees, parseDegrees } from './degree-text.ts';
import type { PlaceRow } from './place-set.ts';
import { PlaceSet } from './place-set.ts';
import { normaliseCode } from './region-code.ts';
import { requireColumns } from './table-columns.ts';

/** Headings of the columns that say which place a row is about and where it lies. */
export interface PlaceColumns {
  key: string;
  longitude: string;
  latitude: string;
}

export interface PlacesReading {
  /** A point for every place, with the cells of its first row as properties, and its code as `placeCode`. */
  features: RegionFeature[];
  placed: PlacedRows;
  diagnostics: Diagnostic[];
}

/** Which place every row of a table is about. */
export interface PlacedRows {
  file: string;
  /** Columns that say something of the place and no more: its coordinates and names. */
  columns: readonly string[];
  /** Code of the place of every line; null where the row is not on the map, which is remarked on. */
  byLine: ReadonlyMap<number, string | null>;
}

/** Property with the code of a place: its key, and a number behind it where another place has the same. */
export const placeCode = '@place';

/**
 * The places of a table that says where they are. A place with several rows, one a year for instance, is where its first
 * row says. Throws AtlasError `invalid-data` where the coordinates of most rows are no degrees.
 */
export function readPlaces(table: RawTable, columns: PlaceColumns): PlacesReading {
  const remarks = new DiagnosticList(table.name);
  const positions = requireColumns(table, [columns.key, columns.longitude, columns.latitude], remarks);
  const byLine = new Map<number, string | null>();
  const placed = { file: table.name, columns: [columns.longitude, columns.latitude], byLine };
  if (positions === null) return { features: [], placed, diagnostics: remarks.toArray() };
  const rows = table.rows.map((row): CoordinateRow => ({
    row,
    key: normaliseCode(row.cells[positions[columns.key]!] ?? ''),
    longitude: parseDegrees(row.cells[positions[columns.longitude]!] ?? ''),
    latitude: parseDegrees(row.cells[positions[columns.latitude]!] ?? ''),
    found: [columns.longitude, columns.latitude].map((column) =>
      (row.cells[positions[column]!] ?? '').trim(),
    ),
  }));
  const ordered = swapWhereSwapped(rows, columns, remarks);
  refuseProjected(ordered, table.name);

  const found = new PlaceSet(remarks);
  for (const each of ordered) {
    const point = pointOf(each);
    if (point !== null && each.key !== '') byLine.set(each.row.line, found.take(each, point));
  }
  for (const each of ordered) {
    if (byLine.has(each.row.line)) continue;
    // A row without coordinates is about a place where another row of the place has them.
    const known = found.has(each.key);
    if (!known) tellUnplaced(each, columns, remarks);
    byLine.set(each.row.line, known ? each.key : null);
  }
  found.tellSamePoints();
  return {
    features: found.list().map(({ code, point, row }) => ({
      geometry: { type: 'Point', coordinates: point },
      properties: {
        ...Object.fromEntries(table.columns.map((column, at) => [column, row.cells[at] ?? ''])),
        [placeCode]: code,
      },
    })),
    placed,
    diagnostics: remarks.toArray(),
  };
}

interface CoordinateRow extends PlaceRow {
  longitude: DegreeText;
  latitude: DegreeText;
  /** The two cells as they stand in the table. */
  found: readonly string[];
}

/** Zero and zero is what programs write for places they do not know. */
function pointOf({ longitude, latitude }: CoordinateRow): Position | null {
  if (typeof longitude !== 'number' || typeof latitude !== 'number') return null;
  if (longitude === 0 && latitude === 0) return null;
  return areDegrees(longitude, latitude) ? [longitude, latitude] : null;
}

/** From this part of the rows on, latitudes beyond 90° are no slips. */
const SWAPPED = 0.2;

/** Exchanges the two columns where too many rows have no degrees as they stand, and all have some the other way round. */
function swapWhereSwapped(
  rows: readonly CoordinateRow[],
  columns: PlaceColumns,
  remarks: DiagnosticList,
): readonly CoordinateRow[] {
  const isWrong = ({ longitude: x, latitude: y }: CoordinateRow): boolean =>
    typeof x === 'number' && typeof y === 'number' && !areDegrees(x, y);
  const swapped = rows.map((row) => ({ ...row, longitude: row.latitude, latitude: row.longitude }));
  const numbers = rows.filter((row) => typeof row.longitude === 'number' && typeof row.latitude === 'number');
  const wrong = rows.filter(isWrong).length;
  if (wrong === 0 || wrong < SWAPPED * numbers.length || swapped.some(isWrong)) return rows;
  const beyond = rows.find(({ latitude }) => typeof latitude === 'number' && Math.abs(latitude) > 90);
  remarks.add('place/swapped-columns', () => ({
    message:
      `"${columns.latitude}" has latitudes beyond 90°, such as ${beyond?.latitude ?? ''}; it was read as the longitude and ` +
      `"${columns.longitude}" as the latitude.`,
    at: { column: columns.latitude },
  }));
  return swapped;
}

function refuseProjected(rows: readonly CoordinateRow[], file: string): void {
  const numbers = rows.flatMap(({ longitude, latitude }): Position[] =>
    typeof longitude === 'number' && typeof latitude === 'number' ? [[longitude, latitude]] : [],
  );
  const beyond = numbers.filter(([x, y]) => Math.abs(x) > 360 || Math.abs(y) > 360);
  const [first] = beyond;
  if (first === undefined || beyond.length < numbers.length / 2) return;
  throw new AtlasError(
    'invalid-data',
    `Found coordinates such as ${first[0]}, ${first[1]}, expected longitude and latitude in degrees (WGS84, EPSG:4326): ` +
      `${explainNoDegrees(first)}.`,
    { at: file },
  );
}

function tellUnplaced(
  { row, key, longitude, latitude, found }: CoordinateRow,
  columns: PlaceColumns,
  remarks: DiagnosticList,
): void {
  const at = { line: row.line };
  if (key === '') {
    remarks.add('place/missing-key', () => ({
      message: `The row has nothing in "${columns.key}"; it is not on the map.`,
      at: { ...at, column: columns.key },
      found: '',
    }));
    return;
  }
  const cells = [longitude, latitude];
  const isZero = longitude === 0 && latitude === 0;
  if (isZero || cells.includes('missing')) {
    remarks.add('place/missing-coordinates', () => ({
      message: isZero
        ? `${key} is at 0, 0, which stands for an unknown place; it is not on the map.`
        : `${key} has no coordinates; it is not on the map.`,
      at,
      found: key,
    }));
    return;
  }
  remarks.add('place/invalid-coordinates', () => ({
    message: `Found ${found.map((cell) => `"${cell}"`).join(' and ')} for ${key}, ${expectation(cells)}; it is not on the map.`,
    at,
    found: found.join(', '),
  }));
}

function expectation([longitude, latitude]: readonly (DegreeText | undefined)[]): string {
  if (longitude === 'sexagesimal' || latitude === 'sexagesimal')
    return 'which are degrees and minutes, expected decimal degrees: 51.5, not 51°30′';
  const isSwapped =
    typeof longitude === 'number' && typeof latitude === 'number' && areDegrees(latitude, longitude);
  return isSwapped
    ? 'which look like latitude first, expected longitude and latitude'
    : 'expected longitude within ±180 and latitude within ±90 in decimal degrees, such as 51.5';
}
