import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { preconditionFailed, sendProblem } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { ByteRange } from '../protocol/byte-range.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { crossOriginList } from '../protocol/cross-origin.ts';
import { evaluatePreconditions } from '../protocol/precondition.ts';
import { Problem } from '../protocol/problem.ts';
import { contentRange, requestedRanges } from '../protocol/requested-ranges.ts';
import type { TileArchive } from '../tile-archive.ts';
import { findArchive } from './tileset-lookup.ts';

// /archives/{tileset}[.{revision}].pmtiles, whole or in ranges, for clients that read PMTiles themselves. An archive
// is compressed inside: it is never coded as a whole, and no proxy may do so, because ranges count stored bytes.

const MEDIA_TYPE = 'application/vnd.pmtiles';
const CHUNK_BYTES = 1 << 18;

/** Answers if the path is that of an archive. */
export function answerArchive(exchange: Exchange): boolean {
  const match = /^\/archives\/([^/.]+)(?:\.([^/.]+))?\.pmtiles$/.exec(exchange.target.path);
  if (match === null) return false;
  const archive = findArchive(exchange.service.bundles, match[1]!, match[2] ?? null);
  const cache = match[2] === undefined ? cacheControl.lasting : cacheControl.immutable;
  sendArchive(exchange, archive, cache).catch((error: unknown) => sendProblem(exchange, error));
  return true;
}

async function sendArchive(exchange: Exchange, archive: TileArchive, cache: string): Promise<void> {
  const { request, response, service } = exchange;
  const size = archive.source.byteLength;
  const tag = `"${archive.entry.revision}"`;
  const { allowedOrigins } = service.options;
  const fields = ['ETag', tag, 'Cache-Control', cache, 'Accept-Ranges', 'bytes'];
  if (allowedOrigins !== '*') fields.push('Vary', 'Origin');
  fields.push(...crossOriginList(request, allowedOrigins));
  const precondition = evaluatePreconditions(request, tag);
  if (precondition === 'failed') throw preconditionFailed(tag);
  if (precondition === 'not-modified') {
    response.writeHead(304, fields);
    response.end();
    return;
  }

  const ranges = requestedRanges(request, tag, size);
  fields.push('X-Content-Type-Options', 'nosniff');
  if (ranges !== null && ranges.length > 1) {
    await sendParts(exchange, archive, ranges, fields);
    return;
  }
  const [range = { first: 0, last: size - 1 }] = ranges ?? [];
  fields.push('Content-Type', MEDIA_TYPE, 'Content-Length', String(range.last - range.first + 1));
  if (ranges !== null) fields.push('Content-Range', contentRange(range, size));
  const status = ranges === null ? 200 : 206;
  const held = archive.held(range.first, range.last);
  if (request.method === 'HEAD' || held !== null) {
    response.writeHead(status, fields);
    response.end(request.method === 'HEAD' ? undefined : held);
    return;
  }
  // The first bytes are read before anything is said, so that an unreadable file gives an error and not half an answer.
  const first = await readChunk(archive, range.first, range.last);
  response.writeHead(status, fields);
  await writeRange(response, archive, range, first);
  response.end();
}

/** Several ranges in one answer (RFC 9110 §14.6). */
async function sendParts(
  { response }: Exchange,
  archive: TileArchive,
  ranges: ByteRange[],
  fields: readonly string[],
): Promise<void> {
  const boundary = randomBytes(12).toString('hex');
  const size = archive.source.byteLength;
  const heads = ranges.map((range) =>
    Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: ${MEDIA_TYPE}\r\nContent-Range: ${contentRange(range, size)}\r\n\r\n`,
    ),
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const length = ranges.reduce(
    (sum, { first, last }, index) => sum + heads[index]!.length + last - first + 1,
    tail.length,
  );
  let chunk = await readChunk(archive, ranges[0]!.first, ranges[0]!.last);
  const type = `multipart/byteranges; boundary=${boundary}`;
  response.writeHead(206, [...fields, 'Content-Type', type, 'Content-Length', String(length)]);
  for (const [index, range] of ranges.entries()) {
    if (index > 0) chunk = await readChunk(archive, range.first, range.last);
    await write(response, heads[index]!);
    await writeRange(response, archive, range, chunk);
  }
  response.end(tail);
}

/** Writes a range whose first bytes are read already, piece by piece as the client takes them. */
async function writeRange(
  response: ServerResponse,
  archive: TileArchive,
  { first, last }: ByteRange,
  firstChunk: Uint8Array,
): Promise<void> {
  let chunk = firstChunk;
  for (let position = first; ;) {
    await write(response, chunk);
    position += chunk.length;
    if (position > last || response.destroyed) return;
    chunk = await readChunk(archive, position, last);
  }
}

async function readChunk(archive: TileArchive, first: number, last: number): Promise<Uint8Array> {
  const length = Math.min(CHUNK_BYTES, last - first + 1);
  const bytes = await archive.source.read(first, length);
  if (bytes.length === length) return bytes;
  throw new Problem('unreadable-data', 'The archive ends before its header says; it was truncated.');
}

/** Resolves when more may be written, or when nobody is listening any more. */
function write(response: ServerResponse, bytes: Uint8Array): Promise<void> | undefined {
  if (response.write(bytes) || response.destroyed) return undefined;
  return new Promise((resolve) => {
    const proceed = (): void => {
      response.off('drain', proceed);
      response.off('close', proceed);
      resolve();
    };
    response.on('drain', proceed);
    response.on('close', proceed);
  });
}
