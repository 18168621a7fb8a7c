import { z } from 'zod';
import { column, file, id, text } from './primitives.ts';

const boundarySource = z
  .union([
    z.strictObject({
      file: file.describe(
        'Boundary file in the atlas folder: GeoJSON, NDJSON, TopoJSON, FlatGeobuf, Geobuf, GeoPackage or Shapefile (zipped, or with .dbf and .prj beside it). Points in the place of boundaries are drawn as circles.',
      ),
      object: z
        .string()
        .optional()
        .describe(
          'Object of a TopoJSON file, or layer of a GeoPackage or zipped Shapefile; the only one by default.',
        ),
    }),
    z.strictObject({
      atlas: id.describe('Borrow the boundaries of an atlas that comes with jiju, e.g. china.'),
      level: id.optional().describe('Level of that atlas; the one with the same id by default.'),
    }),
    z.strictObject({
      recipe: id.describe('A boundary recipe that comes with jiju (embedded atlases only).'),
    }),
    z.strictObject({
      table: file.describe(
        'Table with a point for every region, which has no boundary then: CSV, TSV or XLSX.',
      ),
      longitude: column.describe('Its column with the longitude in decimal degrees, WGS84.'),
      latitude: column.describe('Its column with the latitude in decimal degrees, WGS84.'),
    }),
  ])
  .describe(
    'Where the boundaries come from: a file, an atlas that comes with jiju, or a recipe; or a table with a point for every region.',
  );

const register = z
  .strictObject({
    file: file.describe('Table of the regions of this level.'),
    key: column.default('code').describe('Column with the code.'),
    names: z
      .strictObject({
        zh: column.optional().describe('Column with the Chinese name.'),
        en: column.optional().describe('Column with the English name.'),
      })
      .default({})
      .describe('Columns with names; they win over names in the boundary file.'),
    kind: column.optional().describe('Column with the sort of unit, e.g. municipality.'),
    parent: column.optional().describe('Column with the code of the region one level up.'),
    capital: column.optional().describe('Column with the code of its capital one level down.'),
    groups: z.record(id, column).default({}).describe('Grouping id to column with the member id.'),
    point: z
      .strictObject({
        longitude: column.describe('Column with the longitude in degrees, WGS84.'),
        latitude: column.describe('Column with the latitude in degrees, WGS84.'),
      })
      .optional()
      .describe('Columns with the point that stands for the region.'),
  })
  .meta({ id: 'register', description: 'A table that adds names, kinds, parents, groups and capitals.' });

export const level = z
  .strictObject({
    id: id.describe('Id of the level, e.g. province.'),
    name: text.describe('Name of the level in pickers.'),
    layer: id.optional().describe('Id of the vector layer; the level id by default.'),
    source: boundarySource,
    key: column
      .default('code')
      .describe('Boundary property, or column of the table of points, with the code.'),
    names: z
      .strictObject({
        zh: column.optional().describe('Property or column with the Chinese name.'),
        en: column.optional().describe('Property or column with the English name.'),
      })
      .default({})
      .describe('Properties or columns with the names; `name_zh`, `name_en` and `name` by default.'),
    parent: z
      .strictObject({
        level: id.describe('Id of the level above.'),
        property: column
          .optional()
          .describe(
            'Property or column with the code or name of the parent, `parent` by default. Where nothing is said, ' +
              'the parent is the region whose code, less its pairs of trailing zeros, the code begins with, and that of a ' +
              'point is the region around it.',
          ),
      })
      .optional()
      .describe('The level above, and how a region names its parent there.'),
    kind: column
      .optional()
      .describe('Property or column with the sort of unit, e.g. municipality; `kind` by default.'),
    register: register.optional().describe('A table that adds names, kinds, parents, groups and capitals.'),
    zooms: z
      .tuple([z.int().min(0).max(14), z.int().min(0).max(14)])
      .default([0, 8])
      .describe('First and last zoom at which this level is the natural one to show.'),
    sources: z.array(id).default([]).describe('Ids of the sources of the boundaries.'),
  })
  .meta({ id: 'level', description: 'One layer of regions: provinces, cities, countries.' });

export const grouping = z
  .strictObject({
    id: id.describe('Id of the grouping, e.g. macro-region.'),
    level: id.describe('Level whose regions are grouped.'),
    name: text.describe('Name of the grouping.'),
    members: z
      .array(
        z.strictObject({
          id: id.describe('Id of the group, as it stands in the column of the register.'),
          name: text.describe('Name of the group.'),
        }),
      )
      .describe('The groups.'),
  })
  .meta({ id: 'grouping', description: 'A partition of the regions of a level, e.g. macro-regions.' });
