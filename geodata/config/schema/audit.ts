import { z } from 'zod';
import { file, id } from './primitives.ts';

const concentration = z.strictObject({
  level: id.describe('Level whose regions the values are about, e.g. province.'),
  gini: id.describe('Indicator with a Gini coefficient over the units of each region.'),
  share: id.optional().describe('Indicator with the share of the capital among the same units.'),
  units: id.describe('Level of the units, e.g. prefecture.'),
  kinds: z.array(z.string()).optional().describe('Only units of these kinds; all by default.'),
});

/** What the checks on imported tables cannot know by themselves. */
export const audit = z
  .strictObject({
    concentration: z
      .array(concentration)
      .default([])
      .describe('Gini coefficients and capital shares, which bound each other.'),
    same: z
      .array(
        z.strictObject({
          level: id.describe('Level of both.'),
          indicator: id.describe('Indicator to compare.'),
          as: id.describe('Indicator that says the same, from another source.'),
        }),
      )
      .default([])
      .describe('Pairs of indicators that should agree in every year.'),
    printed: z
      .strictObject({
        file: file.describe(
          'Table with the columns code, year, indicator, value, qualifier (exact, about, more, less), source.',
        ),
        level: id.describe('Level of the codes.'),
      })
      .optional()
      .describe('Values that other publications print, to hold against the tables.'),
    quoted: z
      .array(
        file.describe(
          'Table with the columns claim, percent, part, whole (sums such as 4.5+1.6 allowed), qualifier, source.',
        ),
      )
      .default([])
      .describe('Tables of percentages that texts quote, with what they are percentages of.'),
    adjacent: z
      .strictObject({
        file: file.describe('Table with the columns code, other, source.'),
        level: id.describe('Level of the codes.'),
      })
      .optional()
      .describe('Pairs of regions that texts call neighbours.'),
  })
  .prefault({})
  .meta({ id: 'audit', description: 'What the checks on imported tables cannot know by themselves.' });
