import { z } from 'zod';
import { defineColumns, numbers } from './columns.ts';

/** One number per unit, and bounds to sort them by. */
export const vectorWithBreaks = defineColumns({
  id: 'vector-with-breaks',
  title: { zh: '数值与分级界限', en: 'A number per unit, and bounds between classes' },
  columns: { values: numbers('The quantity.') },
  rest: {
    breaks: z
      .array(z.number())
      .refine(
        (bounds) => bounds.every((bound, index) => index === 0 || bound > bounds[index - 1]!),
        'expected ascending bounds without duplicates',
      )
      .describe('Upper bounds (inclusive) of all classes but the last, ascending.'),
  },
});
