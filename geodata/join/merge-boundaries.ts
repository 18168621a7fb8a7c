import type { DiagnosticList } from '../model/diagnostic-list.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { RegionFeature } from '../model/geometry.ts';
import type { RegionCode } from '../model/region.ts';
import { asRegionCode } from '../model/region.ts';
import { normaliseCode } from './region-code.ts';
import { polygonsOf } from './region-shape.ts';

/**
 * Boundaries by code. Several with one code become one of several parts, which keeps all that was drawn whatever the
 * severity of the remark; the same geometry twice is taken once. Of several points the first stays.
 */
export function mergeBoundaries(
  boundaries: readonly RegionFeature[],
  key: string,
  remarks: DiagnosticList,
): Map<RegionCode, RegionFeature> {
  const merged = new Map<RegionCode, RegionFeature>();
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
    const joined = joinParts(first, feature);
    const outcome = joined === null ? 'the first one was kept' : 'the two were put together';
    remarks.add('boundary/duplicate-key', () => ({
      message: `Boundary ${index + 1} has the ${key} ${code}, which another has already; ${outcome}.`,
      at: { path: `features[${index}].properties.${key}`, region: code },
      found: code,
    }));
    if (joined !== null) merged.set(code, joined);
  }
  return merged;
}

function readCode(value: unknown): RegionCode | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const code = normaliseCode(String(value));
  return code === '' ? null : asRegionCode(code);
}

/** Null where there is nothing to put together: a region is at one point. */
function joinParts(first: RegionFeature, second: RegionFeature): RegionFeature | null {
  if (first.geometry.type === 'Point' || second.geometry.type === 'Point') return null;
  const parts = polygonsOf(first.geometry);
  const drawn = new Set(parts.map((part) => JSON.stringify(part)));
  const added = polygonsOf(second.geometry).filter((part) => !drawn.has(JSON.stringify(part)));
  return {
    properties: { ...second.properties, ...first.properties },
    geometry: { type: 'MultiPolygon', coordinates: [...parts, ...added] },
  };
}
