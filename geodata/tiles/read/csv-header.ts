import { AtlasError } from '../../model/atlas-error.ts';

/** What a column of a table of edges is for. */
export type ColumnRole =
  | 'fromLongitude'
  | 'fromLatitude'
  | 'toLongitude'
  | 'toLatitude'
  | 'number'
  | 'text'
  | 'skip';

/** How the lines of a table of edges are read. */
export interface EdgeColumnsHeader {
  delimiter: number;
  names: string[];
  roles: ColumnRole[];
  /** Byte behind the header line. */
  dataStart: number;
}

const endRoles = ['fromLongitude', 'fromLatitude', 'toLongitude', 'toLatitude'] as const;

/** Names under which the ends of edges are known, in the order of `endRoles`. */
const endNames = [
  ['from_lon', 'from_lat', 'to_lon', 'to_lat'],
  ['from_lng', 'from_lat', 'to_lng', 'to_lat'],
  ['source_lon', 'source_lat', 'target_lon', 'target_lat'],
  ['from_x', 'from_y', 'to_x', 'to_y'],
  ['lon1', 'lat1', 'lon2', 'lat2'],
  ['x1', 'y1', 'x2', 'y2'],
];

/**
 * Reads the header and the first lines of a table of edges: which columns hold the ends, and which of the others
 * are numbers all through.
 */
export function readEdgeHeader(
  label: string,
  head: string,
  wanted: (name: string) => boolean,
): EdgeColumnsHeader {
  const lines = head.split('\n');
  const first = lines[0]!.replace(/^\u{feff}/u, '').replace(/\r$/, '');
  const delimiter = [',', ';', '\t'].reduce((a, b) =>
    first.split(b).length > first.split(a).length ? b : a,
  );
  const names = splitLine(first, delimiter);
  const lower = names.map((name) => name.trim().toLowerCase());
  const ends = endNames.find((set) => set.every((name) => lower.includes(name)));
  if (ends === undefined) {
    throw new AtlasError(
      'invalid-data',
      `The header is ${JSON.stringify(first.slice(0, 200))}; expected the ends of edges as from_lon, from_lat, to_lon, to_lat.`,
      { at: label },
    );
  }
  // The last line may be cut off.
  const rows = lines
    .slice(1, Math.max(2, lines.length - 1))
    .map((line) => splitLine(line.replace(/\r$/, ''), delimiter));
  const roles = names.map((name, column): ColumnRole => {
    const end = ends.indexOf(lower[column]!);
    if (end >= 0) return endRoles[end]!;
    if (!wanted(name)) return 'skip';
    const cells = rows.map((row) => row[column]?.trim() ?? '').filter((cell) => cell !== '');
    return cells.length > 0 && cells.every((cell) => Number.isFinite(Number(cell))) ? 'number' : 'text';
  });
  return {
    delimiter: delimiter.charCodeAt(0),
    names,
    roles,
    dataStart: Buffer.byteLength(lines[0]!, 'utf8') + 1,
  };
}

/** Cells of one line; cells with quotes may hold the delimiter and doubled quotes (RFC 4180). */
export function splitLine(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const letter = line[i]!;
    if (quoted && letter === '"' && line[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += letter;
  }
  return [...cells, cell];
}
