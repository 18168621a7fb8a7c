import { codingNotAcceptable, preconditionFailed, sendProblem } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { chooseCoding, type ContentCoding } from '../protocol/accept-encoding.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { crossOriginList, OPEN_TO_ALL_LIST } from '../protocol/cross-origin.ts';
import { entityTag } from '../protocol/entity-tag.ts';
import { evaluatePreconditions } from '../protocol/precondition.ts';
import { Problem } from '../protocol/problem.ts';
import { requestHeader } from '../protocol/request-header.ts';
import { serviceAddress } from '../protocol/service-address.ts';
import type { TileArchive } from '../tile-archive.ts';
import { sendEmptyTile } from './empty-tile.ts';
import { answerDerivedTile, DEEPEST_OVERZOOM } from './derived-tiles.ts';
import { chosenLayers, parseTilePath, type TileRequest } from './tile-address.ts';
import { findArchives } from './tileset-lookup.ts';

// The hot path of the service: /tiles/{tileset}[/{revision}]/{z}/{x}/{y}[.mvt|.pbf]. No promise and no buffer is
// made for a tile that lies in memory.

const EXTENSIONS = ['', 'mvt', 'pbf', 'geojson'];

/** How a tile can be sent, by how it is stored; preferred ones first. */
export const storedCodings: Record<ContentCoding, readonly ContentCoding[]> = {
  br: ['br', 'identity'],
  gzip: ['gzip', 'identity'],
  identity: ['identity'],
};

/** Answers if the path is that of a tile. */
export function answerTile(exchange: Exchange): boolean {
  const { path, query } = exchange.target;
  if (!path.startsWith('/tiles/')) return false;
  const address = parseTilePath(path);
  if (address === null) return false;
  const archives = findArchives(exchange.service.bundles, address.tileset, address.revision);
  const [archive] = archives as [TileArchive];
  checkAddress(exchange, archives, address);
  const layers = query === '' ? null : chosenLayers(query);
  const isStored =
    archives.length === 1 &&
    address.z <= archive.entry.maxzoom &&
    address.extension !== 'geojson' &&
    layers === null;
  if (!isStored) {
    answerDerivedTile(exchange, archives, address, layers === null ? null : { layers, where: null });
    return true;
  }
  const place = archive.find(address.z, address.x, address.y);
  const cache = address.revision === null ? cacheControl.lasting : cacheControl.immutable;
  if (place < 0) sendEmptyTile(exchange, archive);
  else sendTile(exchange, archive, place, cache);
  return true;
}

/** Refuses what lies outside of all zooms and of the tile matrix, and formats there are not. */
function checkAddress(exchange: Exchange, archives: readonly TileArchive[], address: TileRequest): void {
  const { tileset, z, x, y, extension } = address;
  if (!EXTENSIONS.includes(extension)) {
    const home = serviceAddress(exchange.request, exchange.service.options);
    throw new Problem(
      'other-format',
      `There are vector tiles (.mvt, .pbf, .geojson) here, no .${extension}.`,
      {
        headers: {
          Link: `<${home}/tiles/${tileset}/${z}/${x}/${y}.mvt>; rel="alternate"; type="${archives[0]!.mediaType}"`,
        },
      },
    );
  }
  const minzoom = Math.min(...archives.map(({ entry }) => entry.minzoom));
  const maxzoom = Math.max(...archives.map(({ entry }) => entry.maxzoom));
  if (z < minzoom || z > Math.max(maxzoom, DEEPEST_OVERZOOM))
    throw new Problem(
      'zoom-out-of-range',
      `"${tileset}" has zooms ${minzoom}–${maxzoom}, enlarged down to ${DEEPEST_OVERZOOM}; ${z} was requested.`,
      { members: { minzoom, maxzoom } },
    );
  const side = 2 ** z;
  if (x >= side || y >= side)
    throw new Problem('tile-out-of-range', `Columns and rows of zoom ${z} run from 0 to ${side - 1}.`);
}

function sendTile(exchange: Exchange, archive: TileArchive, place: number, cache: string): void {
  const { request } = exchange;
  const coding = chooseCoding(requestHeader(request, 'accept-encoding'), storedCodings[archive.storedCoding]);
  if (coding === null) throw codingNotAcceptable();
  const known = archive.knownHash(place);
  if (known !== null && answerCondition(exchange, archive, entityTag(known, coding), cache)) return;

  const stored = archive.stored(place);
  if (stored instanceof Uint8Array) sendBytes(exchange, archive, place, stored, coding, cache);
  else
    stored
      .then((bytes) => sendBytes(exchange, archive, place, bytes, coding, cache))
      .catch((error: unknown) => sendProblem(exchange, error));
}

function sendBytes(
  exchange: Exchange,
  archive: TileArchive,
  place: number,
  stored: Uint8Array,
  coding: ContentCoding,
  cache: string,
): void {
  const { request, response } = exchange;
  const tag = entityTag(archive.hashOf(place, stored), coding);
  if (answerCondition(exchange, archive, tag, cache)) return;
  const bytes = coding === archive.storedCoding ? stored : archive.inflate(stored, place);
  const headers = commonHeaders(exchange, archive, tag, cache);
  headers.push('Content-Length', String(bytes.length), ...contentHeaders(archive, coding));
  response.writeHead(200, headers);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

/** Answers 304 or 412 where a condition of the request demands it. */
function answerCondition(exchange: Exchange, archive: TileArchive, tag: string, cache: string): boolean {
  const { request, response } = exchange;
  const precondition = evaluatePreconditions(request, tag);
  if (precondition === 'proceed') return false;
  if (precondition === 'failed') throw preconditionFailed(tag);
  response.writeHead(304, commonHeaders(exchange, archive, tag, cache));
  response.end();
  return true;
}

// Header fields as names and values in turn, which `writeHead` takes faster than an object.

function commonHeaders(
  { request, service }: Exchange,
  archive: TileArchive,
  tag: string,
  cache: string,
): string[] {
  const { allowedOrigins } = service.options;
  const vary = allowedOrigins === '*' ? 'Accept-Encoding' : 'Accept-Encoding, Origin';
  return ['ETag', tag, ...sharedHeaders(archive, cache, vary, crossOriginList(request, allowedOrigins))];
}

const sharedHeaders = (
  { entry }: TileArchive,
  cache: string,
  vary: string,
  origins: readonly string[],
): string[] => ['Cache-Control', cache, 'X-Jiju-Revision', entry.revision, 'Vary', vary, ...origins];

function contentHeaders({ mediaType }: TileArchive, coding: ContentCoding): string[] {
  const fields = ['Content-Type', mediaType, 'X-Content-Type-Options', 'nosniff'];
  return coding === 'identity' ? fields : [...fields, 'Content-Encoding', coding];
}

/**
 * What all tiles of an archive are sent with that pages of every origin may read: all but tag and length. Without a
 * coding: what an answer without content has of it.
 */
export const storedTileHeaders = (
  archive: TileArchive,
  coding: ContentCoding | null,
  cache: string,
): string[] => [
  ...sharedHeaders(archive, cache, 'Accept-Encoding', OPEN_TO_ALL_LIST),
  ...(coding === null ? [] : contentHeaders(archive, coding)),
];
