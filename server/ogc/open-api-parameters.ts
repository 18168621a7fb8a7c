import { functionNames } from '../features/aggregate.ts';
import { supportedCrs } from '../features/crs.ts';
import type { CollectionField } from '../features/describe.ts';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../features/query.ts';
import { fieldSchema } from './collections.ts';
import { ZOOMS } from './tile-matrix-set.ts';

/** A parameter that several operations share, by its name. */
export const reference = (name: string): object => ({ $ref: `#/components/parameters/${name}` });

/** Features whose field has this value. */
export const fieldParameter = (field: CollectionField): object => {
  const { type, title } = fieldSchema(field);
  return {
    name: field.name,
    in: 'query',
    description: title,
    schema: { type },
    style: 'form',
    explode: false,
  };
};

const query = (name: string, description: string, schema: object, explode = true): object => ({
  name,
  in: 'query',
  description,
  schema,
  style: 'form',
  explode,
});

const path = (name: string, description: string, schema: object): object => ({
  name,
  in: 'path',
  required: true,
  description,
  schema,
});

const index = { type: 'integer', minimum: 0 };
/** Columns and rows of the deepest zoom. */
const tileIndex = { ...index, maximum: 2 ** (ZOOMS - 1) - 1 };
const text = { type: 'string', minLength: 1 };
const boxSchema = {
  type: 'array',
  oneOf: [
    { minItems: 4, maxItems: 4 },
    { minItems: 6, maxItems: 6 },
  ],
  items: { type: 'number' },
};
const namesSchema = { type: 'array', items: text };
const crsSchema = { type: 'string', format: 'uri', enum: supportedCrs, default: supportedCrs[0] };

/** Parameters that operations refer to by name. */
export const sharedParameters = {
  limit: query(
    'limit',
    'Features per page',
    { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
    false,
  ),
  offset: query('offset', 'Features to leave out first', { ...index, default: 0 }, false),
  bbox: query('bbox', 'Box that features must meet: lower corner, upper corner', boxSchema, false),
  'bbox-crs': query('bbox-crs', 'Coordinate reference system of bbox', crsSchema, false),
  crs: query('crs', 'Coordinate reference system of the answer', crsSchema, false),
  datetime: query('datetime', 'Date-time or interval (RFC 3339)', text, false),
  filter: query('filter', 'Condition in CQL2-text', text, false),
  'filter-lang': query(
    'filter-lang',
    'Language of filter',
    { type: 'string', enum: ['cql2-text'], default: 'cql2-text' },
    false,
  ),
  'filter-crs': query('filter-crs', 'Coordinate reference system of geometries in filter', crsSchema, false),
  'group-by': query('group-by', 'Field that sorts features into groups', text, false),
  fields: query('fields', 'Numeric fields to describe', namesSchema, false),
  functions: query(
    'functions',
    'Statistics',
    { ...namesSchema, items: { type: 'string', enum: functionNames } },
    false,
  ),
  f: query('f', 'Format', { type: 'string', enum: ['json', 'html'] }, false),
  // Paths with control characters or backslashes are malformed here.
  featureId: path('featureId', 'Id of the feature', {
    type: 'string',
    pattern: String.raw`^[^\x00-\x1F\x7F\\]+$`,
  }),
  tileMatrix: path('tileMatrix', 'Zoom', { ...index, maximum: ZOOMS - 1 }),
  tileRow: path('tileRow', 'Row, from the north', tileIndex),
  tileCol: path('tileCol', 'Column, from the west', tileIndex),
};
