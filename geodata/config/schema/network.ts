import { z } from 'zod';
import { column, file, id, tableReading, text, year } from './primitives.ts';
import { recordsNetworkOf } from './records-network.ts';
import { tier } from './tier.ts';

export const tiers = z
  .strictObject({
    id: id.describe('Id of the hierarchy.'),
    name: text.describe('Name of the hierarchy.'),
    basis: z
      .enum(['designated', 'published', 'computed'])
      .describe('Who says so: a plan, a paper, or our own computation.'),
    file: file.describe('Table with one row for each centre.'),
    level: id.describe('Level whose regions the centres stand in.'),
    key: column.default('code').describe('Column with the code of the region.'),
    rank: column.default('rank').describe('Column with the rank of the tier.'),
    zone: z
      .strictObject({
        zh: column.describe('Column with the Chinese name of the zone.'),
        en: column.describe('Column with the English name of the zone.'),
      })
      .optional()
      .describe('Columns with the name shared by centres that are designated together.'),
    tiers: z.array(tier).min(1).describe('The tiers, highest first.'),
    source: id.describe('Id of the source.'),
  })
  .meta({ id: 'tiers', description: 'A hierarchy of centres, drawn as points.' });

const drawing = z
  .strictObject({
    strongest: z.int().min(0).default(400).describe('How many of the strongest edges of all.'),
    perNode: z.int().min(0).default(1).describe('How many of the strongest edges of every region.'),
  })
  .prefault({})
  .describe('Edges that are drawn: the strongest of all, and the strongest of every region.');

const hierarchy = id
  .optional()
  .describe('Id of the hierarchy by which links are counted as between or within tiers.');

const gravityNetwork = z
  .strictObject({
    id: id.describe('Id of the network.'),
    name: text.describe('Name of the network.'),
    kind: z.literal('gravity').describe('A modelled network.'),
    level: id.describe('Level whose regions are linked.'),
    mass: z
      .array(
        z.strictObject({
          indicator: id.describe('Id of an indicator.'),
          year: year.optional().describe('Year of its values; the latest by default.'),
          weight: z.number().positive().default(1).describe('Weight of its share in the mass.'),
        }),
      )
      .min(1)
      .describe('Indicators whose shares of the total, weighted, add up to the mass of a region.'),
    exponents: z
      .strictObject({
        mass: z.number().default(1).describe('Exponent of the product of the masses.'),
        distance: z.number().default(-2).describe('Exponent of the great-circle distance in km.'),
      })
      .prefault({})
      .describe('F = (M_i M_j)^mass · distanceKm^distance, unless they are estimated.'),
    estimate: z
      .strictObject({
        network: id.describe(
          'Id of a network of kind edges or records of the same level, to which the model is fitted.',
        ),
        year: year.optional().describe('Year of that network; the latest by default.'),
      })
      .optional()
      .describe(
        'Estimate constant and exponents from observed links, by Poisson pseudo-maximum likelihood over all pairs.',
      ),
    draw: drawing,
    tiers: hierarchy,
  })
  .meta({
    id: 'gravityNetwork',
    description: 'Links computed from masses and distances; marked as modelled.',
  });

const edgeListNetwork = z
  .strictObject({
    id: id.describe('Id of the network.'),
    name: text.describe('Name of the network.'),
    kind: z.literal('edges').describe('A network read from a list of edges.'),
    level: id.describe('Level whose regions are linked.'),
    file: file.describe('Table with one row for each edge.'),
    ...tableReading,
    from: column.default('source').describe('Column with code or name of the one end.'),
    to: column.default('target').describe('Column with code or name of the other end.'),
    weight: column.default('weight').describe('Column with the weight.'),
    year: column.optional().describe('Column with the year.'),
    directed: z.boolean().default(false).describe('Whether a link from A to B differs from one from B to A.'),
    basis: z
      .enum(['observed', 'modelled'])
      .default('observed')
      .describe('Whether the links were seen in data or computed from a model.'),
    unit: text.prefault('').describe('Unit of the weight.'),
    draw: drawing,
    tiers: hierarchy,
    sources: z.array(id).default([]).describe('Ids of the sources.'),
  })
  .meta({ id: 'edgeListNetwork', description: 'Links read from a table.' });

const recordsNetwork = recordsNetworkOf({
  id: id.describe('Id of the network.'),
  name: text.describe('Name of the network.'),
  level: id.describe('Level whose regions are linked.'),
  draw: drawing,
  tiers: hierarchy,
});

export const network = z
  .discriminatedUnion('kind', [gravityNetwork, edgeListNetwork, recordsNetwork])
  .meta({ id: 'network', description: 'Links between regions, modelled or observed.' });
