import type { Catalog, IndicatorEntry } from '../../geodata/model/catalog.ts';
import type { CollectionFeatures } from './collection-features.ts';
import type { CollectionField } from './describe.ts';
import { invalidParameters } from './query.ts';
import { addsUp } from '../../geodata/model/indicator.ts';

/** Statistics of numbers; `median` of an even count is the mean of the two in the middle. */
const functions = {
  count: (values: readonly number[]): number => values.length,
  sum: (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0),
  mean: (values: readonly number[]): number => functions.sum(values) / values.length,
  min: (values: readonly number[]): number => values.reduce((least, value) => Math.min(least, value)),
  max: (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value)),
  median(values: readonly number[]): number {
    const sorted = values.toSorted((a, b) => a - b);
    const middle = sorted.length / 2;
    return sorted.length % 2 === 1
      ? sorted[Math.floor(middle)]!
      : (sorted[middle - 1]! + sorted[middle]!) / 2;
  },
};

export type AggregateFunction = keyof typeof functions;
export const functionNames = Object.keys(functions) as AggregateFunction[];

/** As many as a page of features may have. */
export const MAX_GROUPS = 10_000;

export interface AggregateQuery {
  /** Field that sorts features into groups; null for one group of all. */
  groupBy: CollectionField | null;
  fields: CollectionField[];
  functions: AggregateFunction[];
}

type GroupKey = string | number | boolean | null;

export interface AggregateGroup {
  /** Value of the field that groups; left out where nothing does. */
  key?: GroupKey;
  /** Features in the group, with or without values. */
  features: number;
  /** By field, then by function; null where no feature has a value. Left out where the sum would mean nothing. */
  values: Record<string, Partial<Record<AggregateFunction, number | null>>>;
}

export const aggregateParameters = ['group-by', 'fields', 'functions'] as const;

/**
 * Reads `group-by`, `fields` and `functions`. Throws a problem that names every one that is given twice or cannot be
 * used.
 */
export function parseAggregate(
  parameters: URLSearchParams,
  fields: readonly CollectionField[],
  catalog: Catalog,
): AggregateQuery {
  const invalid: { name: string; reason: string }[] = aggregateParameters
    .filter((name) => parameters.getAll(name).length > 1)
    .map((name) => ({ name, reason: 'given more than once' }));
  const find = (
    parameter: string,
    name: string,
    isFit: (field: CollectionField) => boolean,
    kind: string,
  ) => {
    const field = fields.find((candidate) => candidate.name === name);
    if (field !== undefined && isFit(field)) return [field];
    invalid.push({ name: parameter, reason: `found "${name.slice(0, 40)}", expected ${kind}` });
    return [];
  };
  const grouping = parameters.get('group-by');
  const groupBy =
    grouping === null
      ? []
      : find('group-by', grouping, ({ type }) => type !== 'real', 'a field that is no measurement');
  const isNumeric = ({ type }: CollectionField): boolean => type === 'integer' || type === 'real';
  const named = parameters.get('fields')?.split(',');
  for (const name of new Set(named?.filter((each, index) => named.indexOf(each) < index)))
    invalid.push({ name: 'fields', reason: `found "${name.slice(0, 40)}" more than once` });
  const chosen =
    named?.flatMap((name) => find('fields', name, isNumeric, 'numeric fields, with commas between')) ??
    fields.filter((field) => indicatorOf(field, catalog) !== undefined);
  const wanted = parameters.get('functions')?.split(',') ?? functionNames;
  const unknown = wanted.filter((name) => !functionNames.some((known) => known === name));
  if (unknown.length > 0)
    invalid.push({
      name: 'functions',
      reason: `found "${unknown.join().slice(0, 40)}", expected ${functionNames.join()}`,
    });
  if (parameters.get('functions')?.split(',').includes('sum') === true) {
    for (const field of chosen.filter((each) => !canBeSummed(each, catalog)))
      invalid.push({
        name: 'functions',
        reason: `${field.name} does not add up over regions: leave out sum`,
      });
  }
  if (invalid.length > 0) throw invalidParameters(invalid);
  return {
    groupBy: groupBy[0] ?? null,
    fields: chosen,
    functions: functionNames.filter((name) => wanted.includes(name)),
  };
}

/**
 * Statistics of the features at `places`, by group in the order of their keys. Throws a problem where there are more
 * groups than an answer may have.
 */
export function aggregate(
  table: CollectionFeatures,
  places: readonly number[],
  query: AggregateQuery,
  catalog: Catalog,
): AggregateGroup[] {
  const columnOf = (field: CollectionField): number =>
    table.fields.findIndex(({ name }) => name === field.name);
  const groupColumn = query.groupBy === null ? -1 : columnOf(query.groupBy);
  const groups = new Map<GroupKey, number[]>();
  for (const place of places) {
    const key = table.rows[place]![groupColumn] ?? null;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [place]);
    else members.push(place);
  }
  if (groups.size > MAX_GROUPS)
    throw invalidParameters([
      {
        name: 'group-by',
        reason: `found ${groups.size} groups, expected up to ${MAX_GROUPS}: filter, or group by another field`,
      },
    ]);
  const inOrder = [...groups].sort(([one], [other]) => compareKeys(one, other));
  return inOrder.map(([key, members]) => {
    const statistics = query.fields.map((field) => {
      const column = columnOf(field);
      const values = members
        .map((place) => table.rows[place]![column])
        .filter((value) => typeof value === 'number');
      const results = query.functions
        .filter((name) => name !== 'sum' || canBeSummed(field, catalog))
        .map(
          (name) => [name, values.length === 0 && name !== 'count' ? null : functions[name](values)] as const,
        );
      return [field.name, Object.fromEntries(results)] as const;
    });
    return {
      ...(query.groupBy === null ? {} : { key }),
      features: members.length,
      values: Object.fromEntries(statistics),
    };
  });
}

/** Numbers by size, texts by their characters, what has no key last. */
function compareKeys(one: GroupKey, other: GroupKey): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one) < String(other) ? -1 : 1;
}

/** The indicator whose values a field holds, in its latest or in a named year. */
const indicatorOf = ({ name }: CollectionField, { indicators }: Catalog): IndicatorEntry | undefined =>
  indicators.find(({ id }) => id.replace(/[^a-z0-9_]/g, '_') === name.replace(/_\d{4}$/, ''));

/** Shares and values per head do not: what their sum would say is nothing. */
function canBeSummed(field: CollectionField, catalog: Catalog): boolean {
  const kind = indicatorOf(field, catalog)?.kind;
  return kind === undefined || addsUp(kind);
}
