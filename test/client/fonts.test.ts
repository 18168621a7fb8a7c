import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../client/i18n/en.ts';
import { zh } from '../../client/i18n/zh.ts';

const root = join(import.meta.dirname, '../..');
const fontFolder = join(root, 'client/public/fonts');
const faces = JSON.parse(readFileSync(join(fontFolder, 'font-faces.json'), 'utf8')) as {
  file: string;
  range: string[];
}[];

const bounds = (item: string): [number, number] => {
  const [first, last] = item
    .slice(2)
    .split('-')
    .map((hex) => Number.parseInt(hex, 16));
  return [first!, last ?? first!];
};

/** Slices of the rarely used characters name one range with holes; only the others say what they have. */
const exact = faces.filter(({ file }) => !file.includes('common')).flatMap(({ range }) => range.map(bounds));
const has = (character: string): boolean => {
  const point = character.codePointAt(0)!;
  return exact.some(([first, last]) => first <= point && point <= last) || levelOne.has(character);
};

/** GB 2312 level 1, which the slices have as a whole. */
const levelOne = new Set<string>();
const decoder = new TextDecoder('gbk');
for (let row = 0xb0; row <= 0xd7; row++) {
  for (let cell = 0xa1; cell <= 0xfe; cell++) levelOne.add(decoder.decode(new Uint8Array([row, cell])));
}

/** All texts of a dictionary; functions are called with placeholders. */
const texts = (entry: unknown): string => {
  if (typeof entry === 'string') return entry;
  if (typeof entry === 'function') return (entry as (...values: unknown[]) => string)('1', '1', '1');
  return Object.values(entry as Record<string, unknown>)
    .map(texts)
    .join('');
};

const missing = (text: string): string =>
  [...new Set(text)].filter((character) => character > ' ' && !has(character)).join('');

describe('our own font', () => {
  it('has every character of the interface', () => {
    expect(missing(texts(zh) + texts(en))).toBe('');
  });

  it('has every character of the embedded atlases', () => {
    const folder = join(root, 'geodata/atlases');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /^[^/]+\/(atlas\.yaml|tables\/.*\.csv)$/.test(file),
    );
    expect(files.length).toBeGreaterThan(10);
    const ideographs = files
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('')
      .replaceAll(/[^\u3000-\u303F\u4E00-\u9FFF\uFF00-\uFFEF]/gu, '');
    expect(missing(ideographs), 'run: npx tsx scripts/fonts/make-fonts.ts').toBe('');
  });

  it('is all there, with its licence', () => {
    for (const { file } of faces) expect(existsSync(join(fontFolder, file)), file).toBe(true);
    expect(readFileSync(join(fontFolder, 'OFL.txt'), 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
    const css = readFileSync(join(root, 'client/styles/fonts.css'), 'utf8').replaceAll(/\s+/g, ' ');
    for (const { file, range } of faces) {
      expect(css).toContain(file);
      expect(css).toContain(`unicode-range: ${range.join(', ')};`);
    }
  });
});
