import { AtlasError } from '../../model/atlas-error.ts';

/** Rows of a table, each column to text; every row has the same columns. */
export type Rows = readonly Record<string, string>[];

/** Number of a table cell; null where it is blank. Throws AtlasError `invalid-data` where it is no number. */
export function numberOrNull(text: string, column: string): number | null {
  if (text.trim() === '') return null;
  const number = Number(text);
  if (Number.isFinite(number)) return number;
  throw new AtlasError('invalid-data', `Found "${text}" in the column "${column}", expected a number.`, {
    at: column,
  });
}

/** Stops where a column is missing, with those that are there. */
export function requireColumns(rows: Rows, needed: readonly string[]): void {
  const found = Object.keys(rows[0] ?? {});
  const missing = needed.filter((name) => !found.includes(name));
  if (missing.length > 0)
    throw new AtlasError(
      'invalid-data',
      `Found the columns ${found.join(', ')}; expected ${needed.join(', ')}.`,
      { at: missing[0]! },
    );
}

/** Column that names the units: `code`, or a first column that holds no numbers. Null where there is none. */
export function codeColumn(rows: Rows): string | null {
  const [first] = Object.keys(rows[0] ?? {});
  if (rows[0]?.['code'] !== undefined) return 'code';
  return first === undefined || rows.some((row) => isNumber(row[first]!)) ? null : first;
}

/** Columns beside the one that names the units. */
export function valueColumns(rows: Rows): string[] {
  const code = codeColumn(rows);
  return Object.keys(rows[0] ?? {}).filter((name) => name !== code);
}

/** JSON form of the codes of a table; nothing where it has none. */
export function codesOfRows(rows: Rows): { codes?: string[] } {
  const column = codeColumn(rows);
  return column === null ? {} : { codes: rows.map((row) => row[column]!) };
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));
