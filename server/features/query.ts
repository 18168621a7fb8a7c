import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { Cql2Error } from '../cql2/cql2-error.ts';
import { evaluate, type Expression, type ScalarType, type ScalarValue } from '../cql2/expression.ts';
import { parseCql2 } from '../cql2/parse.ts';
import { Problem } from '../protocol/problem.ts';
import { CRS84, supportedCrs, unprojectBox } from './crs.ts';
import type { CollectionField } from './describe.ts';
import { boxesMeet, intersectsBox } from './intersects.ts';
import type { CollectionFeatures } from './collection-features.ts';

export const DEFAULT_LIMIT = 100;
/** Every collection of an atlas of cities fits into one page: QGIS asks for no more than this at once. */
export const MAX_LIMIT = 10_000;

/** What a client asks of the features of a collection. */
export interface FeatureQuery {
  limit: number;
  offset: number;
  /** Boxes in longitude and latitude, two where the one that was asked for crosses the antimeridian; null for all. */
  boxes: BoundingBox[] | null;
  /** Field name to the value it must have, as text. */
  equals: Map<string, string>;
  /** Condition in CQL2; null for none. */
  filter: Expression | null;
  crs: string;
}

interface InvalidParameter {
  name: string;
  reason: string;
}

/**
 * Reads the query of `/items` (OGC API – Features Part 1 §7.15, Part 2 §6). Throws one problem that lists every
 * parameter that is unknown, comes twice or has a value that cannot be used.
 */
export function parseFeatureQuery(query: string, fields: readonly CollectionField[]): FeatureQuery {
  const invalid: InvalidParameter[] = [];
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (parameters.has(name)) invalid.push({ name, reason: 'given more than once' });
    parameters.set(name, value);
  }
  const read = <Value>(name: string, fallback: Value, parse: (text: string) => Value | string): Value => {
    const text = parameters.get(name);
    parameters.delete(name);
    if (text === undefined) return fallback;
    const value = parse(text);
    if (typeof value !== 'string') return value;
    invalid.push({ name, reason: value });
    return fallback;
  };
  const limit = read('limit', DEFAULT_LIMIT, (text) => wholeNumber(text, 1));
  const offset = read('offset', 0, (text) => wholeNumber(text, 0));
  const crs = readCrs('crs', parameters, invalid);
  const boxCrs = readCrs('bbox-crs', parameters, invalid);
  const boxes = read<BoundingBox[] | null>('bbox', null, (text) => parseBox(text, boxCrs));
  read<true | null>(
    'datetime',
    null,
    (text) => isDatetime(text) || 'expected an RFC 3339 date-time or interval',
  );
  read<true | null>('filter-lang', null, (text) => text === 'cql2-text' || 'expected cql2-text');
  readCrs('filter-crs', parameters, invalid);
  const filter = read<Expression | null>('filter', null, (text) => parseFilter(text, fields));
  parameters.delete('f');
  const equals = new Map<string, string>();
  for (const [name, value] of parameters) {
    const field = fields.find((candidate) => candidate.name === name);
    const expected = field === undefined ? null : expectedInstead(field.type, value);
    if (field === undefined) invalid.push({ name, reason: 'not a parameter of this resource' });
    else if (expected === null) equals.set(name, value);
    else invalid.push({ name, reason: `found "${value.slice(0, 40)}", expected ${expected}` });
  }
  if (invalid.length > 0) throw invalidParameters(invalid);
  return { limit: Math.min(limit, MAX_LIMIT), offset, boxes, equals, filter, crs };
}

/** Refuses all query parameters but the listed ones (OGC API – Features Part 1, requirement 8). */
export function refuseUnknownParameters(query: string, known: readonly string[]): void {
  const unknown = [...new URLSearchParams(query).keys()].filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw invalidParameters(unknown.map((name) => ({ name, reason: 'not a parameter of this resource' })));
}

export const invalidParameters = (invalid: InvalidParameter[]): Problem =>
  new Problem('invalid-parameter', invalid.map(({ name, reason }) => `${name}: ${reason}`).join('; '), {
    members: { 'invalid-params': invalid },
  });

/** Places of the features that match, in the order of the table. */
export function selectFeatures(table: CollectionFeatures, { boxes, equals, filter }: FeatureQuery): number[] {
  const places = new Map(table.fields.map(({ name }, index) => [name, index]));
  const conditions = [...equals].map(([name, text]) => [places.get(name)!, text] as const);
  return Array.from(table.ids.keys()).filter((place) => {
    if (conditions.some(([field, text]) => !hasValue(table.rows[place]![field], text))) return false;
    if (filter !== null) {
      const read = (name: string): ScalarValue => table.rows[place]![places.get(name)!] ?? null;
      if (evaluate(filter, read) !== true) return false;
    }
    if (boxes === null) return true;
    return boxes.some(
      (box) => boxesMeet(table.boxes[place]!, box) && intersectsBox(table.geometries[place]!, box),
    );
  });
}

/** What a field would have to be compared with instead of a text that none of its values can be; null if it can. */
function expectedInstead(type: CollectionField['type'], text: string): string | null {
  if (type === 'string') return null;
  if (type === 'boolean') return text === 'true' || text === 'false' ? null : 'true or false';
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (type === 'integer') return Number.isInteger(number) ? null : 'a whole number';
  return Number.isFinite(number) ? null : 'a number';
}

const hasValue = (value: unknown, text: string): boolean =>
  typeof value === 'number' ? value === Number(text) : String(value) === text;

const wholeNumber = (text: string, minimum: number): number | string =>
  /^\d{1,15}$/.test(text) && Number(text) >= minimum
    ? Number(text)
    : `found "${text.slice(0, 40)}", expected a whole number from ${minimum}`;

function readCrs(name: string, parameters: Map<string, string>, invalid: InvalidParameter[]): string {
  const crs = parameters.get(name) ?? CRS84;
  parameters.delete(name);
  if (supportedCrs.includes(crs)) return crs;
  invalid.push({ name, reason: `expected one of ${supportedCrs.join(', ')}` });
  return CRS84;
}

const scalarTypes: Record<CollectionField['type'], ScalarType> = {
  string: 'string',
  integer: 'number',
  real: 'number',
  boolean: 'boolean',
};

/** A filter, or why it is none. */
function parseFilter(text: string, fields: readonly CollectionField[]): Expression | string {
  try {
    return parseCql2(text, new Map(fields.map(({ name, type }) => [name, scalarTypes[type]])));
  } catch (error) {
    if (error instanceof Cql2Error) return error.message;
    throw error;
  }
}

/** Four numbers, or six of which the heights are left out; west beyond east crosses the antimeridian. */
function parseBox(text: string, crs: string): BoundingBox[] | string {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const flat = numbers.length === 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers;
  if (flat.length !== 4 || !flat.every(Number.isFinite))
    return 'expected four or six numbers with commas between';
  const [west, south, east, north] = unprojectBox(flat as BoundingBox, crs);
  if (south > north) return 'expected the lower corner first';
  if (west <= east) return [[west, south, east, north]];
  return [
    [west, south, 180, north],
    [-180, south, east, north],
  ];
}

/** Nothing here has a time of its own, so every valid date-time or interval matches (§7.15.4). */
function isDatetime(text: string): boolean {
  const parts = text.split('/');
  const isOpen = (part: string): boolean => parts.length === 2 && (part === '..' || part === '');
  if (parts.length > 2 || parts.every(isOpen)) return false;
  if (!parts.every((part) => isOpen(part) || isInstant(part))) return false;
  const [start = '', end = ''] = parts;
  return isOpen(start) || isOpen(end) || parts.length === 1 || Date.parse(start) <= Date.parse(end);
}

const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/i.test(text) &&
  !Number.isNaN(Date.parse(text));
