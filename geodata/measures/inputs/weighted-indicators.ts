import { z } from 'zod';
import { defineInput } from './input-kind.ts';
import type { Matrix } from './matrix.ts';
import { directedIndicator, matrixShape, prepareMatrix } from './matrix.ts';

/** How one indicator goes into a score. */
export interface IndicatorWeight {
  id: string;
  direction: 1 | -1;
  /** Above zero; only the ratios of weights matter. */
  weight: number;
  /** Whether ln(1 + x) goes in instead of x, for counts that spread over orders of magnitude. */
  logarithm: boolean;
}

/** Units by indicators with chosen weights. */
export interface WeightedIndicators extends Matrix {
  weights: IndicatorWeight[];
}

export const weightedIndicators = defineInput({
  id: 'weighted-indicators',
  title: { zh: '带权重的指标', en: 'Units by weighted indicators' },
  schema: z.strictObject({
    codes: matrixShape.codes,
    indicators: z
      .array(
        z.strictObject({
          ...directedIndicator,
          weight: z.number().positive().optional().describe('1 by default.'),
          logarithm: z.boolean().optional().describe('Take ln(1 + x); for counts. False by default.'),
        }),
      )
      .describe('The indicators, in the order of the values.'),
    values: matrixShape.values,
  }),
  prepare({ indicators, ...json }): WeightedIndicators {
    return {
      ...prepareMatrix({ ...json, indicators: indicators.map(({ id }) => id) }),
      weights: indicators.map(({ id, direction = 1, weight = 1, logarithm = false }) => ({
        id,
        direction,
        weight,
        logarithm,
      })),
    };
  },
});
