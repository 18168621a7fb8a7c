import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseCoding, type ContentCoding } from '../../server/protocol/accept-encoding.ts';
import { chooseMediaType, prefersHtml } from '../../server/protocol/accept.ts';
import { parseByteRanges } from '../../server/protocol/byte-range.ts';
import { matchNames, noneMatchNames } from '../../server/protocol/entity-tag.ts';
import { parseTarget } from '../../server/protocol/request-target.ts';

const all: ContentCoding[] = ['br', 'gzip', 'identity'];

test.each<[string | undefined, ContentCoding | null]>([
  [undefined, 'identity'],
  ['', 'identity'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['gzip, br', 'br'],
  ['gzip;q=1.0, br;q=0.9', 'gzip'],
  ['gzip;q=0.001', 'gzip'],
  ['deflate', 'identity'],
  ['gzip;q=1.5', 'identity'],
  ['identity;q=0', null],
  ['identity;q=0, gzip;q=0.1', 'gzip'],
  ['*;q=0', null],
  ['*;q=0.5, gzip;q=0', 'br'],
])('Accept-Encoding %s chooses %s', (header, coding) => {
  expect(chooseCoding(header, all)).toBe(coding);
});

test('what is chosen was never excluded, whatever the header', () => {
  const element = fc
    .tuple(
      fc.constantFrom('br', 'gzip', 'identity', 'zstd', '*'),
      fc.constantFrom('', ';q=0', ';q=0.5', ';q=1'),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.uniqueArray(element, { selector: (text) => text.split(';')[0]! }), (elements) => {
      const chosen = chooseCoding(elements.join(', '), all);
      if (chosen !== null) expect(elements).not.toContain(`${chosen};q=0`);
      // Identity is always acceptable unless something says otherwise (RFC 9110 §12.5.3).
      else expect(elements.some((text) => /^(identity|\*);q=0$/.test(text))).toBe(true);
    }),
  );
});

test.each([
  [undefined, 'application/json', false],
  ['*/*', 'application/json', false],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html', true],
  ['application/json, text/html', 'application/json', false],
  ['text/*;q=0.5, application/json;q=0.4', 'text/html', false],
  ['image/png', null, false],
  ['nonsense', null, false],
])('Accept %s chooses %s', (header, chosen, html) => {
  expect(chooseMediaType(header, ['application/json', 'text/html'])).toBe(chosen);
  expect(prefersHtml(header)).toBe(html);
});

test('a parsed range lies in the file and begins where it was asked to', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: 1, max: 1200 }), (first, extra, size) => {
      const ranges = parseByteRanges(`bytes=${first}-${first + extra}`, size);
      if (first >= size) expect(ranges).toBe('unsatisfiable');
      else expect(ranges).toEqual([{ first, last: Math.min(first + extra, size - 1) }]);
    }),
  );
});

test('any text is a range header that is understood, ignored or unsatisfiable', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('0', '9', '-', ',', ' ', '=', 'x') }), (text) => {
      const ranges = parseByteRanges(`bytes=${text}`, 100);
      if (!Array.isArray(ranges)) return;
      expect(ranges.length).toBeGreaterThan(0);
      for (const { first, last } of ranges) {
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeGreaterThanOrEqual(first);
        expect(last).toBeLessThan(100);
      }
    }),
  );
});

test('tags are compared weakly for If-None-Match and strongly for If-Match', () => {
  expect(noneMatchNames('W/"a", "b"', '"a"')).toBe(true);
  expect(noneMatchNames('"a,b"', '"a,b"')).toBe(true);
  expect(noneMatchNames('"a"', '"A"')).toBe(false);
  expect(noneMatchNames('a', '"a"')).toBe(false);
  expect(matchNames('W/"a"', '"a"')).toBe(false);
  expect(matchNames('"b","a"', '"a"')).toBe(true);
  expect(matchNames('*', '"a"')).toBe(true);
});

test.each([
  ['/a/b?c=d', '', { path: '/a/b', query: 'c=d' }],
  ['http://host:1/a?b', '', { path: '/a', query: 'b' }],
  ['http://host', '', { path: '/', query: '' }],
  ['/x%20y', '', { path: '/x y', query: '' }],
  ['/a#b', '', { path: '/a', query: '' }],
  ['/base/a', '/base', { path: '/a', query: '' }],
  ['/base?q', '/base', { path: '/', query: 'q' }],
  ['/based', '/base', 'outside-base-path'],
  ['a', '', 'malformed'],
  ['/%', '', 'malformed'],
  ['/%00', '', 'malformed'],
  ['/a\\b', '', 'malformed'],
  [`/${'a'.repeat(9000)}`, '', 'too-long'],
])('the target %s below "%s" is read', (target, basePath, expected) => {
  expect(parseTarget(target, basePath)).toEqual(expected);
});
