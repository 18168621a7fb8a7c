import type { z } from 'zod';
import { nearestWords } from '../model/edit-distance.ts';
import { knownKeys } from './known-keys.ts';
import type { ConfigPath } from './path.ts';
import { formatPath, isRecord, valueAt } from './path.ts';

type Issue = z.core.$ZodIssue;

/** One mistake in atlas.yaml in words, before it has a line. */
export interface SchemaProblem {
  code: 'config/unknown-key' | 'config/invalid-value';
  path: ConfigPath;
  message: string;
  found?: string;
  nearest?: string[];
}

/**
 * Turns what the validator says into mistakes a person can act on. A misspelt key and the required key it was meant to
 * be are one mistake, not two. `writtenAt` gives the characters of a value as they stand in the file.
 */
export function describeIssues(
  issues: readonly Issue[],
  data: unknown,
  writtenAt: (path: ConfigPath) => string | undefined,
): SchemaProblem[] {
  const flat = issues.flatMap((issue) => flatten(issue, [], data));
  const unknown = flat.flatMap(({ issue, path }) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownKey([...path, key], data)) : [],
  );
  const meant = new Set(
    unknown.flatMap(({ path, nearest = [] }) =>
      nearest.slice(0, 1).map((key) => formatPath([...path.slice(0, -1), key])),
    ),
  );
  const invalid = flat.flatMap(({ issue, path }) => {
    if (issue.code === 'unrecognized_keys' || meant.has(formatPath(path))) return [];
    return [invalidValue(issue, path, data, writtenAt)];
  });
  return [...unknown, ...invalid];
}

interface PlacedIssue {
  issue: Issue;
  path: ConfigPath;
}

/** Replaces "no branch of the union fits" by the issues of the branch that was most likely meant. */
function flatten(issue: Issue, before: ConfigPath, data: unknown): PlacedIssue[] {
  const path = [...before, ...stepsOf(issue)];
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ issue, path }];
  const branches = issue.errors.filter((branch) => !branch.some(isWrongKind));
  const [likeliest] = branches.toSorted((a, b) => unknownCount(a) - unknownCount(b) || a.length - b.length);
  if (likeliest === undefined) return [{ issue, path }];
  const isMissing = (each: Issue): boolean =>
    each.code === 'invalid_type' && valueAt(data, [...path, ...stepsOf(each)]) === undefined;
  // Which keys a branch misses is no news while another key of the same object is misspelt.
  const hasUnknown = likeliest.some(({ code }) => code === 'unrecognized_keys');
  const told = hasUnknown && branches.length > 1 ? likeliest.filter((each) => !isMissing(each)) : likeliest;
  return told.flatMap((each) => flatten(each, path, data));
}

const isWrongKind = (issue: Issue): boolean => issue.code === 'invalid_type' && issue.path.length === 0;

const unknownCount = (branch: readonly Issue[]): number =>
  branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0);

const stepsOf = (issue: Issue): ConfigPath =>
  issue.path.map((step) => (typeof step === 'number' ? step : String(step)));

function unknownKey(path: ConfigPath, data: unknown): SchemaProblem {
  const key = String(path.at(-1));
  const known = knownKeys(path.slice(0, -1), data);
  const nearest = nearestWords(key, known);
  const place = formatPath(path);
  const hint = nearest.length === 0 && known.length > 0 ? ` Known here: ${known.join(', ')}.` : '';
  return {
    code: 'config/unknown-key',
    path,
    message: `${place} is not a known key.${hint}`,
    found: key,
    nearest,
  };
}

function invalidValue(
  issue: Issue,
  path: ConfigPath,
  data: unknown,
  writtenAt: (path: ConfigPath) => string | undefined,
): SchemaProblem {
  const value = valueAt(data, path);
  const place = formatPath(path) || 'atlas.yaml';
  const expected = expectation(issue);
  if (value === undefined)
    return { code: 'config/invalid-value', path, message: `${place} is missing; expected ${expected}.` };
  const found = typeof value === 'string' ? value : (writtenAt(path) ?? describeValue(value));
  const advice =
    typeof value === 'number' && expected.startsWith('a text') ? ` Write it in quotes: "${found}".` : '';
  const nearest = issue.code === 'invalid_value' ? nearestWords(found, issue.values.map(String)) : [];
  return {
    code: 'config/invalid-value',
    path,
    message: `${place} is ${describeValue(value)}; expected ${expected}.${advice}`,
    found,
    ...(nearest.length > 0 ? { nearest } : {}),
  };
}

/** What would have been right, as the end of the sentence "expected …". */
function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kindNames[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1
        ? String(issue.values[0])
        : `one of ${issue.values.map(String).join(', ')}`;
    case 'too_small':
      if (issue.origin === 'string') return 'a text that is not empty';
      if (issue.origin === 'array') return `a list of at least ${issue.minimum}`;
      return `a number ${issue.inclusive === false ? 'above' : 'of at least'} ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array'
        ? `a list of at most ${issue.maximum}`
        : `a number of at most ${issue.maximum}`;
    case 'invalid_union':
      if ('options' in issue && issue.options) return `one of ${issue.options.map(String).join(', ')}`;
      return [...new Set(issue.errors.flatMap((branch) => branch.slice(0, 1).map(expectation)))].join(' or ');
    case 'invalid_key':
      return issue.issues.map(expectation).join(' and ');
    default:
      return issue.message;
  }
}

const kindNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list of fixed length',
  object: 'a map of keys',
  record: 'a map of keys',
};

function describeValue(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isRecord(value)) return 'a map of keys';
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}
