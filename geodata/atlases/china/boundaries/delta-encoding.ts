import type { Position, Ring } from '../../../model/geometry.ts';

/** A geometry as echarts 4 ships it; rings are strings where the file says `UTF8Encoding: true`. */
export type EncodedGeometry =
  | { type: 'Polygon'; coordinates: (string | Ring)[]; encodeOffsets?: Position[] }
  | { type: 'MultiPolygon'; coordinates: (string | Ring)[][]; encodeOffsets?: Position[][] };

/** Steps of the grid per degree (`UTF8Scale` of echarts, which none of the province files overrides). */
const stepsPerDegree = 1024;

/** Undoes the zigzag that keeps small negative numbers small: 0, −1, 1, −2, 2 … from 0, 1, 2, 3, 4 … */
const unzigzag = (value: number): number => (value >> 1) ^ -(value & 1);

/**
 * One ring: two characters for each vertex, longitude then latitude, each the zigzag of the difference to the vertex
 * before, plus 64 to stay printable (echarts 4, src/coord/geo/parseGeoJson.js).
 */
function decodeRing(text: string, offset: Position): Ring {
  const ring: Ring = [];
  let [x, y] = offset;
  for (let i = 0; i + 1 < text.length; i += 2) {
    x += unzigzag(text.charCodeAt(i) - 64);
    y += unzigzag(text.charCodeAt(i + 1) - 64);
    ring.push([x / stepsPerDegree, y / stepsPerDegree]);
  }
  return ring;
}

const decodePolygon = (rings: (string | Ring)[], offsets: Position[] | undefined): Ring[] =>
  rings.map((ring, i) => (typeof ring === 'string' ? decodeRing(ring, offsets?.[i] ?? [0, 0]) : ring));

/** The polygons of a geometry, in degrees of whatever datum the file is in. */
export const decodePolygons = (geometry: EncodedGeometry): Ring[][] =>
  geometry.type === 'Polygon'
    ? [decodePolygon(geometry.coordinates, geometry.encodeOffsets)]
    : geometry.coordinates.map((rings, i) => decodePolygon(rings, geometry.encodeOffsets?.[i]));
