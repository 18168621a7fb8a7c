import { z } from 'zod';
import type { Position } from '../../model/geometry.ts';
import { checkLength, defineInput } from './input-kind.ts';
import type { Panel } from './panel.ts';
import { panel } from './panel.ts';

/** Places with a weight in each year. */
export interface WeightedPoints extends Panel {
  points: Position[];
}

export const weightedPoints = defineInput({
  id: 'weighted-points',
  title: { zh: '带权点位', en: 'Places with a weight in each year' },
  schema: z.strictObject({
    codes: z.array(z.string()).optional().describe('Code of each place; its position (from 1) by default.'),
    points: z
      .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
      .describe('Longitude and latitude of each place in degrees.'),
    years: z.array(z.int()).describe('Years in ascending order.'),
    weights: z
      .array(z.array(z.number().nonnegative().nullable()))
      .describe('One row per place, one weight per year in each; null where missing.'),
  }),
  prepare({ points, weights, ...json }): WeightedPoints {
    checkLength('points', points.length, weights.length);
    return { ...panel.read({ ...json, values: weights }), points };
  },
});
