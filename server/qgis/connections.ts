import type { Catalog } from '../../geodata/model/catalog.ts';
import { listMaps } from '../pictures/list-maps.ts';
import { bilingual } from '../tilejson.ts';
import { element } from './xml.ts';

/** Connections to the vector tiles, for "Load" in the data source manager of QGIS. */
export const vectorTileConnections = (catalog: Catalog, address: string): string =>
  connections(
    'qgsVectorTileConnections',
    '1.0',
    catalog.tilesets.map((tileset) =>
      element('vectortile', {
        name: `${bilingual(catalog.title)} (${tileset.id})`,
        url: `${address}/tiles/${tileset.id}/{z}/{x}/{y}.pbf`,
        zmin: tileset.minzoom,
        zmax: tileset.maxzoom,
        styleUrl: `${address}/styles/atlas.qgis.json`,
      }),
    ),
  );

/** Connection to the features; QGIS files OGC API – Features under WFS. */
export const featureConnections = (catalog: Catalog, address: string): string =>
  connections('qgsWFSConnections', '1.1', [
    element('wfs', {
      name: bilingual(catalog.title),
      url: address,
      version: 'OGC_API_FEATURES',
      pagingenabled: 'true',
      pagesize: '1000',
      maxnumfeatures: '',
      ignoreAxisOrientation: 'false',
      invertAxisOrientation: 'false',
    }),
  ]);

/** Connections to the pictures as XYZ tiles: everything, and each view. */
export const rasterConnections = (catalog: Catalog, address: string, deepest: number): string =>
  connections(
    'qgsXYZTilesConnections',
    '1.0',
    listMaps(catalog)
      .filter(({ years }) => years.length === 0)
      .map(({ id, title }) =>
        element('xyztiles', {
          name: id === 'atlas' ? bilingual(title) : `${bilingual(catalog.title)}: ${bilingual(title)}`,
          url: `${address}/raster/${id}/{z}/{x}/{y}.png`,
          zmin: 0,
          zmax: deepest,
        }),
      ),
  );

const connections = (name: string, version: string, entries: string[]): string =>
  `<!DOCTYPE connections>\n${element(name, { version }, entries)}\n`;
