import { z } from 'zod';
import { id, text, year } from './primitives.ts';
import { tier } from './tier.ts';

const scoredIndicator = z.strictObject({
  indicator: id.describe('Id of an indicator.'),
  year: year.optional().describe('Year of its values; the latest by default.'),
  weight: z.number().positive().default(1).describe('Weight; only the ratios of weights matter.'),
  logarithm: z
    .boolean()
    .optional()
    .describe(
      'Take ln(1 + x), so that a few giants do not make all others equal; by default for counts and amounts.',
    ),
});

export const centres = z
  .strictObject({
    id: id.describe('Id of the hierarchy and of its table of results.'),
    name: text.describe('Name of the hierarchy.'),
    level: id.describe('Level whose regions are scored.'),
    kinds: z.array(z.string()).optional().describe('Only units of these kinds.'),
    exclude: z.array(z.string()).default([]).describe('Codes to leave out.'),
    indicators: z.array(scoredIndicator).min(1).describe('What the score is made of.'),
    tiers: z.array(tier).min(2).describe('The tiers, highest first; scores are cut into as many classes.'),
    designated: id
      .optional()
      .describe('Id of the hierarchy under `tiers`, with the same ranks, that the data is held against.'),
    published: z
      .enum(['designated', 'data', 'best'])
      .default('designated')
      .describe(
        'Tier that is shown: the designated one, else that of the data; always that of the data; or the higher of both.',
      ),
    highest: z
      .int()
      .min(1)
      .default(3)
      .describe('Highest tier that data alone can give where `published` is designated.'),
    reach: z
      .enum(['class', 'weakest', 'middle'])
      .default('class')
      .describe(
        'Where `published` is designated, what gives a tier to a place that nobody designates: the class of its score, or a score no lower than that of the weakest, or of the middle one (the median), of the centres designated for the tier; the lowest tier where it reaches none.',
      ),
    drawn: z.int().min(1).default(3).describe('Centres down to this tier are drawn; the table has all.'),
    stability: z
      .strictObject({
        draws: z.int().min(0).max(100_000).default(1000).describe('Number of perturbed weightings.'),
        concentration: z
          .number()
          .positive()
          .default(100)
          .describe('Of the Dirichlet distribution around the weights; the larger, the smaller the changes.'),
        seed: z.int().min(0).default(1).describe('Seed of the random numbers.'),
      })
      .prefault({})
      .describe('How often a centre keeps its tier when the weights are perturbed.'),
  })
  .meta({
    id: 'centres',
    description: 'A hierarchy of centres computed from indicators, held against a designated one.',
  });
