import type { Service } from '../exchange.ts';
import { storedCodings, storedTileHeaders } from '../http/tiles.ts';
import { chooseCoding, type ContentCoding } from '../protocol/accept-encoding.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { entityTag, noneMatchNames } from '../protocol/entity-tag.ts';
import type { TileArchive } from '../tile-archive.ts';
import type { PlainRequest } from './plain-request.ts';

/** An answer as it goes over the wire, but for the fields that every answer has. */
export interface DirectAnswer {
  status: 200 | 304;
  /** Status line and fields, each with its end of line. */
  head: string;
  /** Null where the client has them already. */
  bytes: Uint8Array | null;
}

const TILE = /^\/tiles\/([\w-]+)(?:\/([0-9a-f]{8,64}))?\/(\d{1,2})\/(\d{1,9})\/(\d{1,9})(?:\.mvt|\.pbf)?$/;

/**
 * The answer to a plain GET of a tile that lies in memory as the client takes it; null for everything else, errors
 * and empty tiles among it. The fields are those that the route for tiles sends.
 */
export function storedTile(
  { bundles, options }: Service,
  { path, fields }: PlainRequest,
): DirectAnswer | null {
  const { basePath } = options;
  const match = TILE.exec(basePath !== '' && path.startsWith(basePath) ? path.slice(basePath.length) : path);
  if (match === null || (basePath !== '' && !path.startsWith(`${basePath}/`))) return null;
  const [, tileset, revision] = match as unknown as [string, string, string | undefined];
  const archive =
    revision === undefined ? bundles.current.archives.get(tileset) : bundles.archive(tileset, revision);
  if (archive === undefined || !archive.isInMemory) return null;
  const [z, x, y] = [Number(match[3]), Number(match[4]), Number(match[5])];
  const { minzoom, maxzoom } = archive.entry;
  if (z < minzoom || z > maxzoom) return null;
  const side = 2 ** z;
  if (x >= side || y >= side) return null;
  const coding = chooseCoding(fields.acceptEncoding, storedCodings[archive.storedCoding]);
  if (coding !== archive.storedCoding) return null;
  const place = archive.find(z, x, y);
  if (place < 0) return null;
  const bytes = archive.stored(place);
  if (!(bytes instanceof Uint8Array)) return null;
  const tag = entityTag(archive.hashOf(place, bytes), coding);
  const cache = revision === undefined ? 'lasting' : 'immutable';
  if (fields.ifNoneMatch !== undefined && noneMatchNames(fields.ifNoneMatch, tag))
    return { status: 304, head: `${fixedHead(archive, null, cache)}ETag: ${tag}\r\n`, bytes: null };
  const fixed = fixedHead(archive, coding, cache);
  return { status: 200, head: `${fixed}ETag: ${tag}\r\nContent-Length: ${bytes.length}\r\n`, bytes };
}

type Heads = Partial<Record<'lasting' | 'immutable', string>>;
const heads = new WeakMap<TileArchive, { whole: Heads; notModified: Heads }>();

/** The part of the head that all tiles of an archive share; without a coding that of answers without content. */
function fixedHead(archive: TileArchive, coding: ContentCoding | null, cache: keyof Heads): string {
  let known = heads.get(archive);
  if (known === undefined) heads.set(archive, (known = { whole: {}, notModified: {} }));
  return ((coding === null ? known.notModified : known.whole)[cache] ??= makeHead(archive, coding, cache));
}

function makeHead(archive: TileArchive, coding: ContentCoding | null, cache: keyof Heads): string {
  const fields = storedTileHeaders(archive, coding, cacheControl[cache]);
  let head = `HTTP/1.1 ${coding === null ? '304 Not Modified' : '200 OK'}\r\n`;
  for (let index = 0; index < fields.length; index += 2) head += `${fields[index]}: ${fields[index + 1]}\r\n`;
  return head;
}
