import { addProjection } from 'maplibre-gl';
import type { EqualAreaPlane } from '../../geodata/model/equal-area-plane.ts';
import { planarProjection, projectionName } from './planar-projection.ts';

const known = new Set<string>();

/** Makes the plane of a tileset known to MapLibre, for styles that ask for it by its name. */
export function registerPlane(plane: EqualAreaPlane): void {
  const name = projectionName(plane);
  if (known.has(name)) return;
  known.add(name);
  addProjection({
    name,
    projection: planarProjection(plane),
    // The unit of the plane, though not of Albers' own, is the metre, as MapLibre takes it.
    tileMatrixSet: { origin: [0, 0], extentAtZoom0: plane.sideKm * 1000 },
    // The workers build the same projection out of it, to place points that do not come in tiles.
    definition: JSON.stringify(plane),
  });
}
