import { functionNames } from '../features/aggregate.ts';
import { supportedCrs } from '../features/crs.ts';
import type { CollectionField } from '../features/describe.ts';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../features/query.ts';
import { fieldSchema } from './collections.ts';

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
const boxSchema = {
  type: 'array',
  oneOf: [
    { minItems: 4, maxItems: 4 },
    { minItems: 6, maxItems: 6 },
  ],
  items: { type: 'number' },
};
const namesSchema = { type: 'array', items: { type: 'string' } };
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
  datetime: query('datetime', 'Date-time or interval (RFC 3339)', { type: 'string' }, false),
  filter: query('filter', 'Condition in CQL2-text', { type: 'string' }, false),
  'filter-lang': query(
    'filter-lang',
    'Language of filter',
    { type: 'string', enum: ['cql2-text'], default: 'cql2-text' },
    false,
  ),
  'filter-crs': query('filter-crs', 'Coordinate reference system of geometries in filter', crsSchema, false),
  'group-by': query('group-by', 'Field that sorts features into groups', { type: 'string' }, false),
  fields: query('fields', 'Numeric fields to describe', namesSchema, false),
  functions: query(
    'functions',
    'Statistics',
    { ...namesSchema, items: { type: 'string', enum: functionNames } },
    false,
  ),
  f: query('f', 'Format', { type: 'string', enum: ['json', 'html'] }, false),
  featureId: path('featureId', 'Id of the feature', { type: 'string' }),
  tileMatrix: path('tileMatrix', 'Zoom', index),
  tileRow: path('tileRow', 'Row, from the north', index),
  tileCol: path('tileCol', 'Column, from the west', index),
};
