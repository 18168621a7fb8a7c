import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { sliceCharacters, type Slice } from './characters.ts';

// Cuts our own subset of Noto Sans SC (OFL 1.1) out of the npm package @fontsource/noto-sans-sc, and writes the
// lists of faces for the page and for the map's style. Run after texts or names have changed:
//   npx tsx scripts/fonts/make-fonts.ts && npx oxfmt client/styles/fonts.css client/public/fonts/font-faces.json

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const packageFolder = dirname(
  createRequire(import.meta.url).resolve('@fontsource/noto-sans-sc/package.json'),
);
const fontFolder = `${root}/client/public/fonts`;

/** Latin and figures come in two weights, ideographs in one: a second would double what a reader downloads. */
const regular = 400;
const strong = 600;

async function cut(weight: number, { name, characters, subset }: Slice): Promise<string> {
  const file = `noto-sans-sc-${name}-${weight}.woff2`;
  const whole = readFileSync(`${packageFolder}/files/noto-sans-sc-${subset}-${weight}-normal.woff2`);
  const font = await subsetFont(whole, characters.join(''), {
    targetFormat: 'woff2',
    keepFeatures: ['kern', 'tnum'],
    noHinting: true,
  });
  writeFileSync(`${fontFolder}/${file}`, font);
  console.log(`${file}: ${characters.length} characters, ${font.length} bytes`);
  return file;
}

const hex = (character: string): string => character.codePointAt(0)!.toString(16).toUpperCase();

/** CSS unicode-range items: runs of consecutive code points, or everything from the first to the last. */
function unicodeRange({ characters, exact }: Slice): string[] {
  if (!exact) return [`U+${hex(characters[0]!)}-${hex(characters.at(-1)!)}`];
  const ranges: string[] = [];
  for (let start = 0, end = 0; start < characters.length; start = ++end) {
    while (characters[end + 1]?.codePointAt(0) === characters[end]!.codePointAt(0)! + 1) end++;
    const first = hex(characters[start]!);
    ranges.push(end === start ? `U+${first}` : `U+${first}-${hex(characters[end]!)}`);
  }
  return ranges;
}

const faceRule = (family: string, file: string, weight: number, range: readonly string[]): string =>
  `@font-face {
  font-family: '${family}';
  src: url('/fonts/${file}') format('woff2');
  font-weight: ${weight};
  font-display: swap;
  unicode-range: ${range.join(', ')};
}
`;

rmSync(fontFolder, { recursive: true, force: true });
mkdirSync(fontFolder, { recursive: true });
copyFileSync(`${packageFolder}/LICENSE`, `${fontFolder}/OFL.txt`);
const faces: { file: string; range: string[] }[] = [];
const rules: string[] = [];
for (const slice of sliceCharacters(root)) {
  const file = await cut(regular, slice);
  const range = unicodeRange(slice);
  faces.push({ file, range });
  if (slice.name === 'latin') {
    rules.push(faceRule('Jiju Sans', file, regular, range));
    rules.push(faceRule('Jiju Sans', await cut(strong, slice), strong, range));
  } else {
    rules.push(faceRule('Jiju Han', file, regular, range));
  }
}
// Of overlapping ranges CSS takes the rule that comes last, MapLibre the face that comes first.
const css = `/* Written by scripts/fonts/make-fonts.ts. */\n${rules.reverse().join('')}`;
writeFileSync(`${root}/client/styles/fonts.css`, css);
writeFileSync(`${fontFolder}/font-faces.json`, `${JSON.stringify(faces, null, 2)}\n`);
