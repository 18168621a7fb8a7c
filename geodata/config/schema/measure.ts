import { z } from 'zod';
import { column, file, id, text, year } from './primitives.ts';

export const measure = z
  .strictObject({
    id: id.describe('Id of the table of results.'),
    measure: id.describe('Id in the registry of measures (`jiju measure --list`).'),
    title: text.optional().describe('Title of the table; the title of the measure by default.'),
    level: id.describe('Level whose values go in.'),
    within: id
      .optional()
      .describe('A level above or a grouping: one result for each of its members instead of one for all.'),
    kinds: z.array(z.string()).optional().describe('Only units of these kinds.'),
    exclude: z.array(z.string()).default([]).describe('Codes to leave out.'),
    indicators: z.array(id).min(1).describe('Ids of the indicators it is computed for.'),
    years: z.array(year).optional().describe('All years of the indicator by default.'),
    stages: z
      .array(z.tuple([year, year]))
      .optional()
      .describe('For changes: from and to of each stage.'),
    params: z
      .record(z.string(), z.union([z.number(), z.boolean(), z.string()]))
      .default({})
      .describe('Parameters of the measure by name.'),
    published: z
      .strictObject({
        file: file.describe('Table with the printed values.'),
        indicator: column.describe('Column with the indicator id.'),
        year: column.describe('Column with the year.'),
        value: column.describe('Column with the printed value.'),
        region: column.optional().describe('Column with the code of the region.'),
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
    bounds: z
      .tuple([z.number(), z.number(), z.number(), z.number()])
      .optional()
      .describe('West, south, east, north in degrees; the whole atlas by default.'),
  })
  .meta({ id: 'view', description: 'A starting state of the map.' });
