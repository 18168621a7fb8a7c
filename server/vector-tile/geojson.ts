import type { Geometry, Position } from '../../geodata/model/geometry.ts';
import type { FieldValue } from '../../geodata/model/layer.ts';
import { decodeGeometry, signedArea, type Part } from './geometry.ts';
import type { LayerMessage } from './layer-message.ts';
import { propertiesOf, readLayer } from './layer.ts';

interface TileGeoJson {
  type: 'FeatureCollection';
  features: {
    type: 'Feature';
    id?: number;
    /** Name of the vector layer, as a foreign member (RFC 7946 §6.1). */
    layer: string;
    geometry: Geometry | { type: 'MultiPoint'; coordinates: Position[] };
    properties: Record<string, FieldValue>;
  }[];
}

/** What a tile holds, to be looked at by a person: all layers as features in degrees, cut as the tile cuts them. */
export function tileToGeoJson(layers: readonly LayerMessage[], z: number, x: number, y: number): TileGeoJson {
  return {
    type: 'FeatureCollection',
    features: layers.flatMap(({ bytes }) => {
      const layer = readLayer(bytes);
      const place = (part: Part): Position[] => positionsOf(part, layer.extent, z, x, y);
      return layer.features.flatMap((feature) => {
        const parts = decodeGeometry(feature.geometry, feature.type === 'point');
        const geometry = geometryOf(feature.type, parts, place);
        if (geometry === null) return [];
        const id = feature.id === undefined ? {} : { id: feature.id };
        const properties = propertiesOf(layer, feature);
        return [{ type: 'Feature' as const, ...id, layer: layer.name, geometry, properties }];
      });
    }),
  };
}

function geometryOf(
  type: string,
  parts: Part[],
  place: (part: Part) => Position[],
): TileGeoJson['features'][number]['geometry'] | null {
  if (parts.length === 0) return null;
  if (type === 'point') {
    const coordinates = place(parts[0]!);
    return coordinates.length === 1
      ? { type: 'Point', coordinates: coordinates[0]! }
      : { type: 'MultiPoint', coordinates };
  }
  if (type === 'line') return { type: 'MultiLineString', coordinates: parts.map(place) };
  if (type !== 'polygon') return null;
  const polygons: Position[][][] = [];
  for (const part of parts) {
    // Outer rings run clockwise in tiles; RFC 7946 §3.1.6 wants them counterclockwise, and every ring closed.
    const ring = place(part).toReversed();
    ring.push(ring[0]!);
    if (signedArea(part) > 0 || polygons.length === 0) polygons.push([ring]);
    else polygons.at(-1)!.push(ring);
  }
  return { type: 'MultiPolygon', coordinates: polygons };
}

/** Units of a Web Mercator tile in degrees, to seven digits (a centimetre). */
function positionsOf(part: Part, extent: number, z: number, x: number, y: number): Position[] {
  const size = extent * 2 ** z;
  const positions: Position[] = [];
  for (let at = 0; at < part.length; at += 2) {
    const longitude = ((part[at]! + x * extent) * 360) / size - 180;
    const mercator = Math.PI * (1 - (2 * (part[at + 1]! + y * extent)) / size);
    const latitude = (Math.atan(Math.sinh(mercator)) * 180) / Math.PI;
    positions.push([round(longitude), round(latitude)]);
  }
  return positions;
}

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
