import type { Network } from '../inputs/network.ts';
import { hopPaths } from './hop-paths.ts';
import type { PathStatistics } from './path-statistics.ts';
import { weightedPaths } from './weighted-paths.ts';

/** How long an edge is: 1, or weight^−exponent (Newman 2001: strong ties are short). */
export interface PathOptions {
  weighted: boolean;
  exponent: number;
}

const known = new WeakMap<Network, Map<string, PathStatistics>>();

/** All shortest paths from all nodes. The statistics of a network are kept as long as the network itself. */
export function shortestPaths(network: Network, { weighted, exponent }: PathOptions): PathStatistics {
  const kept = known.get(network) ?? new Map<string, PathStatistics>();
  known.set(network, kept);
  const key = weighted ? `weight^-${exponent}` : 'hops';
  const statistics = kept.get(key) ?? (weighted ? weightedPaths(network, exponent) : hopPaths(network));
  kept.set(key, statistics);
  return statistics;
}

/** Parameters of every measure on shortest paths. */
export const pathParams = [
  {
    name: 'weighted',
    description: {
      zh: '边长取权重的 −α 次方；否则每条边长为 1。',
      en: 'Whether an edge is weight^−exponent long; otherwise every edge has length 1.',
    },
    type: 'boolean',
    default: false,
  },
  {
    name: 'exponent',
    description: { zh: '加权时的指数 α。', en: 'Exponent of the length, where weighted.' },
    type: 'number',
    default: 1,
    minimum: 0,
    maximum: 10,
  },
] as const;
