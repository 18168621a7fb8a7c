import { z } from 'zod';
import { checkLength, checkUnique, defineInput, ordinalCodes } from './input-kind.ts';
import { codesOfRows, numberOrNull, valueColumns } from './rows.ts';

/** Units by indicators: `values[unit][indicator]`; null is missing. */
export interface Matrix {
  codes: string[];
  indicators: string[];
  values: (number | null)[][];
}

/** JSON form of a matrix, for input kinds that add something to it. */
export const matrixShape = {
  codes: z.array(z.string()).optional().describe('Code of each unit; its position (from 1) by default.'),
  indicators: z.array(z.string()).optional().describe('Id of each indicator; its position by default.'),
  values: z
    .array(z.array(z.number().nullable()))
    .describe('One row per unit, one number per indicator in each; null where it is missing.'),
};

/** JSON form of an indicator that may be better where it is less. */
export const directedIndicator = {
  id: z.string(),
  direction: z
    .union([z.literal(1), z.literal(-1)])
    .optional()
    .describe('−1 where less is better.'),
};

export const matrix = defineInput<z.infer<z.ZodObject<typeof matrixShape>>, Matrix>({
  id: 'matrix',
  title: { zh: '单元×指标矩阵', en: 'Units by indicators' },
  schema: z.strictObject(matrixShape),
  prepare: prepareMatrix,
  fromRows(rows) {
    const indicators = valueColumns(rows);
    return {
      ...codesOfRows(rows),
      indicators,
      values: rows.map((row) => indicators.map((name) => numberOrNull(row[name]!, name))),
    };
  },
});

/** Adds default codes and checks that all rows are as long as the list of indicators. */
export function prepareMatrix(json: z.infer<z.ZodObject<typeof matrixShape>>): Matrix {
  const codes = json.codes ?? ordinalCodes(json.values.length);
  const indicators = json.indicators ?? ordinalCodes(json.values[0]?.length ?? 0);
  checkLength('values', json.values.length, codes.length);
  json.values.forEach((row, index) => checkLength(`values.${index}`, row.length, indicators.length));
  checkUnique('codes', codes);
  checkUnique('indicators', indicators);
  return { codes, indicators, values: json.values };
}

/** One indicator of a matrix as a vector. */
export const columnOf = ({ codes, values }: Matrix, indicator: number) => ({
  codes,
  values: values.map((row) => row[indicator] ?? null),
});
