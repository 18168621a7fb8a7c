import type { Position } from '../model/geometry.ts';
import { asRegionCode } from '../model/region.ts';
import type { PlaceRoles, TableRoles } from '../model/roles.ts';
import type { RawTable } from '../model/table.ts';
import type { RefusedCoordinates } from './coordinate-columns.ts';
import { findCoordinates } from './coordinate-columns.ts';
import type { LevelCandidate } from './infer-boundaries.ts';
import { columnCells } from './infer-columns.ts';
import { inferTable } from './infer-table.ts';
import { isHan } from './name-key.ts';
import type { PlacesReading } from './read-places.ts';
import { placeCode, readPlaces } from './read-places.ts';

/** A table that says where its places are, and what else it says of them. */
export interface InferredPlaces {
  roles: Omit<PlaceRoles, 'ground' | 'instead'>;
  candidate: LevelCandidate;
  points: Position[];
  /** Numbers about the places; null where there are none. */
  table: TableRoles | null;
}

const codeHeading =
  /(^|[_\s])(code|id|key|fips|insee|ags)$|(geoname|geo|station|site|city|place)id$|代码|编码|编号|区划/i;
const nameHeading =
  /name|^(city|town|place|municipality|station|settlement|ville|stadt|ort|ciudad|cidade)$|名|^(城市|市|地点)$/i;

/** A column of names says nothing in less than this part of the rows, and tells this part of the places apart. */
const FILLED = 0.9;
const DISTINCT = 0.5;

/**
 * Guesses which columns of a table say where its places are, and by which key they are known. Null where no columns are
 * called longitude and latitude; `refused` says why those that are cannot be used.
 */
export function inferPlaces(table: RawTable, level: string): InferredPlaces | RefusedCoordinates | null {
  const found = findCoordinates(table);
  if (found === null || 'refused' in found) return found;
  const axes = [found.longitude, found.latitude];
  const columns = columnsOf(table, axes);
  const names = findNames(columns);
  const key = columns.find(isCode) ?? names.zh ?? names.en;
  const longitude = table.columns[found.longitude]!;
  const latitude = table.columns[found.latitude]!;
  const nameless = {
    columns: [longitude, latitude],
    refused: `No column names the places that "${longitude}" and "${latitude}" locate.`,
  };
  if (key === undefined) return nameless;
  const headings = { key: key.heading, longitude, latitude };
  const reading = readPlaces(table, headings);
  if (reading.features.length === 0) return nameless;
  const roles = {
    file: table.name,
    level,
    ...headings,
    names: { zh: names.zh?.heading ?? null, en: names.en?.heading ?? null },
    rows: table.rows.length,
    placed: [...reading.placed.byLine.values()].filter((code) => code !== null).length,
    places: reading.features.length,
  };
  const candidate = candidateOf(reading, roles);
  return {
    roles,
    candidate,
    points: candidate.regions.map((_, index) => pointAt(reading, index)),
    table: inferNumbers(table, reading, candidate, { position: key.position, heading: key.heading, axes }),
  };
}

interface Column {
  position: number;
  heading: string;
  cells: string[];
  /** Different texts in the rows that are filled. */
  distinct: number;
  filled: number;
}

function columnsOf(table: RawTable, except: readonly number[]): Column[] {
  const rows = table.rows.map(({ cells }) => cells);
  return table.columns.flatMap((heading, position): Column[] => {
    if (except.includes(position)) return [];
    const cells = columnCells(rows, position);
    const filled = cells.filter((cell) => cell !== '');
    return [{ position, heading, cells, filled: filled.length, distinct: new Set(filled).size }];
  });
}

/** Codes stand in every row, and are no decimal numbers. */
const isCode = ({ heading, cells }: Column): boolean =>
  codeHeading.test(heading.trim()) && cells.every((cell) => cell !== '' && !/^\d+\.\d*[1-9]/.test(cell));

/** The columns with names in ideographs and in letters: those that are called so first, then those that tell most apart. */
function findNames(columns: readonly Column[]): { zh?: Column; en?: Column } {
  const texts = columns.filter(
    ({ cells, filled }) =>
      filled >= FILLED * cells.length &&
      cells.filter((cell) => /\p{L}/u.test(cell)).length >= FILLED * Math.max(1, filled),
  );
  const most = Math.max(0, ...texts.map(({ distinct }) => distinct));
  const ordered = texts
    .filter(({ distinct }) => distinct >= DISTINCT * most)
    .toSorted(
      (a, b) =>
        Number(nameHeading.test(b.heading.trim())) - Number(nameHeading.test(a.heading.trim())) ||
        b.distinct - a.distinct ||
        a.position - b.position,
    );
  const inHan = ({ cells }: Column): boolean => cells.filter(isHan).length > cells.length / 2;
  const zh = ordered.find(inHan);
  const en = ordered.find((column) => !inHan(column));
  return { ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) };
}

function candidateOf(
  { features }: PlacesReading,
  { level, names }: Pick<PlaceRoles, 'level' | 'names'>,
): LevelCandidate {
  return {
    atlas: null,
    level,
    regions: features.map(({ properties }, index) => {
      const text = (column: string | null): string => {
        const cell = column === null ? '' : properties[column];
        return typeof cell === 'string' ? cell.trim() : '';
      };
      const code = text(placeCode);
      const [zh, en] = [text(names.zh), text(names.en)];
      return {
        id: index + 1,
        code: asRegionCode(code),
        level,
        name: { zh: zh || en || code, en: en || zh || code },
        parent: null,
      };
    }),
  };
}

function pointAt({ features }: PlacesReading, index: number): Position {
  const { geometry } = features[index]!;
  return geometry.type === 'Point' ? geometry.coordinates : [0, 0];
}

/** What the rows say in numbers, held against their own places: with their codes in the column of the key. */
function inferNumbers(
  table: RawTable,
  { placed }: PlacesReading,
  candidate: LevelCandidate,
  { position, heading, axes }: { position: number; heading: string; axes: readonly number[] },
): TableRoles | null {
  const coded: RawTable = {
    ...table,
    columns: table.columns.with(position, 'code'),
    rows: table.rows.flatMap(({ line, cells }) => {
      const code = placed.byLine.get(line) ?? null;
      return code === null ? [] : [{ line, cells: cells.with(position, code) }];
    }),
  };
  const found = inferTable(coded, [candidate]);
  if (found === null) return null;
  const values = found.values.filter(({ column }) => !axes.some((at) => table.columns[at] === column));
  if (values.length === 0 && found.long === null) return null;
  return { ...found, rows: table.rows.length, key: heading, name: null, parent: null, values };
}
