import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { FileTree } from '../../server/file-tree.ts';
import { contourPath } from '../../server/fonts/contour-path.ts';
import { readFont } from '../../server/fonts/font.ts';
import { Typeface } from '../../server/fonts/typeface.ts';

const clientFolder = fileURLToPath(new URL('../../client/public', import.meta.url));
const client = await FileTree.open(clientFolder, { includes: () => true, budgetBytes: 1 << 23 });
const typeface = (await Typeface.of(client))!;

const CELL = 64;

/** Share of ink in each of 8 × 8 squares of a letter's em. */
async function inkOf(letter: string): Promise<number[][]> {
  const { path, unitsPerEm } = (await typeface.outline(letter))!;
  const scale = CELL / unitsPerEm;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${CELL}" height="${CELL}"><rect width="${CELL}" height="${CELL}" fill="#fff"/><path transform="translate(0 ${CELL * 0.88}) scale(${scale})" d="${path}"/></svg>`;
  const pixels = await sharp(Buffer.from(svg)).greyscale().raw().toBuffer();
  const step = CELL / 8;
  return Array.from({ length: 8 }, (_, row) =>
    Array.from({ length: 8 }, (_, column) => {
      let ink = 0;
      for (let y = row * step; y < (row + 1) * step; y++)
        for (let x = column * step; x < (column + 1) * step; x++) ink += 255 - pixels[y * CELL + x]!;
      return ink / (255 * step * step);
    }),
  );
}

const sum = (list: readonly number[]): number => list.reduce((total, value) => total + value, 0);

test('口 is a box: ink on four sides, none in the middle', async () => {
  const ink = await inkOf('口');
  expect(sum(ink[1]!)).toBeGreaterThan(1);
  expect(sum(ink[6]!)).toBeGreaterThan(0.8);
  for (const row of [3, 4]) {
    expect(ink[row]!.slice(2, 6)).toEqual([0, 0, 0, 0]);
    expect(sum(ink[row]!.slice(0, 2))).toBeGreaterThan(0.4);
    expect(sum(ink[row]!.slice(6))).toBeGreaterThan(0.4);
  }
});

test('一 is one bar across the em, 二 are two', async () => {
  const bars = async (letter: string): Promise<number> => {
    const isInked = (await inkOf(letter)).map((row) => sum(row) > 0.5);
    return isInked.filter((inked, row) => inked && isInked[row - 1] !== true).length;
  };
  expect(await bars('一')).toBe(1);
  expect(await bars('二')).toBe(2);
});

test('letters are as wide as the font says, and stand side by side', async () => {
  expect((await typeface.outline('北京市'))!.width).toBe(3);
  const [one, two] = [await typeface.outline('i'), await typeface.outline('ii')];
  expect(two!.width).toBeCloseTo(2 * one!.width, 10);
  expect(one!.width).toBeLessThan(0.4);
});

test('a line with a letter that the font does not have is not written at all', async () => {
  expect(await typeface.outline('北\u{1F600}')).toBeNull();
});

test('a blank is wide and has no ink', async () => {
  const blank = (await typeface.outline(' '))!;
  expect(blank.path).toBe('');
  expect(blank.width).toBeGreaterThan(0.1);
});

test('an accented letter is put together of parts or drawn whole: it has more ink than the plain one', async () => {
  const ink = async (letter: string): Promise<number> => sum((await inkOf(letter)).flat());
  expect(await ink('é')).toBeGreaterThan((await ink('e')) + 0.5);
});

const pointsOf = (item: string): number[] => {
  const [first = 0, last = first] = item
    .slice(2)
    .split('-')
    .map((hex) => Number.parseInt(hex, 16));
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};

const slices = JSON.parse(readFileSync(`${clientFolder}/fonts/font-faces.json`, 'utf8')) as {
  file: string;
  range: string[];
}[];

test.each(slices)('the slice $file can be read and has what it declares', ({ file, range }) => {
  const font = readFont(readFileSync(`${clientFolder}/fonts/${file}`));
  expect(font.unitsPerEm).toBe(1000);
  const declared = range.flatMap(pointsOf);
  const missing = declared.filter((point) => font.glyph(point) === null);
  // One range stands for hundreds of rarely used ideographs, as a list of them would be longer than their glyphs.
  if (file.includes('common')) expect(declared.length - missing.length).toBeGreaterThan(250);
  else expect(String.fromCodePoint(...missing)).toBe('');
});

test('what is no font is refused with a reason', () => {
  expect(() => readFont(Buffer.from('OTTO'.padEnd(100)))).toThrow('no WOFF 2.0 font');
});

test('contours without a point on the curve begin half way between two', () => {
  const diamond = [0, 0, 0, 10, 0, 0, 10, 10, 0, 0, 10, 0];
  expect(contourPath([diamond], 0)).toBe('M0 -5Q0 0 5 0Q10 0 10 -5Q10 -10 5 -10Q0 -10 0 -5Z');
});

test('where the client was not built there is no typeface', async () => {
  expect(await Typeface.of(null)).toBeNull();
});
