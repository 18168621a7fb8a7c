import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectGolden } from '../../support/golden.ts';
import { contrast, difference, visions } from './colour-vision.ts';
import { drawScales, leastDifferences, measuredPairs, scales, tables } from './page.ts';

const root = join(import.meta.dirname, '../../..');
const path = join(root, 'docs/visual-language.md');

test('docs/visual-language.md has the tokens and scales as they are (RENEW=1 renews it)', () => {
  let page = readFileSync(path, 'utf8');
  for (const [name, table] of Object.entries(tables())) {
    const place = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- end -->)`);
    expect(page).toMatch(place);
    page = page.replace(place, `$1${table}\n$2`);
  }
  expectGolden(path, page);
  expectGolden(join(root, 'docs/images/scales.svg'), drawScales());
});

test('the arithmetic of colours agrees with published values', () => {
  // WCAG 2.2: black on white is 21:1; #767676 is the lightest grey that passes 4.5:1 on white.
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  // Oklab has white at lightness 1 and black at 0; pure red and green are alike without the M cones.
  expect(difference('#000000', '#ffffff', 'all cones')).toBeCloseTo(100, 3);
  expect(difference('#ff0000', '#00b400', 'deuteranopia')).toBeLessThan(
    0.5 * difference('#ff0000', '#00b400', 'all cones'),
  );
});

test.each(measuredPairs())('$text is legible on $ground, $theme', ({ contrast: found, least }) => {
  expect(found).toBeGreaterThanOrEqual(least);
});

describe.each(scales)('$name scale, $theme', (scale) => {
  test.each(visions.map((vision, index) => ({ vision, index })))(
    'classes differ with $vision',
    ({ index }) => {
      expect(leastDifferences(scale)[index]).toBeGreaterThan(5);
    },
  );
});

test('sizes of type and colours come from the tokens alone', () => {
  const folder = join(root, 'client/styles');
  const own = readdirSync(folder).filter((file) => !['tokens.css', 'fonts.css', 'print.css'].includes(file));
  const foreign: string[] = [];
  for (const file of own) {
    const css = readFileSync(join(folder, file), 'utf8');
    for (const [declaration, value] of css.matchAll(/font-size:\s*([^;]+);/g)) {
      if (!/^(var\(--[\w-]+\)|inherit|100%)$/.test(value!)) foreign.push(`${file}: ${declaration}`);
    }
    for (const [color] of css.matchAll(/#[\da-f]{3,8}\b(?=[^{]*;)/g)) foreign.push(`${file}: ${color}`);
  }
  expect(foreign).toEqual([]);
});
