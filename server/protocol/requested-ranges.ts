import type { IncomingMessage } from 'node:http';
import { parseByteRanges, type ByteRange } from './byte-range.ts';
import { rangeMayBeSent } from './entity-tag.ts';
import { Problem } from './problem.ts';
import { requestHeader } from './request-header.ts';

/**
 * Ranges that a request asks of a file of `size` bytes; null for all of it. They count for GET alone (RFC 9110 §14.2),
 * and only while If-Range names the version that is there. Throws the problem `range-not-satisfiable`.
 */
export function requestedRanges(request: IncomingMessage, tag: string, size: number): ByteRange[] | null {
  if (request.method !== 'GET') return null;
  const range = requestHeader(request, 'range');
  if (range === undefined) return null;
  const ifRange = requestHeader(request, 'if-range');
  if (ifRange !== undefined && !rangeMayBeSent(ifRange, tag)) return null;
  const ranges = parseByteRanges(range, size);
  if (ranges !== 'unsatisfiable') return ranges;
  throw new Problem('range-not-satisfiable', `The file has ${size} bytes; the range begins after them.`, {
    headers: { 'Content-Range': `bytes */${size}`, 'Accept-Ranges': 'bytes' },
  });
}

export const contentRange = ({ first, last }: ByteRange, size: number): string =>
  `bytes ${first}-${last}/${size}`;
