import type { Catalog } from '../../geodata/model/catalog.ts';
import { bilingual } from '../tilejson.ts';
import { mediaTypes, selfLinks, type Link } from './links.ts';

const ogcRel = 'http://www.opengis.net/def/rel/ogc/1.0';

/** The landing page of the API (OGC API – Common Part 1, Features Part 1 §7.2, Tiles Part 1). */
export function landingDocument(catalog: Catalog, address: string) {
  const links: Link[] = [
    ...selfLinks(`${address}/`, mediaTypes.json, bilingual(catalog.title)),
    { href: `${address}/api`, rel: 'service-desc', type: mediaTypes.openApi, title: 'OpenAPI 3.0' },
    { href: `${address}/api?f=html`, rel: 'service-doc', type: mediaTypes.html, title: 'API' },
    { href: `${address}/conformance`, rel: 'conformance', type: mediaTypes.json, title: 'Conformance' },
    {
      href: `${address}/conformance`,
      rel: `${ogcRel}/conformance`,
      type: mediaTypes.json,
      title: 'Conformance',
    },
    { href: `${address}/collections`, rel: 'data', type: mediaTypes.json, title: '数据集 · Collections' },
    {
      href: `${address}/collections`,
      rel: `${ogcRel}/data`,
      type: mediaTypes.json,
      title: '数据集 · Collections',
    },
    {
      href: `${address}/tiles`,
      rel: `${ogcRel}/tilesets-vector`,
      type: mediaTypes.json,
      title: '瓦片 · Vector tiles',
    },
    {
      href: `${address}/tileMatrixSets`,
      rel: `${ogcRel}/tiling-schemes`,
      type: mediaTypes.json,
      title: 'Tile matrix sets',
    },
    { href: `${address}/maps`, rel: 'related', type: mediaTypes.json, title: '地图图片 · Maps as pictures' },
    { href: `${address}/qgis`, rel: 'help', type: mediaTypes.html, title: '在 QGIS 中使用 · Use in QGIS' },
    { href: `${address}/catalog.json`, rel: 'describedby', type: mediaTypes.json, title: 'Catalog' },
  ];
  return {
    title: bilingual(catalog.title),
    description: bilingual(catalog.description),
    attribution: [catalog.captions.map, ...catalog.captions.credits].map(bilingual).join(' | '),
    links,
  };
}

const ogc = 'http://www.opengis.net/spec';

/** Conformance classes that hold; none is listed that tests do not cover. */
export const conformanceClasses: readonly string[] = [
  `${ogc}/ogcapi-common-1/1.0/conf/core`,
  `${ogc}/ogcapi-common-2/1.0/conf/collections`,
  `${ogc}/ogcapi-features-1/1.0/conf/core`,
  `${ogc}/ogcapi-features-1/1.0/conf/geojson`,
  `${ogc}/ogcapi-features-1/1.0/conf/html`,
  `${ogc}/ogcapi-features-1/1.0/conf/oas30`,
  `${ogc}/ogcapi-features-2/1.0/conf/crs`,
  `${ogc}/ogcapi-features-3/1.0/conf/queryables`,
  `${ogc}/ogcapi-features-3/1.0/conf/queryables-query-parameters`,
  `${ogc}/ogcapi-features-3/1.0/conf/filter`,
  `${ogc}/ogcapi-features-3/1.0/conf/features-filter`,
  `${ogc}/cql2/1.0/conf/cql2-text`,
  `${ogc}/cql2/1.0/conf/basic-cql2`,
  `${ogc}/cql2/1.0/conf/advanced-comparison-operators`,
  `${ogc}/cql2/1.0/conf/case-insensitive-comparison`,
  `${ogc}/ogcapi-features-5/1.0/conf/schemas`,
  `${ogc}/ogcapi-tiles-1/1.0/conf/core`,
  `${ogc}/ogcapi-tiles-1/1.0/conf/tileset`,
  `${ogc}/ogcapi-tiles-1/1.0/conf/tilesets-list`,
  `${ogc}/ogcapi-tiles-1/1.0/conf/dataset-tilesets`,
  `${ogc}/ogcapi-tiles-1/1.0/conf/geodata-tilesets`,
  `${ogc}/ogcapi-tiles-1/1.0/conf/mvt`,
  `${ogc}/ogcapi-tiles-1/1.0/conf/oas30`,
];
