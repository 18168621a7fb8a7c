import type { Catalog, TilesetEntry } from '../../geodata/model/catalog.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { CollectionDescription } from '../features/describe.ts';
import { CRS84 } from '../features/crs.ts';
import { bilingual } from '../tilejson.ts';
import { mediaTypes, selfLinks, type Link } from './links.ts';
import { WEB_MERCATOR_QUAD, WEB_MERCATOR_QUAD_URI } from './tile-matrix-set.ts';

const TILING_SCHEME_REL = 'http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme';

/** Where a tileset stands: its own path, the path of one tile, and the layers that its tiles hold. */
interface TilesetPlace {
  href: string;
  title: string;
  template: string;
  layers: TilesetEntry['layers'];
}

/** `/tiles`: every tileset of the atlas (OGC API – Tiles Part 1, tilesets list). */
export const datasetTilesetsDocument = (catalog: Catalog, address: string) => ({
  links: selfLinks(`${address}/tiles`, mediaTypes.json, '瓦片 · Vector tiles'),
  tilesets: catalog.tilesets.map((entry) => ({
    ...summary(entry, placeOfTileset(entry, catalog, address)),
    links: [
      { href: `${address}/tiles/${entry.id}`, rel: 'self', type: mediaTypes.json, title: entry.id },
      {
        href: `${address}/tiles/${entry.id}.json`,
        rel: 'alternate',
        type: mediaTypes.json,
        title: 'TileJSON',
      },
    ],
  })),
});

/** `/tiles/{tileset}` */
export const tilesetDocument = (entry: TilesetEntry, catalog: Catalog, address: string) =>
  detail(entry, placeOfTileset(entry, catalog, address), address);

/** `/collections/{id}/tiles` */
export function collectionTilesetsDocument(
  collection: CollectionDescription,
  entry: TilesetEntry,
  address: string,
) {
  const place = placeOfCollection(collection, entry, address);
  return {
    links: selfLinks(`${address}/collections/${collection.id}/tiles`, mediaTypes.json, place.title),
    tilesets: [
      { ...summary(entry, place), links: [{ href: place.href, rel: 'self', type: mediaTypes.json }] },
    ],
  };
}

/** `/collections/{id}/tiles/WebMercatorQuad` */
export const collectionTilesetDocument = (
  collection: CollectionDescription,
  entry: TilesetEntry,
  address: string,
) => detail(entry, placeOfCollection(collection, entry, address), address);

const placeOfTileset = (entry: TilesetEntry, catalog: Catalog, address: string): TilesetPlace => ({
  href: `${address}/tiles/${entry.id}`,
  title: bilingual(catalog.title),
  template: `${address}/tiles/${entry.id}/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}`,
  layers: entry.layers,
});

function placeOfCollection(
  collection: CollectionDescription,
  entry: TilesetEntry,
  address: string,
): TilesetPlace {
  const href = `${address}/collections/${collection.id}/tiles/${WEB_MERCATOR_QUAD}`;
  return {
    href,
    title: bilingual(collection.title),
    template: `${href}/{tileMatrix}/{tileRow}/{tileCol}`,
    layers: entry.layers.filter(({ id }) => id === collection.layer),
  };
}

const summary = (entry: TilesetEntry, { title }: TilesetPlace) => ({
  title,
  dataType: 'vector',
  crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
  tileMatrixSetURI: WEB_MERCATOR_QUAD_URI,
  tileMatrixSetId: WEB_MERCATOR_QUAD,
  tileMatrixSetLimits: Array.from({ length: entry.maxzoom - entry.minzoom + 1 }, (_, index) =>
    limitsAt(entry.bounds, entry.minzoom + index),
  ),
  boundingBox: { lowerLeft: entry.bounds.slice(0, 2), upperRight: entry.bounds.slice(2), crs: CRS84 },
});

function detail(entry: TilesetEntry, place: TilesetPlace, address: string) {
  const links: Link[] = [
    ...selfLinks(place.href, mediaTypes.json, place.title),
    {
      href: `${address}/tileMatrixSets/${WEB_MERCATOR_QUAD}`,
      rel: TILING_SCHEME_REL,
      type: mediaTypes.json,
      title: WEB_MERCATOR_QUAD,
    },
    { href: place.template, rel: 'item', type: mediaTypes.vectorTile, templated: true },
  ];
  return {
    ...summary(entry, place),
    layers: place.layers.map((layer) => ({
      id: layer.id,
      title: bilingual(layer.description),
      ...(layer.deferred === undefined ? {} : { description: bilingual(layer.deferred.rule) }),
      dataType: 'vector',
      geometryDimension: { point: 0, line: 1, polygon: 2 }[layer.geometry],
      minTileMatrix: String(layer.minzoom),
      maxTileMatrix: String(layer.maxzoom),
      propertiesSchema: {
        type: 'object',
        properties: Object.fromEntries(Object.entries(layer.fields).map(([name, type]) => [name, { type }])),
      },
    })),
    links,
  };
}

/** Rows and columns of a zoom that the bounds touch. */
export function limitsAt([west, south, east, north]: BoundingBox, z: number) {
  const side = 2 ** z;
  const column = (longitude: number): number => clamp(Math.floor((longitude / 360 + 0.5) * side), side);
  const row = (latitude: number): number => {
    const sine = Math.sin((latitude * Math.PI) / 180);
    return clamp(Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side), side);
  };
  return {
    tileMatrix: String(z),
    minTileRow: row(north),
    maxTileRow: row(south),
    minTileCol: column(west),
    maxTileCol: column(east),
  };
}

const clamp = (index: number, side: number): number => Math.min(side - 1, Math.max(0, index));
