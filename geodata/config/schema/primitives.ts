import { z } from 'zod';
import { localText } from '../local-text.ts';

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9_-]*$/, 'lower-case letters, digits, "-" and "_", starting with a letter')
  .meta({ id: 'id', description: 'Lower-case letters, digits, "-" and "_", starting with a letter.' });

export const text = z
  .union([z.string(), z.strictObject({ zh: z.string().optional(), en: z.string().optional() })])
  .meta({ id: 'text', description: 'A text: one string for all languages, or {zh, en}.' })
  .transform(localText);

export const year = z.int().min(1000).max(2999);

/** Heading of a column, or name of a property. */
export const column = z.string().min(1);

/** A path that cannot leave the atlas folder: an atlas from elsewhere must not read the files of its user. */
export const file = z
  .string()
  .min(1)
  .refine(
    (path) => !/^([a-zA-Z]:|[/\\])/.test(path) && !path.split(/[/\\]/).includes('..'),
    'a path inside the atlas folder, without ".." and not starting with "/"',
  );

/** How to read a file that is a table, wherever one is named. */
export const tableReading = {
  sheet: z
    .string()
    .optional()
    .describe('Sheet of a workbook, or object of a TopoJSON file; the first by default.'),
  encoding: z
    .string()
    .optional()
    .describe('Encoding of a text file, should the guess be wrong: gb18030, utf-8, …'),
};

/** RFC 7946 §5, but without the antimeridian: no map shows both sides of it at once. */
export const boundingBox = z
  .tuple([
    z.number().min(-180).max(180),
    z.number().min(-90).max(90),
    z.number().min(-180).max(180),
    z.number().min(-90).max(90),
  ])
  .refine(
    ([west, south, east, north]) => west < east && south < north,
    'west below east and south below north',
  );

export const severity = z.enum(['error', 'warning', 'info']);

export const quality = z.enum(['measured', 'approx', 'interpolated', 'extrapolated', 'suspect', 'modelled']);
