import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic, diagnosticCodes } from '../model/diagnostic.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { ConfigPath } from './path.ts';
import { formatPath, select } from './path.ts';

/** Names that only the rest of the program knows; those not given are not checked. */
export interface KnownNames {
  measures?: readonly string[];
  recipes?: readonly string[];
  atlases?: readonly string[];
}

/** Lists whose entries have an `id` that nothing else in the list may have. */
const lists = [
  'sources',
  'levels',
  'groupings',
  'themes',
  'indicators',
  'tiers',
  'centres',
  'agglomerations',
  'corridors',
  'networks',
  'measures',
  'views',
] as const;

/** Which places name an entry of which lists. The patterns are those of `select`. */
const references: { from: string; to: readonly (typeof lists)[number][] }[] = [
  { from: 'levels[].parent.level', to: ['levels'] },
  { from: 'levels[].sources[]', to: ['sources'] },
  { from: 'levels[].register.groups.%', to: ['groupings'] },
  { from: 'groupings[].level', to: ['levels'] },
  { from: 'indicators[].theme', to: ['themes'] },
  { from: 'tables[].level', to: ['levels'] },
  { from: 'tables[].values.*', to: ['indicators'] },
  { from: 'tables[].values.*.indicator', to: ['indicators'] },
  { from: 'tables[].count', to: ['indicators'] },
  { from: 'tiers[].level', to: ['levels'] },
  { from: 'tiers[].source', to: ['sources'] },
  { from: 'centres[].level', to: ['levels'] },
  { from: 'centres[].indicators[].indicator', to: ['indicators'] },
  { from: 'centres[].designated', to: ['tiers'] },
  { from: 'agglomerations[].level', to: ['levels'] },
  { from: 'agglomerations[].sources[]', to: ['sources'] },
  { from: 'agglomerations[].polycentricity.*.table', to: ['measures'] },
  { from: 'agglomerations[].resilience.*.table', to: ['measures'] },
  { from: 'agglomerations[].ties.table', to: ['measures'] },
  { from: 'corridors[].level', to: ['levels'] },
  { from: 'corridors[].sources[]', to: ['sources'] },
  { from: 'corridors[].network', to: ['networks'] },
  { from: 'corridors[].tiers', to: ['tiers', 'centres'] },
  { from: 'corridors[].near.indicator', to: ['indicators'] },
  { from: 'networks[].level', to: ['levels'] },
  { from: 'networks[].mass[].indicator', to: ['indicators'] },
  { from: 'networks[].count', to: ['indicators'] },
  { from: 'networks[].estimate.network', to: ['networks'] },
  { from: 'networks[].tiers', to: ['tiers', 'centres'] },
  { from: 'networks[].sources[]', to: ['sources'] },
  { from: 'measures[].level', to: ['levels'] },
  { from: 'measures[].within', to: ['levels', 'groupings'] },
  { from: 'measures[].indicators[]', to: ['indicators'] },
  { from: 'measures[].indicators[].indicator', to: ['indicators'] },
  { from: 'measures[].second', to: ['indicators'] },
  { from: 'measures[].second.indicator', to: ['indicators'] },
  { from: 'measures[].outputs[]', to: ['indicators'] },
  { from: 'measures[].outputs[].indicator', to: ['indicators'] },
  { from: 'measures[].controls[]', to: ['indicators'] },
  { from: 'measures[].controls[].indicator', to: ['indicators'] },
  { from: 'measures[].observations.x.table', to: ['measures'] },
  { from: 'measures[].observations.y.table', to: ['measures'] },
  { from: 'measures[].observations.controls[].table', to: ['measures'] },
  { from: 'measures[].groups', to: ['levels', 'groupings'] },
  { from: 'measures[].network', to: ['networks'] },
  { from: 'measures[].table.source', to: ['sources'] },
  { from: 'measures[].columns[].indicator', to: ['indicators'] },
  { from: 'measures[].columns[].of', to: ['indicators'] },
  { from: 'audit.concentration[].level', to: ['levels'] },
  { from: 'audit.concentration[].units', to: ['levels'] },
  { from: 'audit.concentration[].gini', to: ['indicators'] },
  { from: 'audit.concentration[].share', to: ['indicators'] },
  { from: 'audit.same[].level', to: ['levels'] },
  { from: 'audit.same[].indicator', to: ['indicators'] },
  { from: 'audit.same[].as', to: ['indicators'] },
  { from: 'audit.printed.level', to: ['levels'] },
  { from: 'audit.adjacent.level', to: ['levels'] },
  { from: 'views[].level', to: ['levels'] },
  { from: 'views[].indicator', to: ['indicators'] },
];

const external: { from: string; to: keyof KnownNames }[] = [
  { from: 'measures[].measure', to: 'measures' },
  { from: 'levels[].source.recipe', to: 'recipes' },
  { from: 'levels[].source.atlas', to: 'atlases' },
];

/**
 * Every id that is used but not declared, and every id that is declared twice. Works on the data as written, whatever
 * its shape, so that these mistakes are told together with those the schema finds.
 */
export function checkReferences(
  data: unknown,
  known: KnownNames,
  at: (path: ConfigPath) => Diagnostic['at'],
): Diagnostic[] {
  const declared = new Map(lists.map((list) => [list, texts(data, `${list}[].id`)]));
  const found = [
    ...lists.flatMap((list) => duplicates(declared.get(list) ?? [], at)),
    // Centres give a hierarchy and a table of results, which must not take the place of others.
    ...(['tiers', 'measures'] as const).flatMap((list) =>
      duplicates([...(declared.get(list) ?? []), ...(declared.get('centres') ?? [])], at).filter(
        ({ at: place }) => place.path?.startsWith('centres'),
      ),
    ),
    ...select(data, 'groupings[]').flatMap(({ path, value }) =>
      duplicates(
        texts(value, 'members[].id').map((each) => ({ ...each, path: [...path, ...each.path] })),
        at,
      ),
    ),
  ];
  for (const { from, to } of references) {
    const ids = to.flatMap((list) => (declared.get(list) ?? []).map(({ value }) => value));
    found.push(...unknown(texts(data, from), ids, to.join(' or '), at));
  }
  for (const { from, to } of external) {
    const ids = known[to];
    if (ids !== undefined) found.push(...unknown(texts(data, from), ids, to, at));
  }
  found.push(...unknown(texts(data, 'onInvalid.%'), Object.keys(diagnosticCodes), 'diagnostic codes', at));
  return found;
}

interface PlacedText {
  path: ConfigPath;
  value: string;
}

const texts = (data: unknown, pattern: string): PlacedText[] =>
  select(data, pattern).flatMap(({ path, value }) => (typeof value === 'string' ? [{ path, value }] : []));

function unknown(
  used: readonly PlacedText[],
  ids: readonly string[],
  collection: string,
  at: (path: ConfigPath) => Diagnostic['at'],
): Diagnostic[] {
  return used.flatMap(({ path, value }) => {
    if (ids.includes(value)) return [];
    const nearest = nearestWords(value, ids);
    const shown = `${ids.slice(0, 12).join(', ')}${ids.length > 12 ? ', …' : ''}`;
    const hint = ids.length === 0 ? ' There are none.' : nearest.length === 0 ? ` There are: ${shown}.` : '';
    const message = `${formatPath(path)} names "${value}", which is not among the ${collection}.${hint}`;
    return [diagnostic('config/unknown-reference', message, { at: at(path), found: value, nearest })];
  });
}

function duplicates(ids: readonly PlacedText[], at: (path: ConfigPath) => Diagnostic['at']): Diagnostic[] {
  const first = new Map<string, ConfigPath>();
  return ids.flatMap(({ path, value }) => {
    const earlier = first.get(value);
    if (earlier === undefined) {
      first.set(value, path);
      return [];
    }
    const message = `${formatPath(path)} is "${value}", which ${formatPath(earlier)} is already.`;
    return [diagnostic('config/duplicate-id', message, { at: at(path), found: value })];
  });
}
