import { Problem } from '../protocol/problem.ts';

/** What the path of a tile names; nothing is looked up yet. */
export interface TileRequest {
  /** One id, or several with commas between. */
  tileset: string;
  /** Revision of the archive, or of each with commas between; null in lasting URLs. */
  revision: string | null;
  z: number;
  x: number;
  y: number;
  /** Without the dot, "" where there is none. */
  extension: string;
}

/** More tilesets in one tile than any map draws. */
const MAX_TILESETS = 8;

/** The tilesets that a segment names, `a` or `a,b`; throws a problem where one comes twice or they are too many. */
export function tilesetsOf(segment: string): string[] {
  const ids = segment.split(',');
  if (ids.length > MAX_TILESETS || new Set(ids).size < ids.length)
    throw new Problem(
      'invalid-tile',
      `Found ${ids.length} tilesets in "${segment.slice(0, 100)}", expected up to ${MAX_TILESETS} different ones.`,
    );
  return ids;
}

/** Layers that the query chooses with `layers=a,b`, sorted; null for all. Other parameters are ignored. */
export function chosenLayers(query: string): string[] | null {
  if (!query.includes('layers=')) return null;
  const chosen = new URLSearchParams(query).get('layers');
  return chosen === null ? null : [...new Set(chosen.split(','))].sort();
}

/** Deeper zooms exist in no tile matrix set that clients use. */
const MAX_ZOOM = 30;

/**
 * Reads `/tiles/{tileset}/{z}/{x}/{y}[.ext]` or `/tiles/{tileset}/{revision}/{z}/{x}/{y}[.ext]`; null where the path
 * has another form. Throws a problem where the numbers are none.
 */
export function parseTilePath(path: string): TileRequest | null {
  const segments = path.split('/');
  const isVersioned = segments.length === 7;
  if (segments.length !== 6 && !isVersioned) return null;
  // The path of OGC API – Tiles has the same form, but gives the row first.
  if (segments[3] === 'WebMercatorQuad') return null;
  const start = isVersioned ? 4 : 3;
  const numbers = parseTileNumbers(segments[start]!, segments[start + 1]!, segments[start + 2]!);
  return { tileset: segments[2]!, revision: isVersioned ? segments[3]! : null, ...numbers };
}

/** Reads zoom, column and row; the row may have an extension. Throws a problem where they are no numbers. */
export function parseTileNumbers(
  zText: string,
  xText: string,
  last: string,
): Pick<TileRequest, 'z' | 'x' | 'y' | 'extension'> {
  const dot = last.indexOf('.');
  const z = wholeNumber(zText);
  const x = wholeNumber(xText);
  const y = wholeNumber(dot < 0 ? last : last.slice(0, dot));
  const extension = dot < 0 ? '' : last.slice(dot + 1);
  if (z < 0 || x < 0 || y < 0 || z > MAX_ZOOM || (dot >= 0 && !/^[a-z]{1,16}$/.test(extension)))
    throw new Problem(
      'invalid-tile',
      `Found ${`${zText}/${xText}/${last}`.slice(0, 100)}, expected whole numbers for zoom (0 to ${MAX_ZOOM}), ` +
        'column and row.',
    );
  return { z, x, y, extension };
}

/** A number of at most ten digits, −1 for anything else: enough for every column at zoom 30. */
function wholeNumber(text: string): number {
  if (text.length === 0 || text.length > 10) return -1;
  let value = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
