/** Longitude and latitude in degrees, WGS84 (RFC 7946 §3.1.1). */
export type Position = [longitude: number, latitude: number];

/** West, south, east, north in degrees (RFC 7946 §5). */
export type BoundingBox = [west: number, south: number, east: number, north: number];

export type Ring = Position[];

/** RFC 7946 geometries that a boundary, a centre or a link can have. */
export type PointGeometry = { type: 'Point'; coordinates: Position };
export type LineGeometry =
  | { type: 'LineString'; coordinates: Position[] }
  | { type: 'MultiLineString'; coordinates: Position[][] };
export type AreaGeometry =
  | { type: 'Polygon'; coordinates: Ring[] }
  | { type: 'MultiPolygon'; coordinates: Ring[][] };
export type Geometry = PointGeometry | LineGeometry | AreaGeometry;

/** What is drawn of a region: the area inside its boundary, or a point where no boundary is known. */
export type RegionGeometry = AreaGeometry | PointGeometry;

/** What a source of regions yields: one of them with the properties that came with it. */
export interface RegionFeature {
  geometry: RegionGeometry;
  properties: Record<string, unknown>;
}

/** A region with a boundary. */
export interface BoundaryFeature extends RegionFeature {
  geometry: AreaGeometry;
}
