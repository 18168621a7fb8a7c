import { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import { checkLength, checkUnique, defineInput, ordinalCodes } from './input-kind.ts';

/** The same units in two years. */
export interface Change {
  codes: string[];
  years: [from: number, to: number];
  from: (number | null)[];
  to: (number | null)[];
}

const values = z.array(z.number().nullable());

export const change = defineInput({
  id: 'change',
  title: { zh: '两年数值', en: 'A number per unit in two years' },
  schema: z.strictObject({
    codes: z.array(z.string()).optional().describe('Code of each unit; its position (from 1) by default.'),
    years: z.tuple([z.int(), z.int()]).describe('First and last year.'),
    from: values.describe('Values in the first year; null where missing.'),
    to: values.describe('Values in the last year; null where missing.'),
  }),
  prepare(json): Change {
    const codes = json.codes ?? ordinalCodes(json.from.length);
    checkLength('codes', codes.length, json.from.length);
    checkLength('to', json.to.length, json.from.length);
    checkUnique('codes', codes);
    if (json.years[0] >= json.years[1])
      throw new AtlasError(
        'invalid-data',
        `Found the years ${json.years.join(' and ')}, expected the earlier one first.`,
        { at: 'years' },
      );
    return { codes, years: json.years, from: json.from, to: json.to };
  },
});
