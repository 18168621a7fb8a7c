import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { ConfigPath } from './path.ts';
import { formatPath, isRecord, select } from './path.ts';

/** What the schema cannot say: keys that need, exclude or follow each other. Works on the data as written. */
export function checkConsistency(data: unknown, at: (path: ConfigPath) => Diagnostic['at']): Diagnostic[] {
  const invalid = (path: ConfigPath, message: string): Diagnostic =>
    diagnostic('config/invalid-value', `${formatPath(path)} ${message}`, { at: at(path) });
  return [
    ...select(data, 'tables[]').flatMap(({ path, value }) =>
      isRecord(value) ? tableProblems(value).map((message) => invalid(path, message)) : [],
    ),
    ...parentsBelow(data).map((path) =>
      invalid(
        path,
        'is not listed before this level; list the levels from the largest regions to the smallest.',
      ),
    ),
    ...select(data, 'levels[].zooms').flatMap(({ path, value }) => {
      const [first, last] = Array.isArray(value) ? (value as unknown[]) : [];
      const reversed = typeof first === 'number' && typeof last === 'number' && first > last;
      return reversed ? [invalid(path, `is [${first}, ${last}]; expected the lower zoom first.`)] : [];
    }),
    ...select(data, 'indicators[]').flatMap(({ path, value }) =>
      isRecord(value) ? categoryProblems(value).map((message) => invalid(path, message)) : [],
    ),
    ...codesWithoutName(data).map(({ path, code }) =>
      invalid(path, `gives ${JSON.stringify(code)}, which is none of the \`categories\` of the indicator.`),
    ),
    ...countsOfOtherKind(data).map(({ path, kind }) =>
      invalid(path, `counts rows into an indicator of kind ${kind}; expected an indicator of kind count.`),
    ),
  ];
}

function tableProblems(table: Record<string, unknown>): string[] {
  const problems: string[] = [];
  const has = (key: string): boolean => table[key] !== undefined && table[key] !== null;
  if (!has('key') && !has('name'))
    problems.push('has neither `key` nor `name`; say which column names the region.');
  if (has('indicator') !== has('value'))
    problems.push(
      `has \`${has('value') ? 'value' : 'indicator'}\` but not \`${has('value') ? 'indicator' : 'value'}\`; a long table needs both.`,
    );
  if (!has('value') && !has('indicator') && !has('values') && !has('count'))
    problems.push(
      'has no values; give `values` (wide), `indicator` and `value` (long), or `count` (a list).',
    );
  return problems;
}

function parentsBelow(data: unknown): ConfigPath[] {
  const ids = select(data, 'levels[]').map(({ value }) => (isRecord(value) ? value['id'] : undefined));
  return select(data, 'levels[].parent.level').flatMap(({ path, value }) => {
    const position = ids.indexOf(value);
    return position >= 0 && position >= Number(path[1]) ? [path] : [];
  });
}

function countsOfOtherKind(data: unknown): { path: ConfigPath; kind: string }[] {
  const kinds = new Map(
    select(data, 'indicators[]').flatMap(({ value }) =>
      isRecord(value) ? [[value['id'], value['kind']]] : [],
    ),
  );
  return select(data, 'tables[].count').flatMap(({ path, value }) => {
    const kind = kinds.get(value);
    return typeof kind === 'string' && kind !== 'count' ? [{ path, kind }] : [];
  });
}

/** Values of the categories of an indicator; null where it has none. */
function categoryValues({ categories }: Record<string, unknown>): unknown[] | null {
  return Array.isArray(categories)
    ? categories.map((each: unknown) => (isRecord(each) ? each['value'] : undefined))
    : null;
}

function categoryProblems(indicator: Record<string, unknown>): string[] {
  const values = categoryValues(indicator);
  if (values === null) return [];
  const { kind } = indicator;
  const repeated = values.find((value, place) => values.indexOf(value) < place);
  return [
    ...(kind === 'count' || kind === 'extensive'
      ? [`has \`categories\`, but is of kind ${kind}; codes do not add up: expected the kind ratio.`]
      : []),
    ...(repeated === undefined
      ? []
      : [`names the value ${JSON.stringify(repeated)} twice in \`categories\`.`]),
  ];
}

/** Codes of result columns that no category of their indicator names. */
function codesWithoutName(data: unknown): { path: ConfigPath; code: unknown }[] {
  const named = new Map(
    select(data, 'indicators[]').flatMap(({ value }) =>
      isRecord(value) ? [[value['id'], categoryValues(value)] as const] : [],
    ),
  );
  return select(data, 'measures[].columns[]').flatMap(({ path, value }) => {
    if (!isRecord(value) || !isRecord(value['codes'])) return [];
    const values = named.get(value['indicator']) ?? null;
    if (values === null) return [];
    const code = Object.values(value['codes']).find((each) => !values.includes(each));
    return code === undefined ? [] : [{ path, code }];
  });
}
