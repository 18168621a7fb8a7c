import { z } from 'zod';
import { scaleLength } from '../../model/class-shades.ts';
import { column, file, id, quality, tableReading, text, year } from './primitives.ts';

export const indicator = z
  .strictObject({
    id: id.describe('Id of the indicator, used in tables, URLs and measures.'),
    name: text.describe('Name of the indicator.'),
    description: text.optional().describe('What exactly is counted, in a sentence.'),
    unit: text.prefault('').describe('Unit of the values, e.g. {zh: 亿元, en: 100 m CNY}.'),
    scale: z.number().positive().default(1).describe('Table values are multiplied by this to give the unit.'),
    kind: z
      .enum(['extensive', 'intensive', 'count', 'ratio'])
      .describe(
        'extensive: adds up over regions; intensive: does not (per head); count: adds up and is whole; ratio: a share or an index.',
      ),
    direction: z
      .union([z.literal(1), z.literal(-1)])
      .default(1)
      .describe('1 where more is better, -1 where less is, for composite indices.'),
    quality: quality.default('measured').describe('Quality of values whose row says nothing else.'),
    absent: z
      .enum(['missing', 'zero'])
      .default('missing')
      .describe('What a region without a row has: nothing known, or zero (for complete lists).'),
    uncovered: z
      .array(z.string())
      .default([])
      .describe('Codes of regions the lists say nothing about: missing even where absent is zero.'),
    decimals: z.int().min(0).max(6).default(0).describe('Digits after the point on screen.'),
    categories: z
      .array(
        z.strictObject({
          value: z.number().describe('A value that the tables or results have.'),
          name: text.describe('What it stands for.'),
        }),
      )
      .min(2)
      .max(scaleLength)
      .transform((categories) => categories.toSorted((one, other) => one.value - other.value))
      .optional()
      .describe(
        'What each value stands for, where values are codes of classes and no amounts; legends have the names then.',
      ),
    theme: id.default('general').describe('Id of a theme, to group indicators in pickers.'),
  })
  .meta({ id: 'indicator', description: 'One entry of the indicator registry.' });

export const source = z
  .strictObject({
    id: id.describe('Id of the source, used in tables.'),
    title: text.describe('Title of the publication.'),
    publisher: text.describe('Who published it.'),
    year: z
      .union([z.string(), z.int()])
      .transform(String)
      .describe('Year of publication, or a range of years.'),
    url: z.string().optional().describe('Where it can be read.'),
    licence: text
      .prefault({ zh: '事实，注明出处', en: 'facts, cited' })
      .describe('Licence, or status of the data.'),
    note: text.optional().describe('Where it was read and what was done to it.'),
  })
  .meta({ id: 'source', description: 'A published work or body from which values were read.' });

const wideColumn = z.union([
  id,
  z.strictObject({
    indicator: id.describe('Id of the indicator in this column.'),
    year: year.optional().describe('Year of this column, where the years stand side by side.'),
  }),
]);

export const table = z
  .strictObject({
    file: file.describe(
      'CSV, TSV or XLSX in the atlas folder; encoding and delimiter are found out. Or a boundary file, whose ' +
        'properties are the columns.',
    ),
    ...tableReading,
    level: id.describe('Level whose regions the rows are about.'),
    key: column.optional().describe('Column with the code of the region.'),
    name: column.optional().describe('Column with the name of the region (Chinese or English).'),
    parent: column.optional().describe('Column with code or name of the parent, to tell equal names apart.'),
    year: z
      .union([column, year])
      .optional()
      .describe('Column with the year, or the one year the table is about.'),
    indicator: z
      .union([column, z.array(column).min(1)])
      .optional()
      .describe(
        'Long tables: the column with the id or name of the indicator, or a list of columns that name it together, ' +
          'such as sector and activity: "Government, Basic research".',
      ),
    value: z
      .union([column, z.array(column).min(1)])
      .optional()
      .describe(
        'Long tables: the column with the value, or a list of columns whose headings are years (2018, 2019年).',
      ),
    values: z
      .record(column, wideColumn)
      .optional()
      .describe(
        'Wide tables: column to indicator id, or to {indicator, year}. Other columns are ignored and listed. ' +
          'Headings of two rows are joined with a space.',
      ),
    quality: z
      .union([
        column,
        z.strictObject({
          column: column.describe('Column with the quality of the row.'),
          means: z
            .record(z.string(), quality)
            .describe('What its words stand for, e.g. {E: approx, I: interpolated}.'),
        }),
      ])
      .optional()
      .describe('Column with the quality of the row, or {column, means} where it has words of its own.'),
    source: z.string().optional().describe('Id of a source, or the column that holds one.'),
    count: id.optional().describe('Count the rows of each region into this indicator (lists of things).'),
  })
  .meta({ id: 'table', description: 'One table and what its columns mean.' });
