import { z } from 'zod';
import { column, file, id, text } from './primitives.ts';

const applicants = z
  .strictObject({
    column: column.describe('Column with the places of the applicants.'),
    kind: z
      .enum(['address', 'city', 'code'])
      .default('address')
      .describe('Whether it holds addresses, names of regions, or their codes.'),
    separator: z
      .string()
      .min(1)
      .optional()
      .describe(
        'What divides the applicants of one row, e.g. ";". Without it there is one row per applicant.',
      ),
    list: z
      .boolean()
      .default(false)
      .describe('Whether the column is a list, one entry per applicant (JSON lines, Parquet).'),
    field: column.optional().describe('Part of each entry of the list that holds the place.'),
    name: column.optional().describe('Column with the name of the applicant, where rows repeat applicants.'),
  })
  .refine(
    ({ separator, list, field }) => separator === undefined || (!list && field === undefined),
    'a separator for a text, or a list, not both',
  )
  .describe('Where the applicants of a record are.');

/** Keys of a network that is counted from records; `shared` are those that every network has. */
export const recordsNetworkOf = <Shared extends z.core.$ZodLooseShape>(shared: Shared) =>
  z
    .strictObject({
      ...shared,
      kind: z.literal('records').describe('A network counted from records with several applicants.'),
      file: file.describe('Records as CSV (UTF-8), Parquet or JSON lines, of any size.'),
      record: column.describe('Column with the number of the record: an application, a paper, a project.'),
      stripKind: z
        .boolean()
        .default(false)
        .describe('Take the kind of document off the number: CN101234567A and CN101234567B are one record.'),
      date: column
        .optional()
        .describe('Column with the date or the year. Without it there is one network over all records.'),
      publication: column
        .optional()
        .describe('Column with the number of the publication, where a record has several.'),
      applicants,
      counting: z
        .enum(['full', 'newman', 'fractional', 'applicant_pairs'])
        .default('full')
        .describe('What a record adds to the link of two of its regions; docs/records.md has the rules.'),
      window: z
        .union([z.literal('year'), z.literal('all'), z.int().min(1).max(100)])
        .default('year')
        .describe('A network for every year, for so many years up to each year, or one over everything.'),
      places: z
        .boolean()
        .default(false)
        .describe('Let universities and zones that an embedded atlas lists stand for an address.'),
      count: id
        .optional()
        .describe(
          'Indicator that gets the number of records of each region and year. A record counts once in each of its regions, so that the numbers are not summed to the level above.',
        ),
      unit: text.prefault('').describe('Unit of the weight.'),
      sources: z.array(id).default([]).describe('Ids of the sources.'),
    })
    .meta({ id: 'recordsNetwork', description: 'Links counted from records with several applicants.' });
