import type { Diagnostic } from '../model/diagnostic.ts';
import type { BoundaryRoles, EdgeRoles, TableRoles, ValueRole } from '../model/roles.ts';
import { defaultMeasures } from './default-measures.ts';
import { defaultViews } from './default-views.ts';
import { tellEdges, tellTable, tellUnused } from './guess-remarks.ts';
import { IndicatorGuesses } from './indicator-guesses.ts';
import type { AtlasConfig, AtlasInput } from './schema.ts';

type LevelInput = AtlasInput['levels'][number];
type TableInput = NonNullable<AtlasInput['tables']>[number];
type NetworkInput = NonNullable<AtlasInput['networks']>[number];

export interface InferInput {
  /** Name of the folder. */
  folder: string;
  tables: readonly TableRoles[];
  /** Lists of links between regions. */
  edges?: readonly EdgeRoles[];
  /** Files of tables that name no known regions; they are told. */
  unused?: readonly string[];
  boundaries: readonly BoundaryRoles[];
  /** Atlases that come with jiju, for the levels that tables borrow. */
  atlases: Readonly<Record<string, Pick<AtlasConfig, 'levels' | 'captions' | 'totals'>>>;
}

/**
 * Writes down an atlas for a folder that has none, out of what its tables and boundary files appear to be. Every guess
 * is a `config/guess` remark. Null where no table could be matched to regions and no boundary file has codes.
 */
export function inferAtlas(input: InferInput): { input: AtlasInput | null; diagnostics: Diagnostic[] } {
  const levels = [...borrowedLevels(input), ...input.boundaries.map(ownLevel)];
  if (levels.length === 0) return { input: null, diagnostics: (input.unused ?? []).map(tellUnused) };
  const { edges = [] } = input;
  const guesses = new IndicatorGuesses();
  const tables = input.tables.map((roles) => tableEntry(roles, guesses));
  const networks = networkEntries(edges);
  const atlases = usedAtlases(input);
  const captions = atlases[0] === undefined ? {} : { captions: input.atlases[atlases[0]]?.captions };
  const totals = [...new Set(atlases.flatMap((id) => input.atlases[id]?.totals ?? []))];
  return {
    input: {
      jiju: 1,
      id: slug(input.folder) || 'atlas',
      title: input.folder,
      ...(captions.captions === undefined ? {} : { captions: captions.captions }),
      levels,
      indicators: guesses.entries(),
      tables,
      ...(totals.length === 0 ? {} : { totals }),
      ...(networks.length === 0 ? {} : { networks }),
      measures: defaultMeasures(levels, tables),
      views: defaultViews(levels, tables, networks),
    },
    diagnostics: [
      ...input.tables.map(tellTable),
      ...edges.map(tellEdges),
      ...(input.unused ?? []).map(tellUnused),
      ...guesses.diagnostics(),
    ],
  };
}

const usedAtlases = ({ tables, edges = [] }: InferInput): string[] => [
  ...new Set([...tables, ...edges].flatMap(({ atlas }) => (atlas === null ? [] : [atlas]))),
];

/** The levels that tables are about, and those above them, as their atlas has them but with boundaries on loan. */
function borrowedLevels({ tables, edges = [], atlases }: InferInput): LevelInput[] {
  const wanted = new Set(
    [...tables, ...edges].flatMap(({ atlas, level }) => (atlas === null ? [] : [`${atlas}/${level}`])),
  );
  return Object.entries(atlases).flatMap(([atlas, { levels }]) => {
    // From the smallest level up, so that the parent of a level that is wanted is wanted in its turn.
    for (const level of levels.toReversed()) {
      if (wanted.has(`${atlas}/${level.id}`) && level.parent) wanted.add(`${atlas}/${level.parent.level}`);
    }
    return levels
      .filter(({ id }) => wanted.has(`${atlas}/${id}`))
      .map(({ id, name, key, names, parent, kind, zooms }) => ({
        id,
        name,
        source: { atlas, level: id },
        key,
        names,
        ...(parent === undefined ? {} : { parent }),
        ...(kind === undefined ? {} : { kind }),
        zooms,
      }));
  });
}

const ownLevel = ({ file, object, level, key, names, parent }: BoundaryRoles): LevelInput => ({
  id: level,
  name: level,
  source: { file, ...(object === null ? {} : { object }) },
  key,
  names: { ...(names.zh === null ? {} : { zh: names.zh }), ...(names.en === null ? {} : { en: names.en }) },
  ...(parent === null ? {} : { parent: { level: parent } }),
});

function tableEntry(roles: TableRoles, guesses: IndicatorGuesses): TableInput {
  const { file, level, key, name, parent, year, quality, long, values } = roles;
  const columns = { key, name, parent, year, quality };
  return {
    file,
    level,
    ...Object.fromEntries(Object.entries(columns).filter(([, column]) => column !== null)),
    ...valueKeys(file, long, values, guesses),
  };
}

/** Links that nobody has called modelled are taken as observed, as those of an atlas.yaml are. */
function networkEntries(edges: readonly EdgeRoles[]): NetworkInput[] {
  const ids = new Set<string>();
  return edges.map(({ file, level, from, to, weight, year, directed }) => {
    const name = basename(file);
    const id = freeId(slug(name) || 'links', ids);
    ids.add(id);
    return {
      id,
      name,
      kind: 'edges',
      level,
      file,
      from,
      to,
      weight: weight.column,
      ...(year === null ? {} : { year }),
      directed,
      ...(weight.unit === '' ? {} : { unit: weight.unit }),
    };
  });
}

/** The id itself where nobody has it, else with the first number that is free. */
function freeId(id: string, taken: ReadonlySet<string>): string {
  let free = id;
  for (let number = 2; taken.has(free); number++) free = `${id}-${number}`;
  return free;
}

const basename = (file: string): string => file.replace(/^.*\//, '').replace(/\.[^.]+$/, '');

function valueKeys(
  file: string,
  long: TableRoles['long'],
  values: readonly ValueRole[],
  guesses: IndicatorGuesses,
): Partial<TableInput> {
  if (long !== null) {
    const { values: roles, names, indicator } = long;
    for (const name of names) for (const role of roles) guesses.add({ ...role, name }, file);
    const columns = roles.map(({ column }) => column);
    return { indicator, value: roles.length === 1 && roles[0]?.year === null ? columns[0] : columns };
  }
  if (values.length === 0) return { count: guesses.addCount(file) };
  const entries = values.map((role) => {
    const indicator = guesses.add(role, file);
    return [role.column, role.year === null ? indicator : { indicator, year: role.year }] as const;
  });
  return { values: Object.fromEntries(entries) };
}

/** An id as the format wants it; empty where the text has no Latin letter. */
function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '');
}
