import type { CollectionDescription } from '../features/describe.ts';
import { mapColours } from '../styles/map-colours.ts';
import { bilingual } from '../tilejson.ts';
import { circleSymbol, fillSymbol, headSymbol, lineSymbol } from './symbols.ts';
import { element, textElement } from './xml.ts';

const geometryNames = { Point: 'Point', MultiLineString: 'LineString', MultiPolygon: 'Polygon' } as const;
const symbols = {
  Point: circleSymbol(mapColours.centre, 2.5),
  MultiLineString: lineSymbol(mapColours.flow, 0.4),
  MultiPolygon: fillSymbol(mapColours.land, mapColours.parentBorder),
} as const;

/** Layers whose points say more than where they are. */
const ownSymbols: Readonly<Record<string, string>> = {
  arrowheads: headSymbol(mapColours.flow, 2),
  nodes: circleSymbol(mapColours.flow, 1.8),
};

/** Where QGIS gets the features: the landing page and the collection, read page by page. */
export const featureSource = (collection: CollectionDescription, address: string): string =>
  ` pagingEnabled='true' preferCoordinatesForWfsT11='false' restrictToRequestBBOX='0' typename='${collection.id}' url='${address}'`;

/** A layer of OGC API features as QGIS saves it, in one plain symbol: its columns are there to be styled. */
export const featureLayer = (id: string, collection: CollectionDescription, address: string): string =>
  element('maplayer', { type: 'vector', geometry: geometryNames[collection.geometry] }, [
    textElement('id', id),
    textElement('datasource', featureSource(collection, address)),
    textElement('layername', bilingual(collection.title)),
    element('srs', {}, [
      element('spatialrefsys', {}, [textElement('srsid', '3452'), textElement('authid', 'EPSG:4326')]),
    ]),
    element('provider', { encoding: 'UTF-8' }, ['OAPIF']),
    element('renderer-v2', { type: 'singleSymbol', enableorderby: 0, forceraster: 0, symbollevels: 0 }, [
      element('symbols', {}, [ownSymbols[collection.id] ?? symbols[collection.geometry]]),
    ]),
  ]);
