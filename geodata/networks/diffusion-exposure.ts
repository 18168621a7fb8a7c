import type { Position } from '../model/geometry.ts';
import { distanceKm } from './distance.ts';

export interface DiffusionPlace {
  /** What it can pass on, for instance the sum of its links. */
  mass: number;
  /** 1 is the highest tier; null for places below all tiers. */
  tier: number | null;
  point: Position;
}

/** Exposure of every place to the others in the unit of mass, by the way it comes. */
export interface DiffusionExposure {
  /** From places of higher tiers. */
  hierarchical: Float64Array;
  /** From places of the same tier. */
  sameTier: Float64Array;
  /** From places near by of the same or a higher tier; they are in the first two as well. */
  neighbourhood: Float64Array;
}

/** How fast exposure falls with distance, unless told otherwise: to 1/e at 200 km. */
const DECAY_KM = 200;
/** How far a neighbourhood reaches. */
const RADIUS_KM = 300;

/**
 * Exposure to diffusion down the tiers, along them and from neighbours: the mass of the others times e^(−d/δ), with the
 * great-circle distance d. Zhang et al. (2022) name the three ways without a formula; this is the potential of
 * Hansen (1959, Journal of the American Institute of Planners 25, 73–76) with an exponential decay. O(n²).
 */
export function diffusionExposure(
  places: readonly DiffusionPlace[],
  { decayKm = DECAY_KM, radiusKm = RADIUS_KM } = {},
): DiffusionExposure {
  const exposure = {
    hierarchical: new Float64Array(places.length),
    sameTier: new Float64Array(places.length),
    neighbourhood: new Float64Array(places.length),
  };
  const rankOf = ({ tier }: DiffusionPlace): number => tier ?? Number.MAX_SAFE_INTEGER;
  for (const [i, place] of places.entries())
    for (const [j, other] of places.entries()) {
      if (i === j || other.mass === 0 || rankOf(other) > rankOf(place)) continue;
      const distance = distanceKm(place.point, other.point);
      const received = other.mass * Math.exp(-distance / decayKm);
      const way = rankOf(other) < rankOf(place) ? exposure.hierarchical : exposure.sameTier;
      way[i] = way[i]! + received;
      if (distance <= radiusKm) exposure.neighbourhood[i] = exposure.neighbourhood[i]! + received;
    }
  return exposure;
}
