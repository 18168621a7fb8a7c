import { mediaTypes, selfLinks } from './links.ts';

export const WEB_MERCATOR_QUAD = 'WebMercatorQuad';
export const WEB_MERCATOR_QUAD_URI = 'http://www.opengis.net/def/tilematrixset/OGC/1.0/WebMercatorQuad';

/** Tile matrices of the set, zoom 0 to 24. */
export const ZOOMS = 25;
const HALF_WORLD = 20_037_508.342_789_244;
const TILE_PIXELS = 256;
/** A pixel of 0.28 mm stands for a metre at this scale (OGC Two Dimensional Tile Matrix Set 2.0, §6.2.2). */
const PIXEL_METRES = 0.00028;

/** `/tileMatrixSets` */
export const tileMatrixSetsDocument = (address: string) => ({
  links: selfLinks(`${address}/tileMatrixSets`, mediaTypes.json, 'Tile matrix sets'),
  tileMatrixSets: [
    {
      id: WEB_MERCATOR_QUAD,
      title: 'Google Maps Compatible for the World',
      uri: WEB_MERCATOR_QUAD_URI,
      links: [{ href: `${address}/tileMatrixSets/${WEB_MERCATOR_QUAD}`, rel: 'self', type: mediaTypes.json }],
    },
  ],
});

/** `/tileMatrixSets/WebMercatorQuad`, as annex D.1 of the standard defines it. */
export const webMercatorQuadDocument = (address: string) => ({
  id: WEB_MERCATOR_QUAD,
  title: 'Google Maps Compatible for the World',
  uri: WEB_MERCATOR_QUAD_URI,
  crs: 'http://www.opengis.net/def/crs/EPSG/0/3857',
  orderedAxes: ['X', 'Y'],
  wellKnownScaleSet: 'http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible',
  links: selfLinks(`${address}/tileMatrixSets/${WEB_MERCATOR_QUAD}`, mediaTypes.json, WEB_MERCATOR_QUAD),
  tileMatrices: Array.from({ length: ZOOMS }, (_, z) => {
    const cellSize = (2 * HALF_WORLD) / TILE_PIXELS / 2 ** z;
    return {
      id: String(z),
      scaleDenominator: cellSize / PIXEL_METRES,
      cellSize,
      cornerOfOrigin: 'topLeft',
      pointOfOrigin: [-HALF_WORLD, HALF_WORLD],
      tileWidth: TILE_PIXELS,
      tileHeight: TILE_PIXELS,
      matrixWidth: 2 ** z,
      matrixHeight: 2 ** z,
    };
  }),
});
