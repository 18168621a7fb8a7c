import type { ContentCoding } from './accept-encoding.ts';

// Entity tags and the conditions on them, RFC 9110 §8.8.3 and §13.

const SUFFIX: Record<ContentCoding, string> = { br: '-b"', gzip: '-g"', identity: '-i"' };

/** A strong tag: other bytes, other tag. A coded answer has other bytes, so the coding is part of it. */
export const entityTag = (contentHash: string, coding: ContentCoding): string =>
  `"${contentHash}${SUFFIX[coding]}`;

/**
 * Whether If-None-Match names the tag. Compared weakly (§13.1.2), because a proxy that recodes an answer weakens its
 * tag, and the client then asks with the weakened one.
 */
export function noneMatchNames(header: string, tag: string): boolean {
  if (header === tag) return true;
  return header.trim() === '*' || listedTags(header).some((listed) => listed.opaque === tag);
}

/** Whether If-Match lets the request pass: compared strongly (§13.1.1), so a weak tag never does. */
export const matchNames = (header: string, tag: string): boolean =>
  header.trim() === '*' || listedTags(header).some((listed) => !listed.weak && listed.opaque === tag);

/** Whether If-Range allows a part (§13.1.5): one strong tag that is ours; a date never is, for we give none. */
export const rangeMayBeSent = (header: string, tag: string): boolean => header.trim() === tag;

const listedTags = (header: string): { weak: boolean; opaque: string }[] =>
  Array.from(header.matchAll(/(W\/)?("[\x21\x23-\x7e\x80-\xff]*")/g), (match) => ({
    weak: match[1] !== undefined,
    opaque: match[2]!,
  }));
