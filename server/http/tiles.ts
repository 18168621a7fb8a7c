import { codingNotAcceptable, preconditionFailed, sendProblem } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { chooseCoding, type ContentCoding } from '../protocol/accept-encoding.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { crossOriginHeaders, crossOriginList, varyOn } from '../protocol/cross-origin.ts';
import { entityTag } from '../protocol/entity-tag.ts';
import { evaluatePreconditions } from '../protocol/precondition.ts';
import { Problem } from '../protocol/problem.ts';
import { requestHeader } from '../protocol/request-header.ts';
import { serviceAddress } from '../protocol/service-address.ts';
import type { TileArchive } from '../tile-archive.ts';
import { parseTilePath, type TileRequest } from './tile-address.ts';

// The hot path of the service: /tiles/{tileset}[/{revision}]/{z}/{x}/{y}[.mvt|.pbf]. No promise and no buffer is
// made for a tile that lies in memory.

const CODINGS: Record<ContentCoding, readonly ContentCoding[]> = {
  br: ['br', 'identity'],
  gzip: ['gzip', 'identity'],
  identity: ['identity'],
};

/** Answers if the path is that of a tile. */
export function answerTile(exchange: Exchange): boolean {
  if (!exchange.target.path.startsWith('/tiles/')) return false;
  const address = parseTilePath(exchange.target.path);
  if (address === null) return false;
  const archive = findArchive(exchange, address);
  checkAddress(exchange, archive, address);
  const isLasting = address.revision === null;
  const place = archive.find(address.z, address.x, address.y);
  if (place < 0) sendEmpty(exchange, archive);
  else sendTile(exchange, archive, place, isLasting ? cacheControl.lasting : cacheControl.immutable);
  return true;
}

function findArchive({ service }: Exchange, { tileset, revision }: TileRequest): TileArchive {
  const { bundles } = service;
  const current = bundles.current.archives.get(tileset);
  if (revision === null || current?.entry.revision === revision) {
    if (current !== undefined) return current;
  } else {
    const archive = bundles.archive(tileset, revision);
    if (archive !== undefined) return archive;
    if (current !== undefined)
      throw new Problem(
        'unknown-revision',
        `Tileset "${tileset}" is now at revision ${current.entry.revision}; read /tiles/${tileset}.json again.`,
      );
  }
  const known = [...bundles.current.archives.keys()];
  throw new Problem('unknown-tileset', `There is no tileset "${tileset}", only: ${known.join(', ')}.`);
}

/** Refuses what lies outside of the tileset's zooms and of the tile matrix, and formats it does not have. */
function checkAddress(exchange: Exchange, archive: TileArchive, address: TileRequest): void {
  const { z, x, y, extension } = address;
  const { id, minzoom, maxzoom } = archive.entry;
  if (extension !== '' && extension !== 'mvt' && extension !== 'pbf') {
    const home = serviceAddress(exchange.request, exchange.service.options);
    throw new Problem('other-format', `Tileset "${id}" has vector tiles (.mvt, .pbf), not .${extension}.`, {
      headers: {
        Link: `<${home}/tiles/${id}/${z}/${x}/${y}.mvt>; rel="alternate"; type="${archive.mediaType}"`,
      },
    });
  }
  if (z < minzoom || z > maxzoom)
    throw new Problem(
      'zoom-out-of-range',
      `Tileset "${id}" has zooms ${minzoom}–${maxzoom}; ${z} was requested.`,
      {
        members: { minzoom, maxzoom },
      },
    );
  const side = 2 ** z;
  if (x >= side || y >= side)
    throw new Problem('tile-out-of-range', `Columns and rows of zoom ${z} run from 0 to ${side - 1}.`);
}

/** Inside the zooms and the matrix, and nothing there: no content, which clients draw as nothing. */
function sendEmpty({ request, response, service }: Exchange, archive: TileArchive): void {
  const { allowedOrigins } = service.options;
  response.writeHead(204, {
    'Cache-Control': cacheControl.absence,
    ...varyOn('Accept-Encoding', allowedOrigins),
    'X-Jiju-Revision': archive.entry.revision,
    ...crossOriginHeaders(request, allowedOrigins),
  });
  response.end();
}

function sendTile(exchange: Exchange, archive: TileArchive, place: number, cache: string): void {
  const { request } = exchange;
  const coding = chooseCoding(requestHeader(request, 'accept-encoding'), CODINGS[archive.storedCoding]);
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
  headers.push('Content-Type', archive.mediaType, 'Content-Length', String(bytes.length));
  headers.push('X-Content-Type-Options', 'nosniff');
  if (coding !== 'identity') headers.push('Content-Encoding', coding);
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

/** Names and values in turn. */
function commonHeaders(
  { request, service }: Exchange,
  archive: TileArchive,
  tag: string,
  cache: string,
): string[] {
  const { allowedOrigins } = service.options;
  const headers = ['ETag', tag, 'Cache-Control', cache, 'X-Jiju-Revision', archive.entry.revision];
  headers.push('Vary', allowedOrigins === '*' ? 'Accept-Encoding' : 'Accept-Encoding, Origin');
  headers.push(...crossOriginList(request, allowedOrigins));
  return headers;
}
