import type { Catalog } from '../../geodata/model/catalog.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { listMaps, type MapSeries } from '../pictures/list-maps.ts';
import { element, textElement } from '../qgis/xml.ts';
import { bilingual } from '../tilejson.ts';
import { WEB_MERCATOR_QUAD, webMercatorQuadDocument } from './tile-matrix-set.ts';
import { limitsAt } from './tilesets.ts';

const NAMESPACES = {
  xmlns: 'http://www.opengis.net/wmts/1.0',
  'xmlns:ows': 'http://www.opengis.net/ows/1.1',
  'xmlns:xlink': 'http://www.w3.org/1999/xlink',
  version: '1.0.0',
};

/** Capabilities of the raster tiles (OGC WMTS 1.0.0, RESTful binding, §10) for clients that read no vector tiles. */
export const wmtsCapabilities = (catalog: Catalog, address: string, deepest: number): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${element('Capabilities', NAMESPACES, [
    element('ows:ServiceIdentification', {}, [
      textElement('ows:Title', bilingual(catalog.title)),
      textElement('ows:Abstract', bilingual(catalog.description)),
      textElement('ows:ServiceType', 'OGC WMTS'),
      textElement('ows:ServiceTypeVersion', '1.0.0'),
    ]),
    element('Contents', {}, [
      ...listMaps(catalog).map((series) => layer(series, catalog.bounds, address, deepest)),
      tileMatrixSet(address, deepest),
    ]),
    element('ServiceMetadataURL', { 'xlink:href': `${address}/wmts/1.0.0/WMTSCapabilities.xml` }),
  ])}\n`;

function layer(
  { id, title, years }: MapSeries,
  bounds: BoundingBox,
  address: string,
  deepest: number,
): string {
  const [west, south, east, north] = bounds;
  const identifier = id.replace('.{year}', '');
  const dimension = element('Dimension', {}, [
    textElement('ows:Identifier', 'year'),
    textElement('Default', String(years.at(-1))),
    ...years.map((year) => textElement('Value', String(year))),
  ]);
  return element('Layer', {}, [
    textElement('ows:Title', bilingual(title)),
    element('ows:WGS84BoundingBox', {}, [
      textElement('ows:LowerCorner', `${west} ${south}`),
      textElement('ows:UpperCorner', `${east} ${north}`),
    ]),
    textElement('ows:Identifier', identifier),
    element('Style', { isDefault: 'true' }, [textElement('ows:Identifier', 'default')]),
    textElement('Format', 'image/png'),
    textElement('Format', 'image/webp'),
    ...(years.length === 0 ? [] : [dimension]),
    element('TileMatrixSetLink', {}, [
      textElement('TileMatrixSet', WEB_MERCATOR_QUAD),
      element(
        'TileMatrixSetLimits',
        {},
        zoomsTo(deepest).map((z) => matrixLimits(bounds, z)),
      ),
    ]),
    ...(['png', 'webp'] as const).map((format) =>
      element('ResourceURL', {
        format: `image/${format}`,
        resourceType: 'tile',
        template: `${address}/raster/${id}/{TileMatrix}/{TileCol}/{TileRow}.${format}`,
      }),
    ),
  ]);
}

const zoomsTo = (deepest: number): number[] => Array.from({ length: deepest + 1 }, (_, z) => z);

function matrixLimits(bounds: BoundingBox, z: number): string {
  const limits = limitsAt(bounds, z);
  return element('TileMatrixLimits', {}, [
    textElement('TileMatrix', String(z)),
    textElement('MinTileRow', String(limits.minTileRow)),
    textElement('MaxTileRow', String(limits.maxTileRow)),
    textElement('MinTileCol', String(limits.minTileCol)),
    textElement('MaxTileCol', String(limits.maxTileCol)),
  ]);
}

function tileMatrixSet(address: string, deepest: number): string {
  const { tileMatrices } = webMercatorQuadDocument(address);
  return element('TileMatrixSet', {}, [
    textElement('ows:Identifier', WEB_MERCATOR_QUAD),
    textElement('ows:SupportedCRS', 'urn:ogc:def:crs:EPSG::3857'),
    textElement('WellKnownScaleSet', 'urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible'),
    ...tileMatrices
      .slice(0, deepest + 1)
      .map((matrix) =>
        element('TileMatrix', {}, [
          textElement('ows:Identifier', matrix.id),
          textElement('ScaleDenominator', String(matrix.scaleDenominator)),
          textElement('TopLeftCorner', matrix.pointOfOrigin.join(' ')),
          textElement('TileWidth', String(matrix.tileWidth)),
          textElement('TileHeight', String(matrix.tileHeight)),
          textElement('MatrixWidth', String(matrix.matrixWidth)),
          textElement('MatrixHeight', String(matrix.matrixHeight)),
        ]),
      ),
  ]);
}
