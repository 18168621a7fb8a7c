import { AtlasError } from '../model/atlas-error.ts';
import { explainNoDegrees } from '../model/degrees.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Position, RegionFeature } from '../model/geometry.ts';
import type { RawFeature } from './boundary-format.ts';

export interface PointsReading {
  features: RegionFeature[];
  diagnostics: Diagnostic[];
}

/**
 * The points of a file without areas: Point, and MultiPoint of one. Features with anything else are left out and remarked
 * on. Throws AtlasError 'invalid-data' where coordinates are not longitudes and latitudes.
 */
export function readPoints(raw: readonly RawFeature[], name: string): PointsReading {
  const remarks = new DiagnosticList(name);
  const features = raw.flatMap(({ geometry, properties }, index): RegionFeature[] => {
    const position = positionOf(geometry);
    if (position === null) {
      remarks.add('boundary/empty-geometry', () => ({
        message: `Feature ${index + 1} has no single point, as the others have; it is left out.`,
        at: { path: `features[${index}].geometry` },
      }));
      return [];
    }
    const [x, y] = position;
    if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90))
      throw new AtlasError(
        'invalid-data',
        `Feature ${index + 1}: found the point [${x}, ${y}], expected longitude and latitude in degrees (WGS84, EPSG:4326): ` +
          `${explainNoDegrees(position)}.`,
        { at: name },
      );
    return [{ geometry: { type: 'Point', coordinates: [x, y] }, properties }];
  });
  return { features, diagnostics: features.length === 0 ? [] : remarks.toArray() };
}

/** The position of a point; null for other geometries. Heights are left out. */
function positionOf(geometry: unknown): Position | null {
  if (typeof geometry !== 'object' || geometry === null || !('type' in geometry)) return null;
  if (!('coordinates' in geometry) || !Array.isArray(geometry.coordinates)) return null;
  const { type } = geometry;
  const coordinates = geometry.coordinates as unknown[];
  const position = type === 'MultiPoint' && coordinates.length === 1 ? coordinates[0] : coordinates;
  if ((type !== 'Point' && type !== 'MultiPoint') || !Array.isArray(position)) return null;
  const [x, y] = position as unknown[];
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : null;
}
