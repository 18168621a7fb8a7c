import type { DiagnosticList } from '../model/diagnostic-list.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { BoundaryFeature } from '../model/geometry.ts';
import type { RegionCode } from '../model/region.ts';
import { asRegionCode } from '../model/region.ts';
import { normaliseCode } from './region-code.ts';
import { polygonsOf } from './region-shape.ts';

/**
 * Boundaries by code. Several with one code become one of several parts, which keeps all that was drawn whatever the
 * severity of the remark; the same geometry twice is taken once.
 */
export function mergeBoundaries(
  boundaries: readonly BoundaryFeature[],
  key: string,
  remarks: DiagnosticList,
): Map<RegionCode, BoundaryFeature> {
  const merged = new Map<RegionCode, BoundaryFeature>();
  for (const [index, feature] of boundaries.entries()) {
    const code = readCode(feature.properties[key]);
    if (code === null) {
      const known = Object.keys(feature.properties);
      remarks.add('boundary/missing-key', () => ({
        message: `Boundary ${index + 1} has no property "${key}"; it was left out. Its properties: ${known.join(', ') || 'none'}.`,
        at: { path: `features[${index}].properties.${key}` },
        nearest: nearestWords(key, known),
      }));
      continue;
    }
    const first = merged.get(code);
    if (first === undefined) {
      merged.set(code, feature);
      continue;
    }
    remarks.add('boundary/duplicate-key', () => ({
      message: `Boundary ${index + 1} has the ${key} ${code}, which another has already; the two were put together.`,
      at: { path: `features[${index}].properties.${key}`, region: code },
      found: code,
    }));
    merged.set(code, joinParts(first, feature));
  }
  return merged;
}

function readCode(value: unknown): RegionCode | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const code = normaliseCode(String(value));
  return code === '' ? null : asRegionCode(code);
}

function joinParts(first: BoundaryFeature, second: BoundaryFeature): BoundaryFeature {
  const parts = polygonsOf(first.geometry);
  const drawn = new Set(parts.map((part) => JSON.stringify(part)));
  const added = polygonsOf(second.geometry).filter((part) => !drawn.has(JSON.stringify(part)));
  return {
    properties: { ...second.properties, ...first.properties },
    geometry: { type: 'MultiPolygon', coordinates: [...parts, ...added] },
  };
}
