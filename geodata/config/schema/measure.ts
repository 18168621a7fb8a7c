import { z } from 'zod';
import { analysisIds, colorings } from '../../model/view-words.ts';
import { boundingBox, column, file, id, text, year } from './primitives.ts';

const quantity = z
  .union([
    id,
    z.strictObject({
      indicator: id.describe('Id of the indicator.'),
      year: year.optional().describe('The one year it is known for, whatever the year of the result.'),
      lag: z.int().min(0).optional().describe('How many years before the year of the result it is taken.'),
      path: z
        .array(z.string())
        .optional()
        .describe('For composite indices: the groups it stands in, first level first.'),
      role: z
        .enum(['research', 'industry', 'other'])
        .optional()
        .describe('For modes of innovation: the side it speaks for.'),
    }),
  ])
  .describe('Id of an indicator, or {indicator, year} or {indicator, lag} where it has a year of its own.');

const neighbours = z
  .strictObject({
    rule: z
      .enum(['border', 'nearest'])
      .default('border')
      .describe('border: regions that share a part of their border; nearest: the k nearest by great circle.'),
    k: z.int().min(1).default(6).describe('How many, for the nearest.'),
    islands: z
      .enum(['keep', 'attach'])
      .default('keep')
      .describe('Regions without a border to another: stay alone, or get the nearest region as neighbour.'),
  })
  .prefault({})
  .describe('Which units are neighbours, for measures of association.');

const resultColumn = z
  .strictObject({
    indicator: id.describe('Id of the indicator that the results become; declared under `indicators`.'),
    of: id.optional().describe('Only results about this indicator, where the measure has several.'),
    field: z
      .string()
      .default('value')
      .describe('Which field of the result: `value`, or a further one such as `quadrant`.'),
    codes: z
      .record(z.string(), z.number())
      .optional()
      .describe('Number of each class, where the field is a text, e.g. {HH: 2, LL: -2}.'),
    where: z.string().optional().describe('Field that must be true, e.g. `significant`; 0 elsewhere.'),
  })
  .meta({ id: 'resultColumn', description: 'Results about regions that can be mapped like any indicator.' });

const rowsTable = z
  .strictObject({
    file: file.describe('Table in the atlas folder whose rows are about things, not regions.'),
    by: column.describe('Column that names the units; rows with the same name are added up.'),
    value: column.optional().describe('Column with the number of each row; rows are counted without it.'),
    whole: column
      .optional()
      .describe(
        'Column with what the number is a part of: one result for each row, over the part and the rest.',
      ),
    exact: z
      .strictObject({
        column: column.describe('Column that says how exact the number of a row is.'),
        value: z.string().describe('What it says of exact numbers; others are marked as approximate.'),
      })
      .optional()
      .describe('Keeps "about" and "more than" with the numbers.'),
    source: id.optional().describe('Id of the source of the table.'),
  })
  .describe('Units and values out of a table of things, e.g. platforms by who approves them.');

const sets = z
  .strictObject({
    file: file.describe('Table with one row for each member.'),
    set: column.describe('Column with the id of the set.'),
    code: column.default('code').describe('Column with the code of the member.'),
    names: z
      .strictObject({
        file: file.describe('Table with one row for each set.'),
        id: column.default('id').describe('Column with the id of the set.'),
        zh: column.default('name_zh').describe('Column with its Chinese name.'),
        en: column.default('name_en').describe('Column with its English name.'),
      })
      .optional()
      .describe('Names of the sets.'),
  })
  .describe('Sets of regions that may overlap, such as agglomerations: one result for each.');

const resultsOf = z.strictObject({
  table: id.describe('Id of an entry that stands above, with results about regions or sets.'),
  indicator: id.optional().describe('Only results about this indicator, where the table has several.'),
  year: year.optional().describe('Only results of this year.'),
  field: z.string().default('value').describe('Which field of the result: `value`, or a further one.'),
});

const observations = z
  .strictObject({
    x: resultsOf.describe('What explains.'),
    y: resultsOf.describe('What is explained.'),
    controls: z.array(resultsOf).default([]).describe('What else may explain.'),
    effects: z
      .enum(['none', 'subject', 'year'])
      .default('none')
      .describe('Fixed effects: the means of each region or set, or of each year, are taken out.'),
  })
  .describe(
    'For regressions over results of other entries, e.g. polycentricity of agglomerations against their output; instead of `indicators` and `second`.',
  );

export const measure = z
  .strictObject({
    id: id.describe('Id of the table of results.'),
    measure: id.describe('Id in the registry of measures (`jiju measure --list`).'),
    title: text.optional().describe('Title of the table; the title of the measure by default.'),
    level: id.describe('Level whose values go in.'),
    within: id
      .optional()
      .describe('A level above or a grouping: one result for each of its members instead of one for all.'),
    sets: sets.optional(),
    kinds: z.array(z.string()).optional().describe('Only units of these kinds.'),
    exclude: z.array(z.string()).default([]).describe('Codes to leave out.'),
    indicators: z
      .array(quantity)
      .default([])
      .describe(
        'Indicators it is computed for: one result for each, or one for all where it takes a matrix.',
      ),
    second: quantity
      .optional()
      .describe(
        'The second quantity, where the measure takes two: weights, the other of a pair, what explains.',
      ),
    outputs: z
      .array(quantity)
      .default([])
      .describe('For data envelopment analysis: what is made out of `indicators`, which are the inputs.'),
    controls: z
      .array(quantity)
      .default([])
      .describe('For regressions: what else may explain, besides `second` or the starting level.'),
    observations: observations.optional(),
    groups: id
      .optional()
      .describe(
        'A level above or a grouping that divides the units inside one result: groups of Theil, fixed effects.',
      ),
    neighbours,
    network: id.optional().describe('Id of a network, for measures of networks.'),
    edges: z
      .enum(['all', 'drawn'])
      .default('all')
      .describe('All edges of the network, or those that are drawn: a model links every pair.'),
    table: rowsTable.optional(),
    years: z.array(year).optional().describe('All years of the indicator by default.'),
    stages: z
      .array(z.tuple([year, year]))
      .optional()
      .describe('For changes: from and to of each stage.'),
    parts: z
      .array(
        z.strictObject({
          id: id.describe('Id of the group, as it stands in `path`.'),
          name: text.describe('Name of the group.'),
        }),
      )
      .default([])
      .describe('For composite indices: names of the groups that indicators stand in.'),
    params: z
      .record(z.string(), z.union([z.number(), z.boolean(), z.string()]))
      .default({})
      .describe('Parameters of the measure by name.'),
    columns: z
      .array(resultColumn)
      .default([])
      .describe('Results about regions that become columns of the map.'),
    published: z
      .strictObject({
        file: file.describe('Table with the printed values.'),
        indicator: column.describe('Column with the indicator id, or the id of the entry.'),
        year: column.optional().describe('Column with the year.'),
        toYear: column.optional().describe('Column with the second year, for changes.'),
        value: column.describe('Column with the printed value.'),
        scale: z.number().positive().default(1).describe('Printed values are multiplied by this, e.g. 0.01.'),
        region: column.optional().describe('Column with the code of the region or the id of the group.'),
      })
      .optional()
      .describe('Printed values to stand beside ours.'),
  })
  .meta({ id: 'measure', description: 'A measure to compute when the atlas is built.' });

export const view = z
  .strictObject({
    id: id.describe('Id of the view, part of its URL.'),
    name: text.describe('Name of the view.'),
    summary: text.describe('One sentence on what it shows.'),
    level: id.describe('Level that is coloured.'),
    indicator: id.optional().describe('Indicator that colours it.'),
    year: year.optional().describe('Year shown; the latest by default.'),
    layers: z.array(id).default([]).describe('Ids of further layers that are switched on.'),
    analysis: z
      .enum(analysisIds)
      .optional()
      .describe('What opens beside the map: an analysis instead of the ranking.'),
    coloring: z
      .enum(colorings)
      .default('value')
      .describe('What the colours stand for: values, change since the first year, two years, or clusters.'),
    bounds: boundingBox
      .optional()
      .describe('West, south, east, north in degrees; the whole atlas by default.'),
  })
  .meta({ id: 'view', description: 'A starting state of the map.' });
