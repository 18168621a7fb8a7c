import type { NamedRegion } from '../model/region.ts';
import { groupBy } from './group-by.ts';
import { nameKey } from './name-key.ts';
import type { PlaceName } from './place-names.ts';
import { mayBeSamePlace, splitPlaceName } from './place-names.ts';
import type { CodeForms } from './region-code.ts';
import { codeForms, normaliseCode, otherSpellings } from './region-code.ts';

/** The regions of one level by code, by full name and by name without kind words. */
export interface RegionLookups {
  byCode: ReadonlyMap<string, NamedRegion>;
  forms: CodeForms;
  byName: ReadonlyMap<string, NamedRegion[]>;
  byStem: ReadonlyMap<string, { region: NamedRegion; place: PlaceName }[]>;
}

export function createLookups(regions: readonly NamedRegion[]): RegionLookups {
  return {
    byCode: new Map(regions.map((region) => [normaliseCode(region.code), region])),
    forms: codeForms(regions.map(({ code }) => code)),
    byName: collect(regions, ({ name }) => [nameKey(name.zh), nameKey(name.en)]),
    byStem: groupBy(
      regions.flatMap((region) => placesOf(region).map((place) => ({ region, place }))),
      ({ place }) => place.stem,
    ),
  };
}

/** `code` in the form of `normaliseCode`. */
export function findByCode(code: string, { byCode, forms }: RegionLookups): NamedRegion | null {
  for (const spelling of [code, ...otherSpellings(code, forms)]) {
    const region = byCode.get(spelling);
    if (region !== undefined) return region;
  }
  return null;
}

export const findByFullName = (name: string, { byName }: RegionLookups): NamedRegion[] =>
  byName.get(nameKey(name)) ?? [];

/** Regions that the name without its kind words is one of, where the kinds do not contradict. */
export function findByStem(asked: PlaceName, { byStem }: RegionLookups): NamedRegion[] {
  const entries = byStem.get(asked.stem) ?? [];
  return [
    ...new Set(entries.filter(({ place }) => mayBeSamePlace(asked, place)).map(({ region }) => region)),
  ];
}

/** The kind in the Chinese name holds for the English one, which seldom has it: Jilin (吉林市) is not Jilin Province. */
function placesOf({ name }: NamedRegion): PlaceName[] {
  const chinese = splitPlaceName(name.zh);
  const english = splitPlaceName(name.en);
  if (chinese.stem === english.stem) return [chinese];
  return [chinese, { ...english, kind: english.kind ?? chinese.kind }];
}

function collect(
  regions: readonly NamedRegion[],
  keysOf: (region: NamedRegion) => string[],
): Map<string, NamedRegion[]> {
  const pairs = regions.flatMap((region) => [...new Set(keysOf(region))].map((key) => ({ region, key })));
  const groups = groupBy(pairs, ({ key }) => key);
  return new Map([...groups].map(([key, group]) => [key, group.map(({ region }) => region)]));
}
