import type { Catalog } from '../../geodata/model/catalog.ts';
import type { CollectionDescription } from '../features/describe.ts';
import { bilingual } from '../tilejson.ts';
import { mediaTypes } from './links.ts';
import { fieldParameter, reference } from './open-api-parameters.ts';

/** A path without parameters that answers with a document of the API. */
export interface Operation {
  /** Where a standard prescribes it (OGC API – Tiles Part 1, requirement 23); else it is made of the path. */
  operationId?: string;
  path: string;
  summary: string;
  mediaType: string;
  parameters?: object[];
}

/** Everything that has a document of its own: the service, each collection, each tileset. */
export const operationsOf = (
  catalog: Catalog,
  collections: readonly CollectionDescription[],
): Operation[] => [
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
