import { LINE, POINT, POLYGON, type GeometryKind } from '../bake-model.ts';

/** The kind of a GeoJSON geometry type; null for collections and what is none. */
export const kindOfGeometryType = (type: string): GeometryKind | null => {
  if (type === 'Polygon' || type === 'MultiPolygon') return POLYGON;
  if (type === 'LineString' || type === 'MultiLineString') return LINE;
  return type === 'Point' || type === 'MultiPoint' ? POINT : null;
};
