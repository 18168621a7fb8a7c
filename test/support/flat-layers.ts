import type { Geometry, Position } from '../../geodata/model/geometry.ts';
import type { FlatLayer } from '../../geodata/tiles/flat-layer.ts';
import { GeometryBuilder } from '../../geodata/tiles/read/geometry-builder.ts';
import { latitudeToY, longitudeToX } from '../../geodata/tiles/world-grid.ts';
import { POLYGON } from '../../geodata/tiles/bake-model.ts';
import { collectDeclared } from '../../geodata/tiles/encode/attributes.ts';

/** Polygon features, each a list of polygons, each a list of rings in degrees. */
export function readPolygons(features: Position[][][][]): GeometryBuilder {
  const builder = new GeometryBuilder();
  for (const [id, polygons] of features.entries()) {
    builder.startGeometry();
    for (const rings of polygons) {
      for (const ring of rings) {
        for (const [longitude, latitude] of ring) {
          builder.x.push(longitudeToX(longitude));
          builder.y.push(latitudeToY(latitude));
        }
        builder.endRow();
      }
      builder.endGroup();
    }
    builder.startFeature(id, POLYGON);
    builder.addPolygons();
  }
  return builder;
}

/** A coverage of polygons with one ring each. */
export const coverageOf = (rings: Position[][]): FlatLayer => ({
  id: 'coverage',
  minzoom: 0,
  maxzoom: 10,
  buffer: 64,
  coverage: true,
  declared: null,
  geometry: readPolygons(rings.map((ring) => [[ring]])).finish(),
  attributes: collectDeclared(
    'coverage',
    {},
    rings.map(() => ({})),
  ),
  edges: null,
  weight: null,
  zooms: null,
});

export const square = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

export const polygon = (...coordinates: Position[][]): Geometry => ({ type: 'Polygon', coordinates });

/** Numbers that look random and are the same every time. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
