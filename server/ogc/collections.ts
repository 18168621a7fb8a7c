import { exportFormats } from '../../geodata/exports/index.ts';
import { CRS84, supportedCrs } from '../features/crs.ts';
import type { CollectionDescription, CollectionField } from '../features/describe.ts';
import { bilingual } from '../tilejson.ts';
import { mediaTypes, selfLinks, type Link } from './links.ts';

const SCHEMA_REL = 'http://www.opengis.net/def/rel/ogc/1.0/schema';
const QUERYABLES_REL = 'http://www.opengis.net/def/rel/ogc/1.0/queryables';
// Of the draft of OGC API – Joins (22-026).
const KEYS_REL = 'http://www.opengis.net/def/rel/ogc/1.0/collection-keys';
const JOINS_REL = 'http://www.opengis.net/def/rel/ogc/1.0/joins';
const TILES_REL = 'http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector';

/** `/collections` (OGC API – Features Part 1 §7.13). */
export const collectionsDocument = (collections: readonly CollectionDescription[], address: string) => ({
  links: selfLinks(`${address}/collections`, mediaTypes.json, '数据集 · Collections'),
  crs: supportedCrs,
  collections: collections.map((collection) => collectionDocument(collection, address)),
});

/** `/collections/{id}` (§7.14). */
export function collectionDocument(collection: CollectionDescription, address: string) {
  const home = `${address}/collections/${collection.id}`;
  const links: Link[] = [
    ...selfLinks(home, mediaTypes.json, bilingual(collection.title)),
    { href: `${home}/items`, rel: 'items', type: mediaTypes.geoJson, title: '要素 · Features' },
    { href: `${home}/items?f=html`, rel: 'items', type: mediaTypes.html, title: '要素 · Features' },
    // GDAL looks for the one, QGIS for the other.
    { href: `${home}/schema`, rel: 'describedBy', type: mediaTypes.schema, title: '字段 · Schema' },
    { href: `${home}/schema`, rel: SCHEMA_REL, type: mediaTypes.schema, title: '字段 · Schema' },
    {
      href: `${home}/queryables`,
      rel: QUERYABLES_REL,
      type: mediaTypes.schema,
      title: '可查询字段 · Queryables',
    },
    ...Object.values(exportFormats).map(({ extension, mediaType, title }) => ({
      href: `${address}/downloads/${collection.layer}.${extension}`,
      rel: 'enclosure',
      type: mediaType,
      title: bilingual(title),
    })),
    { href: `${home}/aggregate`, rel: 'related', type: mediaTypes.json, title: '统计 · Statistics' },
    ...(collection.level === null
      ? []
      : [
          { href: `${home}/keys`, rel: KEYS_REL, type: mediaTypes.json, title: '键 · Keys' },
          { href: `${home}/joins`, rel: JOINS_REL, type: mediaTypes.json, title: '连接 · Joins' },
        ]),
    { href: `${home}/tiles`, rel: TILES_REL, type: mediaTypes.json, title: '瓦片 · Vector tiles' },
  ];
  return {
    id: collection.id,
    title: bilingual(collection.title),
    description: bilingual(collection.description),
    extent: { spatial: { bbox: [collection.extent], crs: CRS84 } },
    itemType: 'feature',
    crs: supportedCrs,
    storageCrs: CRS84,
    links,
  };
}

const jsonTypes = { string: 'string', integer: 'integer', real: 'number', boolean: 'boolean' } as const;
const geometryFormats = {
  Point: 'geometry-point',
  MultiLineString: 'geometry-multilinestring',
  MultiPolygon: 'geometry-multipolygon',
} as const;

/** `/collections/{id}/schema`: the logical schema of the features (OGC API – Features Part 5). */
export const schemaDocument = (collection: CollectionDescription, address: string) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${address}/collections/${collection.id}/schema`,
  title: bilingual(collection.title),
  description: bilingual(collection.description),
  type: 'object',
  properties: {
    id: { type: 'integer', 'x-ogc-role': 'id', readOnly: true },
    ...Object.fromEntries(
      collection.fields.map((field, index) => [
        field.name,
        { ...fieldSchema(field), 'x-ogc-propertySeq': index + 1 },
      ]),
    ),
    geometry: { format: geometryFormats[collection.geometry], 'x-ogc-role': 'primary-geometry' },
  },
  additionalProperties: false,
});

/** `/collections/{id}/queryables`: what filters may name (Part 3 §6.2). */
export const queryablesDocument = (collection: CollectionDescription, address: string) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `${address}/collections/${collection.id}/queryables`,
  title: bilingual(collection.title),
  type: 'object',
  properties: Object.fromEntries(collection.fields.map((field) => [field.name, fieldSchema(field)])),
  additionalProperties: false,
});

/** Type, title and unit of one field. */
export const fieldSchema = (field: CollectionField) => ({
  type: jsonTypes[field.type],
  title: bilingual(field.label),
  ...(field.unit === null || field.unit.en === '' ? {} : { 'x-ogc-unit': bilingual(field.unit) }),
});
