import type { Service } from '../exchange.ts';
import { storedCodings, storedTileHeaders } from '../http/tiles.ts';
import { chooseCoding, type ContentCoding } from '../protocol/accept-encoding.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { entityTag } from '../protocol/entity-tag.ts';
import type { TileArchive } from '../tile-archive.ts';

/** An answer as it goes over the wire, but for the fields that every answer has. */
export interface DirectAnswer {
  /** Status line and fields, each with its end of line. */
  head: string;
  bytes: Uint8Array;
}

const TILE = /^\/tiles\/([\w-]+)(?:\/([0-9a-f]{8,64}))?\/(\d{1,2})\/(\d{1,9})\/(\d{1,9})(?:\.mvt|\.pbf)?$/;

/**
 * The answer to a plain GET of a tile that lies in memory as the client takes it; null for everything else, errors
 * and empty tiles among it. The fields are those that the route for tiles sends.
 */
export function storedTile(
  { bundles, options }: Service,
  path: string,
  acceptEncoding: string | undefined,
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
  const coding = chooseCoding(acceptEncoding, storedCodings[archive.storedCoding]);
  if (coding !== archive.storedCoding) return null;
  const place = archive.find(z, x, y);
  if (place < 0) return null;
  const bytes = archive.stored(place);
  if (!(bytes instanceof Uint8Array)) return null;
  const tag = entityTag(archive.hashOf(place, bytes), coding);
  const fixed = fixedHead(archive, coding, revision === undefined ? 'lasting' : 'immutable');
  return { head: `${fixed}ETag: ${tag}\r\nContent-Length: ${bytes.length}\r\n`, bytes };
}

const heads = new WeakMap<TileArchive, Map<string, string>>();

/** The part of the head that all tiles of an archive share. */
function fixedHead(archive: TileArchive, coding: ContentCoding, cache: 'lasting' | 'immutable'): string {
  let known = heads.get(archive);
  if (known === undefined) heads.set(archive, (known = new Map()));
  const made = known.get(cache);
  if (made !== undefined) return made;
  const fields = storedTileHeaders(archive, coding, cacheControl[cache]);
  let head = 'HTTP/1.1 200 OK\r\n';
  for (let index = 0; index < fields.length; index += 2) head += `${fields[index]}: ${fields[index + 1]}\r\n`;
  known.set(cache, head);
  return head;
}
