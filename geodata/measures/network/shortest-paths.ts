import type { Network } from '../inputs/network.ts';
import { hopPaths } from './hop-paths.ts';
import { weightedPaths } from './weighted-paths.ts';

/** How long an edge is: 1, or weight^−exponent (Newman 2001: strong ties are short). */
export interface PathOptions {
  weighted: boolean;
  exponent: number;
}

/** What all shortest paths of a network say about each node, in one pass from every node. */
export interface PathStatistics {
  /** Share of shortest paths between two others through the node, summed over ordered pairs. */
  betweenness: Float64Array;
  /** Sum of the distances to all nodes it reaches. */
  farness: Float64Array;
  /** Sum of the inverse distances to them. */
  harmonic: Float64Array;
  /** How many others it reaches. */
  reached: Uint32Array;
  /** Largest of these distances. */
  eccentricity: Float64Array;
}

export const emptyStatistics = (size: number): PathStatistics => ({
  betweenness: new Float64Array(size),
  farness: new Float64Array(size),
  harmonic: new Float64Array(size),
  reached: new Uint32Array(size),
  eccentricity: new Float64Array(size),
});

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
