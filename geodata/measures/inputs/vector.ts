import { z } from 'zod';
import { checkLength, checkUnique, defineInput, ordinalCodes } from './input-kind.ts';

/** One number per unit; null is missing. */
export interface Vector {
  codes: string[];
  values: (number | null)[];
}

const values = z.array(z.number().nullable()).describe('One number per unit; null where it is missing.');
const codes = z.array(z.string()).describe('Code of each unit; its position (from 1) by default.');

export const vector = defineInput<
  (number | null)[] | { codes?: string[] | undefined; values: (number | null)[] },
  Vector
>({
  id: 'vector',
  title: { zh: '数值向量', en: 'A number per unit' },
  schema: z.union([values, z.strictObject({ codes: codes.optional(), values })]),
  prepare: (json) => prepareVector(Array.isArray(json) ? { values: json } : json),
  fromRows: (rows) => ({
    codes: rows.map((row, index) => row['code'] ?? String(index + 1)),
    values: rows.map((row) => numberOrNull(row['value'] ?? '')),
  }),
});

/** Adds default codes and checks that codes and values match. */
export function prepareVector(json: { codes?: string[] | undefined; values: (number | null)[] }): Vector {
  const named = json.codes ?? ordinalCodes(json.values.length);
  checkLength('codes', named.length, json.values.length);
  checkUnique('codes', named);
  return { codes: named, values: json.values };
}

/** Number of a table cell; null where it is blank, NaN (which no schema takes) where it is no number. */
export const numberOrNull = (text: string): number | null => (text.trim() === '' ? null : Number(text));
