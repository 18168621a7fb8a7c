import type { Diagnostic } from '../model/diagnostic.ts';
import type {
  BoundaryRoles,
  EdgeRoles,
  PlaceRoles,
  RecordRoles,
  TableRoles,
  ValueRole,
} from '../model/roles.ts';
import { defaultMeasures } from './default-measures.ts';
import { defaultViews } from './default-views.ts';
import { tellEdges, tellPlaces, tellRecords, tellSpared, tellTable, tellUnused } from './guess-remarks.ts';
import { IndicatorGuesses } from './indicator-guesses.ts';
import type { AtlasConfig, AtlasInput } from './schema.ts';

type LevelInput = AtlasInput['levels'][number];
type TableInput = NonNullable<AtlasInput['tables']>[number];
type NetworkInput = NonNullable<AtlasInput['networks']>[number];

export interface InferInput {
  /** Name of the folder. */
  folder: string;
  tables: readonly TableRoles[];
  /** Tables that say where their places are. */
  places?: readonly PlaceRoles[];
  /** Tables whose coordinates are not needed, and why. */
  spared?: readonly { file: string; reason: string }[];
  /** Lists of links between regions. */
  edges?: readonly EdgeRoles[];
  /** Files of records whose applicants have addresses. */
  records?: readonly RecordRoles[];
  /** Files that name no known regions, or why else they are not used; they are told. */
  unused?: readonly { file: string; reason?: string }[];
  boundaries: readonly BoundaryRoles[];
  /** Atlases that come with jiju, for the levels that tables borrow. */
  atlases: Readonly<Record<string, Pick<AtlasConfig, 'levels' | 'captions' | 'totals'>>>;
}

/**
 * Writes down an atlas for a folder that has none, out of what its tables and boundary files appear to be. Every guess
 * is a `config/guess` remark. Null where no table could be matched to regions and no boundary file has codes.
 */
export function inferAtlas(input: InferInput): { input: AtlasInput | null; diagnostics: Diagnostic[] } {
  const { places = [] } = input;
  const levels = inOrder([
    ...borrowedLevels(input),
    ...input.boundaries.map(ownLevel),
    ...places.map(placesLevel),
  ]);
  if (levels.length === 0) return { input: null, diagnostics: (input.unused ?? []).map(tellUnused) };
  const { edges = [], records = [] } = input;
  const guesses = new IndicatorGuesses();
  const tables = input.tables.map((roles) => tableEntry(roles, guesses));
  const contents = tables.map(({ entry, indicators }) => ({ level: entry.level, indicators }));
  const networks = networkEntries(edges, records, guesses);
  for (const { level, count } of networks.flatMap((each) => (each.kind === 'records' ? [each] : [])))
    if (count !== undefined) contents.push({ level, indicators: [count] });
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
      tables: tables.map(({ entry }) => entry),
      ...(totals.length === 0 ? {} : { totals }),
      ...(networks.length === 0 ? {} : { networks }),
      measures: defaultMeasures(levels, contents),
      views: defaultViews(levels, contents, networks),
    },
    diagnostics: [
      ...places.map(tellPlaces),
      ...(input.spared ?? []).map(tellSpared),
      ...input.tables.map(tellTable),
      ...edges.map(tellEdges),
      ...records.map(tellRecords),
      ...(input.unused ?? []).map(tellUnused),
      ...guesses.diagnostics(),
    ],
  };
}

/** Atlas and level of everything that borrows one. */
const loans = ({
  tables,
  edges = [],
  records = [],
  ...input
}: InferInput): { atlas: string; level: string }[] => {
  const grounds = [...(input.places ?? []), ...input.boundaries].flatMap(({ ground }) => ground ?? []);
  return [...tables, ...edges, ...records, ...grounds].flatMap(({ atlas, level }) =>
    atlas === null ? [] : [{ atlas, level }],
  );
};

const usedAtlases = (input: InferInput): string[] => [...new Set(loans(input).map(({ atlas }) => atlas))];

/** The levels that tables are about, and those above them, as their atlas has them but with boundaries on loan. */
function borrowedLevels(input: InferInput): LevelInput[] {
  const wanted = new Set(loans(input).map(({ atlas, level }) => `${atlas}/${level}`));
  return Object.entries(input.atlases).flatMap(([atlas, { levels }]) => {
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

const ownLevel = ({ file, object, level, key, names, parent, ground }: BoundaryRoles): LevelInput => {
  const above = ground?.level ?? parent;
  return {
    id: level,
    name: level,
    source: { file, ...(object === null ? {} : { object }) },
    key,
    names: knownNames(names),
    ...(above === null ? {} : { parent: { level: above } }),
  };
};

const placesLevel = ({ file, level, key, names, longitude, latitude, ground }: PlaceRoles): LevelInput => ({
  id: level,
  name: basename(file).replaceAll(/[_-]+/g, ' '),
  source: { table: file, longitude, latitude },
  key,
  names: knownNames(names),
  ...(ground === null ? {} : { parent: { level: ground.level } }),
});

const knownNames = ({ zh, en }: BoundaryRoles['names']): { zh?: string; en?: string } => ({
  ...(zh === null ? {} : { zh }),
  ...(en === null ? {} : { en }),
});

/** Every level after the one above it, else in the order in which they are. */
function inOrder(levels: readonly LevelInput[]): LevelInput[] {
  const ordered: LevelInput[] = [];
  const add = (level: LevelInput): void => {
    if (ordered.includes(level)) return;
    const above = levels.find(({ id }) => id === level.parent?.level);
    if (above !== undefined) add(above);
    ordered.push(level);
  };
  for (const level of levels) add(level);
  return ordered;
}

/** The entry of a table, and the ids of the indicators it has. */
function tableEntry(
  roles: TableRoles,
  guesses: IndicatorGuesses,
): { entry: TableInput; indicators: string[] } {
  const { file, sheet, level, key, name, parent, year, quality, long, values } = roles;
  const columns = { key, name, parent, year, quality };
  const { keys, indicators } = valueKeys(file, long, values, guesses);
  const entry = {
    file,
    ...(sheet === undefined ? {} : { sheet }),
    level,
    ...Object.fromEntries(Object.entries(columns).filter(([, column]) => column !== null)),
    ...keys,
  };
  return { entry, indicators: [...new Set(indicators)] };
}

/** Links that nobody has called modelled are taken as observed, as those of an atlas.yaml are. */
function networkEntries(
  edges: readonly EdgeRoles[],
  records: readonly RecordRoles[],
  guesses: IndicatorGuesses,
): NetworkInput[] {
  const ids = new Set<string>();
  const nameAfter = (file: string): { id: string; name: string } => {
    const name = basename(file);
    const id = freeId(slug(name) || 'links', ids);
    ids.add(id);
    return { id, name };
  };
  return [
    ...edges.map(({ file, level, from, to, weight, year, directed }): NetworkInput => ({
      ...nameAfter(file),
      kind: 'edges',
      level,
      file,
      from,
      to,
      weight: weight.column,
      ...(year === null ? {} : { year }),
      directed,
      ...(weight.unit === '' ? {} : { unit: weight.unit }),
    })),
    ...records.map(({ file, level, record, stripKind, date, applicants }): NetworkInput => ({
      ...nameAfter(file),
      kind: 'records',
      level,
      file,
      record,
      ...(stripKind ? { stripKind } : {}),
      ...(date === null ? {} : { date }),
      applicants,
      count: guesses.addRecords(file),
    })),
  ];
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
): { keys: Partial<TableInput>; indicators: string[] } {
  if (long !== null) {
    const { values: roles, indicator } = long;
    const indicators = long.indicators.flatMap(({ name, unit }) =>
      roles.map((role) => guesses.add({ ...role, name, unit: unit || role.unit }, file)),
    );
    const columns = roles.map(({ column }) => column);
    const value = roles.length === 1 && roles[0]?.year === null ? columns[0] : columns;
    return { keys: { indicator: indicator.length === 1 ? indicator[0] : indicator, value }, indicators };
  }
  if (values.length === 0) {
    const count = guesses.addCount(file);
    return { keys: { count }, indicators: [count] };
  }
  const indicators: string[] = [];
  const entries = values.map((role) => {
    const indicator = guesses.add(role, file);
    indicators.push(indicator);
    return [role.column, role.year === null ? indicator : { indicator, year: role.year }] as const;
  });
  return { keys: { values: Object.fromEntries(entries) }, indicators };
}

/** An id as the format wants it; empty where the text has no Latin letter. */
function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-+$/g, '');
}
