import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Cql2Error } from '../../server/cql2/cql2-error.ts';
import { evaluate, isLike, type ScalarType, type ScalarValue } from '../../server/cql2/expression.ts';
import { parseCql2 } from '../../server/cql2/parse.ts';

const types = new Map<string, ScalarType>([
  ['tier', 'string'],
  ['name', 'string'],
  ['gini', 'number'],
  ['rank', 'number'],
  ['is_core', 'boolean'],
]);

const feature: Record<string, ScalarValue> = {
  tier: 'national',
  name: '江苏省 Jiangsu',
  gini: 0.4,
  rank: null,
  is_core: true,
};

const passes = (filter: string): boolean | null =>
  evaluate(parseCql2(filter, types), (name) => feature[name] ?? null);

test.each<[string, boolean | null]>([
  // As QGIS 3.40 and 3.44 write them.
  ["(tier = 'national')", true],
  ["((gini >= 0.3) AND (tier = 'x'))", false],
  ["tier IN ('a','national')", true],
  ["tier NOT IN ('a','b')", true],
  ['(gini IS NULL)', false],
  ['(rank IS NULL)', true],
  ['rank IS NOT NULL', false],
  ["(NOT (tier = 'x'))", true],
  ["(name LIKE '%省%')", true],
  ["name NOT LIKE '%市'", true],
  ["(CASEI(name) LIKE CASEI('%JIANGSU'))", true],
  ['gini BETWEEN 0.1 AND 0.5', true],
  ['gini NOT BETWEEN 0.1 AND 0.5 OR is_core', true],
  ['("is_core" = TRUE)', true],
  ['is_core = false', false],
  // Precedence: AND before OR, NOT before both.
  ["tier = 'x' AND gini > 1 OR is_core = TRUE", true],
  ["NOT tier = 'x' AND gini < 1", true],
  ['gini <> 4e-1', false],
  ['-1 < gini', true],
  ["tier = 'nat''ional'", false],
  ["DATE('2020-01-01') < TIMESTAMP('2020-01-01T01:00:00Z')", true],
  // Unknown stays unknown.
  ['rank > 3', null],
  ['NOT rank > 3', null],
  ['rank > 3 OR gini > 0', true],
  ['rank > 3 AND gini > 9', false],
  ['rank IN (1, 2)', null],
  ['rank BETWEEN 1 AND 2', null],
])('%s is %s', (filter, expected) => {
  expect(passes(filter)).toBe(expected);
});

test.each([
  ['', /expected a property/],
  ['tier', /a value alone/],
  ["tier = 'x", /no filter can hold/],
  ["unknown = 'x'", /no property "unknown"/],
  ['tier = 3', /found a number, expected a string/],
  ["gini LIKE '%'", /texts only/],
  ["tier = 'x' tier", /expected AND, OR or the end/],
  ["(tier = 'x'", /expected "\)"/],
  ["S_INTERSECTS(name, 'x')", /expected "\)"|no function/],
  ["LOWER(name) = 'x'", /no function LOWER/],
  ['gini BETWEEN 1 OR 2', /expected AND/],
  ['tier IN ()', /expected a property or a value/],
  ["DATE('yesterday') = DATE('2020-01-01')", /RFC 3339/],
  [`${'('.repeat(5000)}gini = 1${')'.repeat(5000)}`, /nests deeper/],
  [`${'NOT '.repeat(5000)}gini = 1`, /nests deeper/],
])('%s is refused', (filter, reason) => {
  expect(() => parseCql2(filter, types)).toThrow(reason);
  expect(() => parseCql2(filter, types)).toThrow(Cql2Error);
});

test('any text is a filter or refused, and nothing else is thrown', () => {
  const words = `'a' ( ) AND OR NOT tier gini = <> 1 IN LIKE IS NULL , " %`.split(' ');
  const word = fc.constantFrom(...words);
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      try {
        passes(words.join(' '));
      } catch (error) {
        expect(error).toBeInstanceOf(Cql2Error);
      }
    }),
    { numRuns: 2000 },
  );
});

test('LIKE agrees with a regular expression, and is quick where one is not', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '%', '_'), maxLength: 8 });
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 }), letters, (text, pattern) => {
      const expression = new RegExp(`^${pattern.replaceAll('%', '.*').replaceAll('_', '.')}$`, 's');
      expect(isLike(text, pattern)).toBe(expression.test(text));
    }),
  );
  expect(isLike('100%', '100\\%')).toBe(true);
  expect(isLike('1000', '100\\%')).toBe(false);
  expect(isLike('𠮷野', '__')).toBe(true);
  const started = performance.now();
  expect(isLike('a'.repeat(2000), `${'%a'.repeat(500)}b`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(500);
});
