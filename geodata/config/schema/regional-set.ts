import { z } from 'zod';
import { column, file, id, text, year } from './primitives.ts';

/** A table of named sets and a table of their members, which may belong to several. */
const tables = {
  id: id.describe('Id of the collection.'),
  name: text.describe('Name of the collection.'),
  level: id.describe('Level whose regions are the members.'),
  file: file.describe('Table with one row for each entry.'),
  key: column.default('id').describe('Column with the id of the entry.'),
  names: z
    .strictObject({
      zh: column.default('name_zh').describe('Column with the Chinese name.'),
      en: column.default('name_en').describe('Column with the English name.'),
    })
    .prefault({})
    .describe('Columns with the names.'),
  sources: z.array(id).default([]).describe('Ids of the sources.'),
};

const members = z.strictObject({
  file: file.describe('Table with one row for each member.'),
  of: column.describe('Column with the id of the entry it belongs to.'),
  code: column.default('code').describe('Column with code or name of the region.'),
  within: column
    .optional()
    .describe(
      'Column with the code of the region around a member that is smaller than the regions of the level; such a member is told, not drawn.',
    ),
});

const result = z.strictObject({
  table: id.describe('Id under `measures` of a table with a row for each entry.'),
  indicator: id.optional().describe('Only results about this indicator, where the table has several.'),
  year: year.optional().describe('Year of the results; the latest by default.'),
});

export const agglomerations = z
  .strictObject({
    ...tables,
    members: members.describe('The regions of each agglomeration; a region may be in several.'),
    class: column.optional().describe('Column with a class of the agglomeration, e.g. of a plan.'),
    polycentricity: z
      .strictObject({
        morphological: result.optional().describe('Evenness of the sizes of its cities.'),
        within: result.optional().describe('Evenness of the links among its cities.'),
        outside: result.optional().describe('Evenness of the links of its cities to all others.'),
      })
      .prefault({})
      .describe('Results of measures that the layer shows.'),
    resilience: z
      .strictObject({
        relative: result.optional().describe('Growth of its cities against that of the nation.'),
        structural: result.optional().describe('Score of the structure of the links among its cities.'),
      })
      .prefault({})
      .describe('Results of measures of resilience that the layer shows; all years are in their tables.'),
    ties: result.optional().describe('Share of the links of its cities that stays inside.'),
  })
  .meta({ id: 'agglomerations', description: 'Groups of regions drawn as areas; they may overlap.' });

export const corridors = z
  .strictObject({
    ...tables,
    members: members
      .extend({
        position: column
          .optional()
          .describe(
            'Column with the order along the corridor; without it, the shortest way through all members (up to 10).',
          ),
      })
      .describe('The places along each corridor.'),
    network: id.optional().describe('Id of the network its links are summed from, in its latest year.'),
    tiers: id.optional().describe('Id of the hierarchy that the mean tier is taken from.'),
    near: z
      .strictObject({
        km: z.number().positive().describe('Distance in km from the line of the corridor.'),
        indicator: id.optional().describe('Id of a count or sum whose share near the corridor is given.'),
        year: year.optional().describe('Year of its values; the latest by default.'),
      })
      .optional()
      .describe(
        'What lies near the corridor: how many regions of the level, by their points, and with what share.',
      ),
  })
  .meta({ id: 'corridors', description: 'Chains of regions drawn as lines, with what flows along them.' });
