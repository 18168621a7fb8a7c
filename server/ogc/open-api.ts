import type { Catalog } from '../../geodata/model/catalog.ts';
import { functionNames } from '../features/aggregate.ts';
import type { CollectionDescription, CollectionField } from '../features/describe.ts';
import { DEFAULT_LIMIT, MAX_LIMIT } from '../features/query.ts';
import { supportedCrs } from '../features/crs.ts';
import { bilingual } from '../tilejson.ts';
import { fieldSchema } from './collections.ts';
import { mediaTypes } from './links.ts';

/** A path without parameters that answers with a document of the API. */
interface Operation {
  /** Where a standard prescribes it (OGC API – Tiles Part 1, requirement 23); else it is made of the path. */
  operationId?: string;
  path: string;
  summary: string;
  mediaType: string;
  parameters?: object[];
}

/**
 * The description of the API (OpenAPI 3.0.3). Collections are written out as literal paths, because QGIS pushes a
 * filter down only to parameters that it finds at the path of the very collection.
 */
export function openApiDocument(
  catalog: Catalog,
  collections: readonly CollectionDescription[],
  address: string,
  version: string,
) {
  const operations: Operation[] = [
    { path: '/', summary: 'Landing page', mediaType: mediaTypes.json },
    { path: '/conformance', summary: 'Conformance classes', mediaType: mediaTypes.json },
    { path: '/api', summary: 'This document', mediaType: mediaTypes.openApi },
    { path: '/collections', summary: 'Collections of features', mediaType: mediaTypes.json },
    ...collections.flatMap(collectionOperations),
    {
      path: '/tiles',
      operationId: 'dataset.vector.getTileSetsList',
      summary: 'Tilesets',
      mediaType: mediaTypes.json,
    },
    ...catalog.tilesets.flatMap(({ id }) => tilesetOperations(id)),
    { path: '/tileMatrixSets', summary: 'Tile matrix sets', mediaType: mediaTypes.json },
    { path: '/tileMatrixSets/WebMercatorQuad', summary: 'Web Mercator', mediaType: mediaTypes.json },
    { path: '/catalog.json', summary: 'Table of contents of the atlas', mediaType: mediaTypes.json },
    { path: '/diagnostics.json', summary: 'Remarks on the data', mediaType: mediaTypes.json },
  ];
  return {
    openapi: '3.0.3',
    info: { title: bilingual(catalog.title), description: bilingual(catalog.description), version },
    servers: [{ url: address }],
    paths: Object.fromEntries(operations.map((operation) => [operation.path, pathItem(operation)])),
    components: {
      parameters: sharedParameters,
      responses: sharedResponses,
      schemas: { Problem: problemSchema },
    },
  };
}

function collectionOperations({ id, title, fields, level }: CollectionDescription): Operation[] {
  const name = bilingual(title);
  const home = `/collections/${id}`;
  return [
    { path: home, summary: name, mediaType: mediaTypes.json },
    { path: `${home}/schema`, summary: `${name}: schema`, mediaType: mediaTypes.schema },
    { path: `${home}/queryables`, summary: `${name}: queryables`, mediaType: mediaTypes.schema },
    {
      path: `${home}/items`,
      summary: `${name}: features`,
      mediaType: mediaTypes.geoJson,
      parameters: [
        ...[
          'limit',
          'offset',
          'bbox',
          'bbox-crs',
          'crs',
          'datetime',
          'filter',
          'filter-lang',
          'filter-crs',
        ].map(reference),
        ...fields.map(fieldParameter),
      ],
    },
    {
      path: `${home}/items/{featureId}`,
      summary: `${name}: one feature`,
      mediaType: mediaTypes.geoJson,
      parameters: ['featureId', 'crs'].map(reference),
    },
    {
      path: `${home}/aggregate`,
      summary: `${name}: statistics`,
      mediaType: mediaTypes.json,
      parameters: [
        ...[
          'group-by',
          'fields',
          'functions',
          'bbox',
          'bbox-crs',
          'datetime',
          'filter',
          'filter-lang',
          'filter-crs',
        ].map(reference),
        ...fields.map(fieldParameter),
      ],
    },
    ...(level === null
      ? []
      : [
          { path: `${home}/keys`, summary: `${name}: keys`, mediaType: mediaTypes.json },
          { path: `${home}/keys/code`, summary: `${name}: values of the key`, mediaType: mediaTypes.json },
          { path: `${home}/joins`, summary: `${name}: joined tables`, mediaType: mediaTypes.json },
        ]),
    {
      path: `${home}/tiles`,
      operationId: `${id}.collection.vector.getTileSetsList`,
      summary: `${name}: tilesets`,
      mediaType: mediaTypes.json,
    },
    {
      path: `${home}/tiles/WebMercatorQuad`,
      operationId: `${id}.collection.vector.getTileSet`,
      summary: `${name}: tileset`,
      mediaType: mediaTypes.json,
    },
    {
      path: `${home}/tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}`,
      operationId: `${id}.collection.vector.getTile`,
      summary: `${name}: tile`,
      mediaType: mediaTypes.vectorTile,
      parameters: ['tileMatrix', 'tileRow', 'tileCol'].map(reference),
    },
  ];
}

const tilesetOperations = (id: string): Operation[] => [
  {
    path: `/tiles/${id}`,
    operationId: `${id}.dataset.vector.getTileSet`,
    summary: `${id}: tileset`,
    mediaType: mediaTypes.json,
  },
  { path: `/tiles/${id}.json`, summary: `${id}: TileJSON`, mediaType: mediaTypes.json },
  {
    path: `/tiles/${id}/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}`,
    operationId: `${id}.dataset.vector.getTile`,
    summary: `${id}: tile`,
    mediaType: mediaTypes.vectorTile,
    parameters: ['tileMatrix', 'tileRow', 'tileCol'].map(reference),
  },
];

function pathItem({ path, summary, mediaType, parameters = [], operationId }: Operation) {
  const isTile = mediaType === mediaTypes.vectorTile;
  const schema = isTile ? { type: 'string', format: 'binary' } : { type: 'object' };
  const page = isTile || path.endsWith('.json') ? {} : { [mediaTypes.html]: { schema: { type: 'string' } } };
  const format = Object.keys(page).length === 0 ? [] : [reference('f')];
  return {
    get: {
      operationId: operationId ?? `get${path.replace(/[{}]/g, '').replaceAll('/', '.')}`,
      summary,
      parameters: [...parameters, ...format],
      responses: {
        '200': { description: summary, content: { [mediaType]: { schema }, ...page } },
        ...(isTile ? { '204': { description: 'Nothing lies in this tile.' } } : {}),
        '400': { $ref: '#/components/responses/Problem' },
        '404': { $ref: '#/components/responses/Problem' },
        '500': { $ref: '#/components/responses/Problem' },
      },
    },
  };
}

const reference = (name: string): object => ({ $ref: `#/components/parameters/${name}` });

const fieldParameter = (field: CollectionField): object => {
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

const sharedParameters = {
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

const sharedResponses = {
  Problem: {
    description: 'What went wrong (RFC 9457)',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  },
};

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string' },
    code: { type: 'string' },
    description: { type: 'string' },
  },
};
