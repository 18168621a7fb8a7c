import { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import { checkLength, checkUnique, defineInput, ordinalCodes } from './input-kind.ts';
import { codesOfRows, numberOrNull, valueColumns } from './rows.ts';

/** One number per unit; null is missing. */
export interface Vector {
  codes: string[];
  values: (number | null)[];
}

const values = z.array(z.number().nullable()).describe('One number per unit; null where it is missing.');
const codes = z.array(z.string()).describe('Code of each unit; its position (from 1) by default.');

/** The simplest input: `[1, 2, null]`, or `{codes, values}`. */
export const vector = defineInput<
  (number | null)[] | { codes?: string[] | undefined; values: (number | null)[] },
  Vector
>({
  id: 'vector',
  title: { zh: '数值向量', en: 'A number per unit' },
  schema: z.union([values, z.strictObject({ codes: codes.optional(), values })]),
  prepare(json) {
    const given = Array.isArray(json) ? { values: json } : json;
    const named = given.codes ?? ordinalCodes(given.values.length);
    checkLength('codes', named.length, given.values.length);
    checkUnique('codes', named);
    return { codes: named, values: given.values };
  },
  fromRows(rows) {
    const columns = valueColumns(rows);
    const column =
      ['value', 'values'].find((name) => columns.includes(name)) ??
      (columns.length === 1 ? columns[0] : undefined);
    if (column === undefined)
      throw new AtlasError(
        'invalid-data',
        `Found the columns ${Object.keys(rows[0] ?? {}).join(', ')}; expected one named value, or only one beside the code.`,
        { at: 'value' },
      );
    return { ...codesOfRows(rows), values: rows.map((row) => numberOrNull(row[column]!, column)) };
  },
});
