/** First and last byte, both included, as in `Content-Range`. */
export interface ByteRange {
  first: number;
  last: number;
}

const MAX_RANGES = 32;

/**
 * What a Range header asks of `size` bytes: parts, `unsatisfiable` (416), or null where the header is to be ignored:
 * another unit, a syntax error, more than 32 parts, or parts that together are larger than the whole.
 * RFC 9110 §14.1.2, §14.2.
 */
export function parseByteRanges(header: string, size: number): ByteRange[] | 'unsatisfiable' | null {
  const match = /^\s*bytes\s*=(.*)$/i.exec(header);
  if (match === null) return null;
  const specifiers = match[1]!.split(',').map((text) => text.trim());
  if (specifiers.length > MAX_RANGES) return null;

  const ranges: ByteRange[] = [];
  let found = 0;
  for (const specifier of specifiers) {
    if (specifier === '') continue;
    const parts = /^(\d*)\s*-\s*(\d*)$/.exec(specifier);
    if (parts === null || specifier === '-') return null;
    found += 1;
    const range = resolve(parts[1]!, parts[2]!, size);
    if (range === null) return null;
    if (range !== 'outside') ranges.push(range);
  }
  if (found === 0) return null;
  if (ranges.length === 0) return 'unsatisfiable';
  const total = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  return ranges.length > 1 && total > size ? null : ranges;
}

/** `0-99`, `100-`, or the last bytes `-50`; an end beyond the file is its end. */
function resolve(firstText: string, lastText: string, size: number): ByteRange | 'outside' | null {
  if (firstText === '') {
    const length = Math.min(Number(lastText), size);
    return length === 0 ? 'outside' : { first: size - length, last: size - 1 };
  }
  const first = Number(firstText);
  const last = lastText === '' ? size - 1 : Number(lastText);
  if (last < first && lastText !== '') return null;
  return first >= size ? 'outside' : { first, last: Math.min(last, size - 1) };
}
