import { z } from 'zod';
import { centres } from './schema/centres.ts';
import { audit } from './schema/audit.ts';
import { grouping, level } from './schema/level.ts';
import { measure, view } from './schema/measure.ts';
import { network, tiers } from './schema/network.ts';
import { boundingBox, file, id, severity, text } from './schema/primitives.ts';
import { agglomerations, corridors } from './schema/regional-set.ts';
import { indicator, source, table } from './schema/statistics.ts';

// The atlas format: one definition gives validation, the published JSON Schema and the page docs/atlas-format.md.
// Every `describe` is a sentence a reader of that page sees.

export const atlasSchema = z.strictObject({
  jiju: z.literal(1).describe('Version of this format: 1.'),
  id: id.describe('Id of the atlas, e.g. china.'),
  title: text.describe('Title of the map.'),
  description: text.prefault('').describe('A sentence or two on what the atlas shows.'),
  captions: z
    .strictObject({
      map: text
        .prefault({ zh: '示意图', en: 'Schematic map' })
        .describe('Caption shown on every map; the default says that it is schematic.'),
      mapApproval: z
        .string()
        .nullable()
        .default(null)
        .describe('Number of the official map approval (审图号), only if the boundaries have one.'),
      credits: z.array(text).prefault([]).describe('Credit lines, shown with the attribution.'),
    })
    .prefault({})
    .describe('What is written on every map.'),
  home: boundingBox
    .optional()
    .describe(
      'Where the map begins: west, south, east, north in degrees. By default the whole atlas, or the part of it that has data.',
    ),
  inset: z
    .strictObject({
      name: text.describe('What is written on the inset.'),
      box: boundingBox.describe('What it shows: west, south, east, north in degrees.'),
    })
    .optional()
    .describe('A small map in the corner, for parts of the atlas that lie outside of `home`.'),
  equalArea: z
    .strictObject({
      parallels: z
        .tuple([z.number().min(-89).max(89), z.number().min(-89).max(89)])
        .refine(
          ([south, north]) => south < north && south + north !== 0,
          'the southern one first, not at the same distance from the equator',
        )
        .optional()
        .describe(
          'Standard parallels in degrees; by default a sixth of the height of `home` from its edges.',
        ),
      meridian: z
        .number()
        .min(-180)
        .max(180)
        .optional()
        .describe('Central meridian in degrees; by default the middle of `home`.'),
    })
    .optional()
    .describe(
      "A second map in Albers' equal-area projection, for readers to choose beside Web Mercator; `{}` derives it from `home`.",
    ),
  sources: z.array(source).prefault([]).describe('Publications that the numbers come from.'),
  levels: z.array(level).min(1).describe('Boundary levels, from the largest regions to the smallest.'),
  groupings: z.array(grouping).prefault([]).describe('Partitions of the regions of a level.'),
  themes: z
    .array(
      z.strictObject({
        id: id.describe('Id of the theme.'),
        name: text.describe('Name of the theme.'),
      }),
    )
    .prefault([])
    .describe('Headings that group indicators in pickers.'),
  indicators: z.array(indicator).prefault([]).describe('The indicator registry.'),
  tables: z.array(table).default([]).describe('Tables and what their columns mean.'),
  aliases: z
    .strictObject({
      file: file.describe('Table with the columns level, alias, code, valid_from, valid_to, note.'),
    })
    .optional()
    .describe('Former and alternative names and codes of regions, valid from a year to a year.'),
  totals: z
    .array(z.string())
    .default([])
    .describe('Names and codes of totals in tables (全国, 东部地区): kept as totals, never regions.'),
  tiers: z.array(tiers).prefault([]).describe('Hierarchies of centres, drawn as points.'),
  centres: z.array(centres).prefault([]).describe('Hierarchies of centres computed from indicators.'),
  networks: z.array(network).prefault([]).describe('Links between regions, drawn as lines.'),
  agglomerations: z
    .array(agglomerations)
    .prefault([])
    .describe('Groups of regions that may overlap, drawn as areas.'),
  corridors: z.array(corridors).prefault([]).describe('Chains of regions, drawn as lines.'),
  measures: z.array(measure).prefault([]).describe('Measures to compute when the atlas is built.'),
  views: z.array(view).prefault([]).describe('Starting states of the map.'),
  audit: audit.describe('Checks on imported tables that need to be told something.'),
  onInvalid: z
    .record(z.string(), severity)
    .default({})
    .describe('Severity of a diagnostic code in this atlas, e.g. {join/unmatched-row: warning}.'),
});

/** atlas.yaml after validation: defaults filled in, every text in both languages. */
export type AtlasConfig = z.output<typeof atlasSchema>;
/** atlas.yaml as written. */
export type AtlasInput = z.input<typeof atlasSchema>;
