import { z } from 'zod';

// The atlas format: one definition gives validation, the published JSON Schema and the page docs/atlas-format.md.
// Every `describe` is a sentence a reader of that page sees.

const id = z
  .string()
  .regex(/^[a-z][a-z0-9_-]*$/, 'expected lower-case letters, digits, "-" and "_", starting with a letter');

const text = z
  .union([z.string(), z.strictObject({ zh: z.string(), en: z.string() })])
  .describe('A text: one string for all languages, or {zh, en}.');

const year = z.int().min(1000).max(2999);

const column = z.string().min(1);

const boundarySource = z
  .union([
    z.strictObject({
      file: z
        .string()
        .describe(
          'Boundary file in the atlas folder: GeoJSON, NDJSON, TopoJSON, FlatGeobuf, Geobuf or zipped Shapefile.',
        ),
      object: z.string().optional().describe('Object of a TopoJSON file; the only one by default.'),
    }),
    z.strictObject({
      atlas: id.describe('Borrow the boundaries of an atlas that comes with jiju, e.g. china.'),
      level: id.optional().describe('Level of that atlas; the one with the same id by default.'),
    }),
    z.strictObject({
      recipe: id.describe('A boundary recipe that comes with jiju (embedded atlases only).'),
    }),
  ])
  .describe('Where the boundaries come from.');

const register = z.strictObject({
  file: z.string().describe('Table of the regions of this level.'),
  key: column.default('code').describe('Column with the code.'),
  names: z
    .strictObject({ zh: column.optional(), en: column.optional() })
    .default({})
    .describe('Columns with names; they win over names in the boundary file.'),
  kind: column.optional().describe('Column with the sort of unit, e.g. municipality.'),
  parent: column.optional().describe('Column with the code of the region one level up.'),
  capital: column.optional().describe('Column with the code of its capital one level down.'),
  groups: z.record(id, column).default({}).describe('Grouping id to column with the member id.'),
  point: z
    .strictObject({ longitude: column, latitude: column })
    .optional()
    .describe('Columns with the point that stands for the region.'),
});

const level = z.strictObject({
  id,
  name: text,
  layer: id.optional().describe('Id of the vector layer; the level id by default.'),
  source: boundarySource,
  key: column.default('code').describe('Boundary property with the code.'),
  names: z
    .strictObject({ zh: column.optional(), en: column.optional() })
    .default({})
    .describe('Boundary properties with the names.'),
  parent: z
    .strictObject({
      level: id,
      property: column.optional().describe('Boundary property with the code of the parent.'),
    })
    .optional(),
  kind: column.optional().describe('Boundary property with the sort of unit, e.g. municipality.'),
  register: register.optional().describe('A table that adds names, kinds, groups and capitals.'),
  zooms: z.tuple([z.int().min(0).max(14), z.int().min(0).max(14)]).default([0, 8]),
  sources: z.array(id).default([]),
});

const indicator = z.strictObject({
  id,
  name: text,
  description: text.optional(),
  unit: text.default(''),
  scale: z.number().positive().default(1).describe('Table values are multiplied by this to give the unit.'),
  kind: z.enum(['extensive', 'intensive', 'count', 'ratio']),
  direction: z.union([z.literal(1), z.literal(-1)]).default(1),
  quality: z
    .enum(['measured', 'approx', 'interpolated', 'extrapolated', 'suspect', 'modelled'])
    .default('measured')
    .describe('Quality of values whose row says nothing else.'),
  absent: z
    .enum(['missing', 'zero'])
    .default('missing')
    .describe('What a region without a row has: nothing known, or zero (for complete lists).'),
  uncovered: z
    .array(z.string())
    .default([])
    .describe('Codes of regions the lists say nothing about: missing even where absent is zero.'),
  decimals: z.int().min(0).max(6).default(0),
  theme: id.default('general'),
});

const source = z.strictObject({
  id,
  title: text,
  publisher: text,
  year: z.union([z.string(), z.int().transform(String)]),
  url: z.string().optional(),
  licence: z.string().default('facts, cited'),
  note: text.optional(),
});

const table = z.strictObject({
  file: z.string().describe('CSV, TSV or XLSX in the atlas folder; encoding and delimiter are found out.'),
  sheet: z.string().optional().describe('Sheet of a workbook; the first by default.'),
  level: id.describe('Level whose regions the rows are about.'),
  key: column.optional().describe('Column with the code of the region.'),
  name: column.optional().describe('Column with the name of the region (Chinese or English).'),
  parent: column.optional().describe('Column with code or name of the parent, to tell equal names apart.'),
  year: z
    .union([column, year])
    .optional()
    .describe('Column with the year, or the one year the table is about.'),
  indicator: column.optional().describe('Long tables: the column with the indicator id.'),
  value: column.optional().describe('Long tables: the column with the value.'),
  values: z
    .record(column, id)
    .optional()
    .describe('Wide tables: column to indicator id. Other columns are ignored and listed.'),
  quality: column.optional().describe('Column with the quality of the row.'),
  source: z.string().optional().describe('Id of a source, or the column that holds one.'),
  count: id.optional().describe('Count the rows of each region into this indicator (lists of things).'),
});

const tiers = z.strictObject({
  id,
  name: text,
  basis: z.enum(['designated', 'published', 'computed']),
  file: z.string(),
  level: id,
  key: column.default('code'),
  rank: column.default('rank'),
  zone: z.strictObject({ zh: column, en: column }).optional(),
  tiers: z.array(z.strictObject({ rank: z.int().min(1), id, name: text })).min(1),
  source: id,
});

const gravityNetwork = z.strictObject({
  id,
  name: text,
  kind: z.literal('gravity'),
  level: id,
  mass: z
    .array(z.strictObject({ indicator: id, year: year.optional(), weight: z.number().positive().default(1) }))
    .min(1)
    .describe('Indicators whose shares of the total, weighted, add up to the mass of a region.'),
  exponents: z
    .strictObject({ mass: z.number().default(1), distance: z.number().default(-2) })
    .default({ mass: 1, distance: -2 })
    .describe('F = k (M_i M_j)^mass · distanceKm^distance'),
  draw: z
    .strictObject({ strongest: z.int().min(0).default(400), perNode: z.int().min(0).default(1) })
    .default({ strongest: 400, perNode: 1 })
    .describe('Edges that are drawn: the strongest of all, and the strongest of every region.'),
});

const edgeListNetwork = z.strictObject({
  id,
  name: text,
  kind: z.literal('edges'),
  level: id,
  file: z.string(),
  from: column.default('source'),
  to: column.default('target'),
  weight: column.default('weight'),
  year: column.optional(),
  directed: z.boolean().default(false),
  basis: z.enum(['observed', 'modelled']).default('observed'),
  unit: text.default(''),
  draw: z
    .strictObject({ strongest: z.int().min(0).default(400), perNode: z.int().min(0).default(1) })
    .default({ strongest: 400, perNode: 1 }),
  sources: z.array(id).default([]),
});

const measure = z.strictObject({
  id,
  measure: id.describe('Id in the registry of measures (`jiju measure --list`).'),
  title: text.optional(),
  level: id.describe('Level whose values go in.'),
  within: id
    .optional()
    .describe('A level above or a grouping: one result for each of its members instead of one for all.'),
  kinds: z.array(z.string()).optional().describe('Only units of these kinds.'),
  exclude: z.array(z.string()).default([]).describe('Codes to leave out.'),
  indicators: z.array(id).min(1),
  years: z.array(year).optional().describe('All years of the indicator by default.'),
  stages: z
    .array(z.tuple([year, year]))
    .optional()
    .describe('For changes: from and to of each stage.'),
  params: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).default({}),
  published: z
    .strictObject({
      file: z.string(),
      indicator: column,
      year: column,
      value: column,
      region: column.optional(),
    })
    .optional()
    .describe('Printed values to stand beside ours.'),
});

const view = z.strictObject({
  id,
  name: text,
  summary: text,
  level: id,
  indicator: id.optional(),
  year: year.optional(),
  layers: z.array(id).default([]),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
});

export const atlasSchema = z.strictObject({
  jiju: z.literal(1).describe('Version of this format.'),
  id,
  title: text,
  description: text.default(''),
  captions: z
    .strictObject({
      map: text.default({ zh: '示意图', en: 'Schematic map' }),
      mapApproval: z.string().nullable().default(null).describe('审图号, only if the boundaries have one.'),
      credits: z.array(text).default([]),
    })
    .prefault({}),
  sources: z.array(source).default([]),
  levels: z.array(level).min(1).describe('From the largest regions to the smallest.'),
  groupings: z
    .array(
      z.strictObject({
        id,
        level: id,
        name: text,
        members: z.array(z.strictObject({ id, name: text })),
      }),
    )
    .default([]),
  themes: z.array(z.strictObject({ id, name: text })).default([]),
  indicators: z.array(indicator).default([]),
  tables: z.array(table).default([]),
  aliases: z
    .strictObject({ file: z.string() })
    .optional()
    .describe('Table with the columns level, alias, code, valid_from, valid_to, note.'),
  totals: z
    .array(z.string())
    .default([])
    .describe('Names and codes of totals in tables (全国, 东部地区): kept as totals, never regions.'),
  tiers: z.array(tiers).default([]),
  networks: z.array(z.discriminatedUnion('kind', [gravityNetwork, edgeListNetwork])).default([]),
  measures: z.array(measure).default([]),
  views: z.array(view).default([]),
  onInvalid: z
    .record(z.string(), z.enum(['error', 'warning', 'info']))
    .default({})
    .describe('Severity of a diagnostic code in this atlas, e.g. {join/unmatched-row: warning}.'),
});

/** atlas.yaml after validation, defaults filled in. */
export type AtlasConfig = z.output<typeof atlasSchema>;
/** atlas.yaml as written. */
export type AtlasInput = z.input<typeof atlasSchema>;
