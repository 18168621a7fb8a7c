import { AtlasError } from '../../model/atlas-error.ts';
import { explainNoDegrees } from '../../model/degrees.ts';
import type { Position } from '../../model/geometry.ts';
import { readHead } from './files.ts';

/** Bytes in which GeoJSON as it was before RFC 7946 names its coordinate reference system. */
const HEAD_BYTES = 4096;

/** Features most of whose positions are no place on earth: how many, and the farthest position found. */
export interface FeaturesBeyond {
  count: number;
  farthest: Position;
}

export function gatherBeyond(all: Iterable<FeaturesBeyond>): FeaturesBeyond {
  const sum: FeaturesBeyond = { count: 0, farthest: [0, 0] };
  for (const { count, farthest } of all) {
    sum.count += count;
    if (reach(farthest) > reach(sum.farthest)) sum.farthest = farthest;
  }
  return sum;
}

/**
 * Stops where most features of a file lie beyond all degrees: its coordinates are in another unit then, and what is
 * within the range of degrees is so by chance.
 */
export function refuseProjected(
  path: string,
  label: string,
  { count, farthest }: FeaturesBeyond,
  features: number,
): void {
  if (count * 2 <= features) return;
  const head = readHead(path, HEAD_BYTES);
  const name = /"crs"\s*:\s*\{[^{}]*\{[^{}]*"name"\s*:\s*"([^"]+)"/.exec(head)?.[1];
  const stated = name === undefined ? '' : ` The file says that they are ${name}.`;
  throw new AtlasError(
    'invalid-data',
    `${label}: ${count} of ${features} features have coordinates such as [${farthest.join(', ')}], expected ` +
      `longitude and latitude in degrees (WGS 84, EPSG:4326): ${explainNoDegrees(farthest)}.${stated}`,
    { at: label },
  );
}

const reach = ([x, y]: Position): number => Math.max(Math.abs(x), Math.abs(y));
