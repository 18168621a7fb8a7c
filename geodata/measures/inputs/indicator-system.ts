import { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import { defineInput } from './input-kind.ts';
import type { Matrix } from './matrix.ts';
import { directedIndicator, matrixShape, prepareMatrix } from './matrix.ts';

/** One indicator of a system: +1 where more is better, and the groups it stands in, from the top. */
export interface IndicatorPlace {
  id: string;
  direction: 1 | -1;
  path: string[];
}

/** Units by indicators, and how the indicators form a system. */
export interface IndicatorSystem extends Matrix {
  places: IndicatorPlace[];
}

export const indicatorSystem = defineInput({
  id: 'indicator-system',
  title: { zh: '指标体系', en: 'Units by the indicators of a system' },
  schema: z.strictObject({
    codes: matrixShape.codes,
    indicators: z
      .array(
        z.strictObject({
          ...directedIndicator,
          path: z
            .array(z.string())
            .optional()
            .describe('Ids of the groups it stands in, first level first; none for a flat system.'),
        }),
      )
      .describe('The indicators, in the order of the values.'),
    values: matrixShape.values,
  }),
  prepare({ indicators, ...json }): IndicatorSystem {
    const prepared = prepareMatrix({ ...json, indicators: indicators.map(({ id }) => id) });
    const places = indicators.map(({ id, direction = 1, path = [] }) => ({ id, direction, path }));
    const depths = new Set(places.map(({ path }) => path.length));
    if (depths.size > 1)
      throw new AtlasError(
        'invalid-data',
        `Found indicators with ${[...depths].join(' and ')} groups above them, expected the same depth for all.`,
        { at: 'indicators' },
      );
    return { ...prepared, places };
  },
});
