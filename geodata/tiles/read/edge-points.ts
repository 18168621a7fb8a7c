import { POINT } from '../bake-model.ts';
import { edgePosition } from '../edge-position.ts';
import type { FlatLayer } from '../flat-layer.ts';

/** A layer with one point on every edge: arrowheads, labels. */
export interface EdgePoints {
  id: string;
  /** Where the points stand, as a share of the way from 0 to 1. */
  share: number;
}

/** Steps that an arrow or a label reaches over the edge of its tile. */
const REACH = 128;
const BEARING = 'bearing';

/**
 * Makes a point for every edge that has a length, with the attributes of the edge and `bearing`, its direction there
 * in whole degrees clockwise from north. A zoom shows the points of those edges that it shows.
 */
export function edgePoints(layer: FlatLayer, { id, share }: EdgePoints): FlatLayer {
  const edges = layer.edges!;
  const { featureId } = layer.geometry;
  const count = featureId.length;
  const featurePart = new Uint32Array(count + 1);
  const box = new Int32Array(count * 4);
  const bearing = new Float64Array(count).fill(Number.NaN);
  let points = 0;
  for (let edge = 0; edge < count; edge++) {
    featurePart[edge] = points;
    const place = edgePosition(edges, edge, share);
    if (place.bearing < 0) continue;
    bearing[edge] = place.bearing;
    box.set([place.x, place.y, place.x, place.y], points * 4);
    points++;
  }
  featurePart[count] = points;
  const { keys, numbers } = layer.attributes;
  const isTaken = keys.includes(BEARING);
  return {
    id,
    minzoom: layer.minzoom,
    maxzoom: layer.maxzoom,
    buffer: Math.max(layer.buffer, REACH),
    coverage: false,
    follows: layer.id,
    declared: null,
    geometry: {
      featureId,
      featureKind: new Uint8Array(count).fill(POINT),
      featurePart,
      partIsHole: new Uint8Array(points),
      partStart: Uint32Array.from({ length: points + 1 }, (_, part) => part),
      partBox: box.slice(0, points * 4),
      x: new Int32Array(0),
      y: new Int32Array(0),
    },
    attributes: {
      ...layer.attributes,
      keys: isTaken ? keys : [...keys, BEARING],
      numbers: isTaken ? numbers : [...numbers, { key: keys.length, values: bearing }],
    },
    edges: null,
    weight: layer.weight,
    zooms: layer.zooms,
  };
}
