import type { RawTable } from '../model/table.ts';
import { columnCells } from './infer-columns.ts';
import { areDegrees, parseDegrees } from './degree-text.ts';

/** Positions of the columns with longitude and latitude, or why the columns that are called so cannot be them. */
export type CoordinateColumns = { longitude: number; latitude: number } | RefusedCoordinates;

export interface RefusedCoordinates {
  refused: string;
  /** Headings of the two columns, which are about nothing else. */
  columns: readonly string[];
}

const names = {
  longitude: new Set('lon lng long longitude longitud longitudine längengrad 经度 东经 経度 x'.split(' ')),
  latitude: new Set('lat latitude latitud latitudine breitengrad 纬度 北纬 緯度 y'.split(' ')),
} as const;

/** Words that say more of a coordinate, not what it is: "lon_deg", "Longitude (WGS84)". */
const besides = /\b(deg|degrees?|dd|decimal|wgs ?84|gps|geo|coord(inate)?s?)\b/g;

/** Part of the rows with something in both columns that have degrees there. */
const MOST = 0.6;

/**
 * The columns that a table calls longitude and latitude, by what stands in them. Null where no column is called so. Which
 * of the two is which is left to the heading: those who swap them are told when the places are read.
 */
export function findCoordinates(table: RawTable): CoordinateColumns | null {
  const find = (axis: 'longitude' | 'latitude'): number =>
    table.columns.findIndex((heading) => isCalled(heading, names[axis]));
  const [longitude, latitude] = [find('longitude'), find('latitude')];
  if (longitude < 0 || latitude < 0) return null;
  const rows = table.rows.map(({ cells }) => cells);
  const latitudes = columnCells(rows, latitude);
  const cells = columnCells(rows, longitude).map((cell, row) => [cell, latitudes[row]!] as const);
  const read = cells.map(([x, y]) => [parseDegrees(x), parseDegrees(y)] as const);
  const filled = read.flatMap((pair, row) =>
    pair.includes('missing') ? [] : [{ pair, cells: cells[row]! }],
  );
  const columns = [longitude, latitude].map((position) => table.columns[position]!);
  const headings = columns.map((column) => `"${column}"`).join(' and ');
  if (filled.length === 0) return { refused: `No row has something in both ${headings}.`, columns };
  const isValid = ([x, y]: (typeof read)[number]): boolean =>
    typeof x === 'number' && typeof y === 'number' && (areDegrees(x, y) || areDegrees(y, x));
  const valid = filled.filter(({ pair }) => isValid(pair));
  if (valid.length >= MOST * filled.length) return { longitude, latitude };
  const [first] = filled.filter(({ pair }) => !isValid(pair));
  return { refused: `${headings} have ${first!.cells.join(' and ')}, ${reasonOf(first!.pair)}`, columns };
}

/** Whether a heading is one of these words, alone or as its last or first: "City_Lng", "lon (°)". */
function isCalled(heading: string, words: ReadonlySet<string>): boolean {
  const plain = heading
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[([【].*?[)\]】]/g, ' ')
    .replaceAll(/[_.\-/°\s]+/g, ' ')
    .replaceAll(besides, ' ')
    .trim();
  if (words.has(plain)) return true;
  const [first = '', ...others] = plain.split(/\s+/);
  const last = others.at(-1) ?? '';
  // "x" and "y" say little beside other words.
  return [first, last].some((word) => word.length > 1 && words.has(word));
}

function reasonOf(pair: readonly unknown[]): string {
  if (pair.includes('sexagesimal'))
    return 'which are degrees and minutes; write decimal degrees, 51.5 for 51°30′.';
  if (pair.includes('not-a-number')) return 'which are no decimal degrees, such as -0.13 and 51.5.';
  return (
    'which are no degrees but look projected; write longitude and latitude (WGS84), e.g. with ' +
    'ogr2ogr -t_srs EPSG:4326.'
  );
}
