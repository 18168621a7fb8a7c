import { z } from 'zod';
import { defineInput, checkLength, checkUnique, ordinalCodes } from './input-kind.ts';

/** What is explained (y), by what (x), with controls and groups whose means are taken out. */
export interface RegressionInput {
  codes: string[];
  x: (number | null)[];
  y: (number | null)[];
  /** Columns of control variables. */
  controls: (number | null)[][];
  /** Group of each observation for fixed effects; null for none. */
  groups: string[] | null;
}

const numbers = z.array(z.number().nullable());

export const regression = defineInput({
  id: 'regression',
  title: { zh: '回归数据', en: 'Observations for a regression' },
  schema: z.strictObject({
    codes: z.array(z.string()).optional().describe('Code of each observation; its position by default.'),
    x: numbers.describe('What explains, one number per observation; null where missing.'),
    y: numbers.describe('What is explained, one number per observation; null where missing.'),
    controls: z.array(numbers).optional().describe('Control variables: one list per variable.'),
    groups: z
      .array(z.string())
      .optional()
      .describe('Group of each observation (its city, its year): the means of groups are taken out.'),
  }),
  prepare({ x, y, controls = [], groups = null, ...json }): RegressionInput {
    const codes = json.codes ?? ordinalCodes(x.length);
    checkUnique('codes', codes);
    checkLength('codes', codes.length, x.length);
    checkLength('y', y.length, x.length);
    controls.forEach((column, index) => checkLength(`controls.${index}`, column.length, x.length));
    if (groups !== null) checkLength('groups', groups.length, x.length);
    return { codes, x, y, controls, groups };
  },
});
