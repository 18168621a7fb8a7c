import type { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import type { LocalText } from '../../model/text.ts';
import type { Rows } from './rows.ts';

/** A form of input that measures share: its JSON form, and how it becomes the arrays a measure works on. */
export interface InputKind<Input> {
  id: string;
  title: LocalText;
  /** JSON form: validation and the published JSON Schema. */
  schema: z.ZodType;
  /** Checks the JSON form and prepares it. Throws AtlasError `invalid-data` that names the place. */
  read(json: unknown): Input;
  /** Turns the rows of a table (column to text) into the JSON form, where a table can hold it. */
  fromRows?(rows: Rows): unknown;
}

/** An input kind whose JSON form is checked by `schema` and turned into arrays by `prepare`. */
export function defineInput<Json, Input>(kind: {
  id: string;
  title: LocalText;
  schema: z.ZodType<Json>;
  prepare(this: void, json: Json): Input;
  fromRows?(rows: Rows): unknown;
}): InputKind<Input> {
  const { prepare, ...rest } = kind;
  return {
    ...rest,
    read(json) {
      const checked = kind.schema.safeParse(json);
      if (checked.success) return prepare(checked.data);
      const { path, message } = deepestIssue(checked.error.issues);
      const place = path.join('.');
      throw new AtlasError(
        'invalid-data',
        `Input of kind "${kind.id}"${place === '' ? '' : `, at ${place}`}: ${message}. ` +
          `See 'jiju measure <id> --schema' for its form.`,
      );
    },
  };
}

/** The first issue; of alternatives, that of the one which fits furthest. */
function deepestIssue(issues: readonly z.core.$ZodIssue[]): { path: PropertyKey[]; message: string } {
  const [first] = issues;
  if (first === undefined) return { path: [], message: 'Invalid input' };
  if (first.code !== 'invalid_union') return first;
  const alternatives = first.errors.map((branch) => deepestIssue(branch));
  const depth = Math.max(...alternatives.map((issue) => issue.path.length));
  const deepest = alternatives.find((issue) => issue.path.length === depth);
  return deepest === undefined ? first : { ...deepest, path: [...first.path, ...deepest.path] };
}

/** Stops where two lists that belong together differ in length. */
export function checkLength(name: string, found: number, expected: number): void {
  if (found !== expected)
    throw new AtlasError(
      'invalid-data',
      `Found ${found} entries in "${name}", expected ${expected}: one for each unit.`,
      { at: name },
    );
}

/** Stops where a code stands twice: results by code would be ambiguous. */
export function checkUnique(name: string, codes: readonly string[]): void {
  const seen = new Set<string>();
  for (const code of codes) {
    if (seen.has(code))
      throw new AtlasError(
        'invalid-data',
        `Found "${code}" twice in "${name}"; every unit stands there once.`,
        {
          at: name,
        },
      );
    seen.add(code);
  }
}

/** Codes for input that names none: the position, counted from 1. */
export const ordinalCodes = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(index + 1));
