import type { EdgeList } from '../model/network.ts';

/** A link is among the strongest of its pair of tiers from this quantile of their weights upwards. */
const TOP_QUARTILE = 0.75;

/**
 * For every link, whether its weight is in the top quartile of the links between the same two tiers (from the one to
 * the other, where links have directions). Nodes without a tier count as a tier of their own.
 */
export function topOfTierPairs(
  { a, b, weight, directed }: EdgeList,
  tiers: readonly (number | null)[],
): boolean[] {
  const groups = new Map<string, number[]>();
  for (const edge of weight.keys()) {
    const ends = [orderOf(tiers[a[edge]!]), orderOf(tiers[b[edge]!])];
    const key = (directed ? ends : ends.sort((first, second) => first - second)).join(' ');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [edge]);
    else group.push(edge);
  }
  const isTop = Array.from(weight, () => false);
  for (const edges of groups.values()) {
    const weights = edges.map((edge) => weight[edge]!).sort((first, second) => first - second);
    const threshold = quantile(weights, TOP_QUARTILE);
    for (const edge of edges) isTop[edge] = weight[edge]! >= threshold;
  }
  return isTop;
}

const orderOf = (tier: number | null | undefined): number => tier ?? Number.MAX_SAFE_INTEGER;

/** Type 7 of Hyndman & Fan (1996) of ascending values. */
function quantile(ascending: readonly number[], share: number): number {
  const place = (ascending.length - 1) * share;
  const [below, above] = [ascending[Math.floor(place)]!, ascending[Math.ceil(place)]!];
  return below + (place - Math.floor(place)) * (above - below);
}
