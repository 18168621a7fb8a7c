import { z } from 'zod';
import { defineColumns, numbers } from './columns.ts';

/** First and last year of a change. */
export const yearSpan = z
  .tuple([z.int(), z.int()])
  .refine(([from, to]) => from < to, 'expected the earlier of two different years first')
  .describe('First and last year, the earlier one first.');

/** One number per unit in each of two years. */
export const change = defineColumns({
  id: 'change',
  title: { zh: '两年数值', en: 'A number per unit in two years' },
  columns: { from: numbers('Values in the first year.'), to: numbers('Values in the last year.') },
  rest: { years: yearSpan },
});
