import type { IncomingMessage } from 'node:http';
import { matchNames, noneMatchNames } from './entity-tag.ts';
import { requestHeader } from './request-header.ts';

/**
 * What the conditions of a GET or HEAD ask for, in the order of RFC 9110 §13.2.2. Nothing we serve has a date of its
 * own, so If-Modified-Since and If-Unmodified-Since are ignored, as §13.1.3 and §13.1.4 say.
 */
export function evaluatePreconditions(
  request: IncomingMessage,
  tag: string,
): 'proceed' | 'not-modified' | 'failed' {
  const match = requestHeader(request, 'if-match');
  if (match !== undefined && !matchNames(match, tag)) return 'failed';
  const noneMatch = requestHeader(request, 'if-none-match');
  return noneMatch !== undefined && noneMatchNames(noneMatch, tag) ? 'not-modified' : 'proceed';
}
