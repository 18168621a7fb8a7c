import type { RegionGeometry } from '../model/geometry.ts';
import type { BoundaryRoles } from '../model/roles.ts';
import type { Alias, NamedRegion } from '../model/region.ts';
import { asRegionCode } from '../model/region.ts';
import { isHan } from './name-key.ts';
import { parentByCode } from './parent-finder.ts';
import { normaliseCode } from './region-code.ts';

/** A level that tables of a folder could be about. */
export interface LevelCandidate {
  /** Atlas that comes with jiju; null for a boundary file of the folder. */
  atlas: string | null;
  level: string;
  regions: readonly NamedRegion[];
  parents?: readonly NamedRegion[];
  /** Former and alternative names and codes. */
  aliases?: readonly Alias[];
}

/** Properties of every boundary of one file, or of one object in it. */
export interface BoundaryProperties {
  file: string;
  object?: string;
  properties: readonly Readonly<Record<string, unknown>>[];
  /** What is drawn of them, in the same order. */
  geometries?: readonly RegionGeometry[];
}

export interface InferredBoundaries {
  roles: BoundaryRoles[];
  candidates: LevelCandidate[];
}

/** Property names that hold codes, the more usual first; a name that only ends in one comes after all of these. */
const keyNames = [
  'code',
  'adcode',
  'gb',
  'geoid',
  'fips',
  'iso_a3',
  'iso_n3',
  'iso',
  'nuts_id',
  'gid',
  'id',
  'name',
];

/**
 * Guesses which property of each boundary file is the code and which are names. Files are taken as levels from the one
 * with the fewest regions to the one with the most. A file whose boundaries have no property that tells them apart gives
 * no level.
 */
export function inferBoundaries(files: readonly BoundaryProperties[]): InferredBoundaries {
  const ordered = files
    .filter(({ properties }) => properties.length > 0)
    .toSorted((a, b) => a.properties.length - b.properties.length || (a.file < b.file ? -1 : 1));
  const inferred: InferredBoundaries = { roles: [], candidates: [] };
  for (const { file, object, properties } of ordered) {
    const key = findKey(properties);
    if (key === null) continue;
    const level = uniqueLevel(
      object ?? file,
      inferred.roles.map((each) => each.level),
    );
    const names = findNames(properties, key);
    const regions = properties.map((each, index) => regionOf(each, index, level, key, names));
    const above = findParentLevel(regions, inferred.candidates);
    inferred.roles.push({
      file,
      object: object ?? null,
      level,
      regions: regions.length,
      key,
      names,
      parent: above?.level ?? null,
    });
    inferred.candidates.push({
      atlas: null,
      level,
      regions,
      ...(above === null ? {} : { parents: above.regions }),
    });
  }
  return inferred;
}

function findKey(properties: BoundaryProperties['properties']): string | null {
  const unique = Object.keys(properties[0] ?? {}).filter((name) => {
    const values = properties.map((each) => codeOf(each[name]));
    return values.every((value) => value !== '') && new Set(values).size === values.length;
  });
  return unique.toSorted((a, b) => keyRank(a) - keyRank(b))[0] ?? null;
}

function keyRank(name: string): number {
  const lower = name.toLowerCase();
  const exact = keyNames.indexOf(lower);
  if (exact >= 0) return exact;
  const ending = keyNames.findIndex((known) => lower.endsWith(known));
  return ending >= 0 ? keyNames.length + ending : 2 * keyNames.length;
}

function findNames(
  properties: BoundaryProperties['properties'],
  key: string,
): { zh: string | null; en: string | null } {
  const texts = Object.keys(properties[0] ?? {}).filter((name) =>
    properties.every((each) => typeof each[name] === 'string' && each[name].trim() !== ''),
  );
  const byDistinction = texts.toSorted(
    (a, b) =>
      Number(/name|名/i.test(b)) - Number(/name|名/i.test(a)) ||
      distinct(properties, b) - distinct(properties, a),
  );
  const written = (isChinese: boolean): string | null =>
    byDistinction.find((name) => properties.every((each) => isHan(String(each[name])) === isChinese)) ?? null;
  const english = written(false);
  return { zh: written(true), en: english === key && !/name/i.test(key) ? null : english };
}

const distinct = (properties: BoundaryProperties['properties'], name: string): number =>
  new Set(properties.map((each) => each[name])).size;

function regionOf(
  properties: Readonly<Record<string, unknown>>,
  index: number,
  level: string,
  key: string,
  names: { zh: string | null; en: string | null },
): NamedRegion {
  const code = codeOf(properties[key]);
  const text = (name: string | null): string => (name === null ? '' : String(properties[name]));
  return {
    id: index + 1,
    code: asRegionCode(code),
    level,
    name: { zh: text(names.zh) || text(names.en) || code, en: text(names.en) || text(names.zh) || code },
    parent: null,
  };
}

function findParentLevel(
  regions: readonly NamedRegion[],
  above: readonly LevelCandidate[],
): LevelCandidate | null {
  const fitting = above.filter((candidate) =>
    regions.every(({ code }) => parentByCode(code, candidate.regions) !== null),
  );
  return fitting.at(-1) ?? null;
}

const codeOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? normaliseCode(String(value)) : '';

/** The name of the file as an id: `City limits.geojson` is the level city-limits. */
export function uniqueLevel(file: string, taken: readonly string[]): string {
  const stem = (file.split('/').at(-1) ?? file).replace(/\..*$/, '').toLowerCase();
  const slug = stem.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^[-0-9]+|-+$/g, '') || 'region';
  const same = taken.filter((level) => level === slug || level.startsWith(`${slug}-`)).length;
  return same === 0 ? slug : `${slug}-${same + 1}`;
}
