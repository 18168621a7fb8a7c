import type { EdgeList, TierPair } from '../model/network.ts';

/** A link is among the strongest of its pair of tiers from this quantile of their weights upwards. */
const TOP_QUARTILE = 0.75;

export interface TierPairs {
  /** Who links with whom; pairs without links are left out. Ascending, nodes without a tier last. */
  pairs: TierPair[];
  /** For every link, whether its weight is in the top quartile of the links of the same pair of tiers. */
  isTop: boolean[];
  /** Share of the weight between nodes of one tier, over links whose ends both have one; null without such links. */
  sameTierShare: number | null;
}

/** Sums the links by the tiers of their ends; where links have directions, from the first tier to the second. */
export function tierPairs(
  { a, b, weight, directed }: EdgeList,
  tiers: readonly (number | null)[],
): TierPairs {
  const groups = new Map<string, { from: number | null; to: number | null; edges: number[] }>();
  for (const edge of weight.keys()) {
    const ends = [tiers[a[edge]!] ?? null, tiers[b[edge]!] ?? null] as const;
    const [from, to] = directed || order(ends[0]) <= order(ends[1]) ? ends : [ends[1], ends[0]];
    const key = `${from} ${to}`;
    const group = groups.get(key) ?? { from, to, edges: [] };
    group.edges.push(edge);
    groups.set(key, group);
  }
  const isTop = Array.from(weight, () => false);
  const pairs = [...groups.values()].map(({ from, to, edges }): TierPair => {
    const weights = edges.map((edge) => weight[edge]!).sort((first, second) => first - second);
    const threshold = quantile(weights, TOP_QUARTILE);
    for (const edge of edges) isTop[edge] = weight[edge]! >= threshold;
    return { from, to, links: edges.length, weight: weights.reduce((sum, each) => sum + each, 0) };
  });
  pairs.sort((first, second) => order(first.from) - order(second.from) || order(first.to) - order(second.to));
  const tiered = pairs.filter(({ from, to }) => from !== null && to !== null);
  const total = sumOf(tiered);
  const same = sumOf(tiered.filter(({ from, to }) => from === to));
  return { pairs, isTop, sameTierShare: total > 0 ? same / total : null };
}

const order = (tier: number | null): number => tier ?? Number.MAX_SAFE_INTEGER;

const sumOf = (pairs: readonly TierPair[]): number => pairs.reduce((sum, { weight }) => sum + weight, 0);

/** Type 7 of Hyndman & Fan (1996) of ascending values. */
function quantile(ascending: readonly number[], share: number): number {
  const place = (ascending.length - 1) * share;
  const [below, above] = [ascending[Math.floor(place)]!, ascending[Math.ceil(place)]!];
  return below + (place - Math.floor(place)) * (above - below);
}
