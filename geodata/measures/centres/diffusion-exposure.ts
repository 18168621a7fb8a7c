import { z } from 'zod';
import type { Position } from '../../model/geometry.ts';
import { distanceKm } from '../../model/distance.ts';
import { coverageOf, undefinedOver } from '../coverage.ts';
import type { TieredPoints } from '../inputs/tiered-points.ts';
import { tieredPoints } from '../inputs/tiered-points.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit, rowReason } from '../output-shape.ts';

export const diffusionExposure = defineMeasure({
  id: 'diffusion-exposure',
  group: 'centres',
  title: { zh: '创新扩散暴露', en: 'Exposure to diffusion' },
  summary: {
    zh: '每地可从上级、同级与近邻中心接受多少扩散，随距离衰减；数值为来自上级的份额。',
    en: 'What a place can take up from higher tiers, its own and neighbours, falling with distance; the value is the share from above.',
  },
  formula: String.raw`H_i = \sum_{t_j < t_i} M_j f(d_{ij}), \quad S_i = \sum_{t_j = t_i} M_j f(d_{ij}), \quad N_i = \sum_{t_j \le t_i,\ d_{ij} \le r} M_j f(d_{ij}), \quad \frac{H_i}{H_i + S_i + N_i}`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: tieredPoints,
  output: perUnit({
    hierarchical: z.number().describe('H: from places of higher tiers, in the unit of mass.'),
    sameTier: z.number().describe('S: from places of the same tier.'),
    neighbourhood: z
      .number()
      .describe('N: from places within the radius whose tier is not lower; they are in H and S as well.'),
    tier: z.number().nullable().describe('Tier of the place; null below all tiers.'),
    reason: rowReason,
  }),
  params: [
    {
      name: 'decay',
      description: {
        zh: '距离衰减：exponential 为 e^(−d/δ)，power 为 d^(−β)。',
        en: 'Fall with distance: exponential e^(−d/δ), or power d^(−β).',
      },
      type: 'enum',
      values: ['exponential', 'power'],
      default: 'exponential',
    },
    {
      name: 'decayKm',
      description: { zh: 'δ：衰减至 1/e 的距离（km）。', en: 'δ: distance in km at which it falls to 1/e.' },
      type: 'number',
      default: 200,
      minimum: 1,
    },
    {
      name: 'exponent',
      description: {
        zh: 'β：幂律衰减的指数，1 km 以内视作 1 km。',
        en: 'β: exponent of the power; distances below 1 km count as 1 km.',
      },
      type: 'number',
      default: 1,
      minimum: 0,
    },
    {
      name: 'radiusKm',
      description: { zh: 'r：近邻的半径（km）。', en: 'r: radius of the neighbourhood in km.' },
      type: 'number',
      default: 300,
      minimum: 0,
    },
  ],
  source:
    'Zhang, W. (2022), Bulletin of Chinese Academy of Sciences 37(12), names the three ways without a formula; potential of Hansen, W. G. (1959). Journal of the American Institute of Planners 25, 73–76.',
  example: {
    input: {
      codes: ['a', 'b', 'c', 'd'],
      points: [
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 60],
      ],
      masses: [6, 2, 1, 0],
      tiers: [1, 2, 2, 1],
    },
    params: { decay: 'power', exponent: 0, radiusKm: 100 },
    value: [
      {
        code: 'a',
        value: null,
        hierarchical: 0,
        sameTier: 0,
        neighbourhood: 0,
        tier: 1,
        reason: 'zero_mean',
      },
      { code: 'b', value: 6 / 14, hierarchical: 6, sameTier: 1, neighbourhood: 7, tier: 2 },
      { code: 'c', value: 6 / 16, hierarchical: 6, sameTier: 2, neighbourhood: 8, tier: 2 },
      { code: 'd', value: 0, hierarchical: 0, sameTier: 6, neighbourhood: 0, tier: 1 },
    ],
    source: 'By hand: without decay the masses of others add up.',
  },
  evaluate(places, params) {
    const { codes, masses, tiers } = places;
    const coverage = coverageOf(codes, (place) => masses[place] !== null);
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    const fall: (km: number) => number =
      params.decay === 'power'
        ? (km) => Math.max(1, km) ** -params.exponent
        : (km) => Math.exp(-km / params.decayKm);
    const present = [...codes.keys()].filter((place) => masses[place] !== null);
    const value = present.map((place) => {
      const received = receivedBy(place, present, places, fall, params.radiusKm);
      const total = received.hierarchical + received.sameTier + received.neighbourhood;
      return {
        code: codes[place]!,
        value: total > 0 ? received.hierarchical / total : null,
        ...received,
        tier: tiers[place]!,
        ...(total > 0 ? {} : { reason: 'zero_mean' }),
      };
    });
    return { coverage, value, variant: params.decay };
  },
});

function receivedBy(
  place: number,
  others: readonly number[],
  { points, masses, tiers }: TieredPoints,
  fall: (km: number) => number,
  radiusKm: number,
): { hierarchical: number; sameTier: number; neighbourhood: number } {
  const received = { hierarchical: 0, sameTier: 0, neighbourhood: 0 };
  const own = rankOf(tiers[place]!);
  const from: Position = points[place]!;
  for (const other of others) {
    const [mass, rank] = [masses[other]!, rankOf(tiers[other]!)];
    if (other === place || mass === 0 || rank > own) continue;
    const km = distanceKm(from, points[other]!);
    const amount = mass * fall(km);
    received[rank < own ? 'hierarchical' : 'sameTier'] += amount;
    if (km <= radiusKm) received.neighbourhood += amount;
  }
  return received;
}

const rankOf = (tier: number | null): number => tier ?? Number.MAX_SAFE_INTEGER;
