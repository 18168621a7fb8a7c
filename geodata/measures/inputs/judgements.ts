import { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import { checkLength, defineInput } from './input-kind.ts';

/** Pairwise judgements: how many times more important each item is than each other. */
export interface Judgements {
  items: string[];
  matrix: number[][];
}

export const judgements = defineInput({
  id: 'judgements',
  title: { zh: '两两比较矩阵', en: 'Pairwise judgements of importance' },
  schema: z.strictObject({
    items: z.array(z.string()).min(1).describe('What is judged: indicators or groups.'),
    matrix: z
      .array(z.array(z.number().positive()))
      .describe(
        'Row i, column j: how many times more important item i is than item j; the reverse is 1 over it.',
      ),
  }),
  prepare({ items, matrix }): Judgements {
    checkLength('matrix', matrix.length, items.length);
    matrix.forEach((row, i) => {
      checkLength(`matrix.${i}`, row.length, items.length);
      row.forEach((judgement, j) => {
        if (Math.abs(judgement * matrix[j]![i]! - 1) > 1e-6)
          throw new AtlasError(
            'invalid-data',
            `Found ${judgement} for "${items[i]}" over "${items[j]}" and ${matrix[j]![i]} the other way, expected reciprocals.`,
            { at: `matrix.${i}.${j}` },
          );
      });
    });
    return { items, matrix };
  },
});
