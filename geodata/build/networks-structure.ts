import { backbone } from '../measures/network/backbone.ts';
import { networkOf } from '../measures/inputs/network.ts';
import type { AgglomerationSet, TierScheme } from '../model/catalog.ts';
import type { EdgeList, NetworkDocument, NetworkStructure } from '../model/network.ts';
import type { Position } from '../model/geometry.ts';
import { diffusionExposure } from '../networks/diffusion-exposure.ts';
import { nodeStrength } from '../networks/strength.ts';
import { dominantLinks } from '../networks/dominant-links.ts';
import { linkTurnover } from '../networks/link-turnover.ts';
import { tierPairs } from '../networks/tier-pairs.ts';
import { zoomOfLink } from '../networks/zoom-budget.ts';
import type { CompiledNetwork } from './networks-draw.ts';
import { roundWeight } from './networks-draw.ts';

/** Level of the disparity filter for strong links and the backbone. */
const ALPHA = 0.05;

/** Adds to every year of a network what the pattern of all its links says, drawn or not. */
export function withStructure(
  network: CompiledNetwork,
  schemes: readonly TierScheme[],
  sets: readonly AgglomerationSet[],
  pointOf: (code: string) => Position,
): CompiledNetwork {
  const scheme = schemes.find(({ id }) => id === network.tiers);
  const own = sets.filter(({ level }) => level === network.entry.level);
  return {
    ...network,
    documents: network.documents.map((document, position): NetworkDocument => {
      const { edges } = network.years[position]!;
      if (edges.weight.length === 0) return document;
      const before = network.years[position - 1];
      const earlier = before === undefined || before.year === null ? null : { ...before, year: before.year };
      return {
        ...document,
        structure: structureOf(edges, network.drawn[position]!, earlier, scheme, own, pointOf),
      };
    }),
  };
}

function structureOf(
  edges: EdgeList,
  drawn: Uint32Array,
  earlier: { year: number; edges: EdgeList } | null,
  scheme: TierScheme | undefined,
  sets: readonly AgglomerationSet[],
  pointOf: (code: string) => Position,
): NetworkStructure {
  const chosen = [...drawn];
  const tierOf = new Map(scheme?.centres.map(({ code, rank }) => [code, rank]));
  const tiers = edges.nodes.map((code) => tierOf.get(code) ?? null);
  const pairs = tierPairs(edges, tiers);
  const dominant = dominantLinks(edges);
  const dominating = new Set(dominant.edge);
  const filtered = filteredLinks(edges);
  const strongest = strongestOfPlaces(edges, chosen);
  const turnover = earlier === null ? null : { since: earlier.year, ...linkTurnover(earlier.edges, edges) };
  return {
    links: {
      p: chosen.map((edge) => roundWeight(filtered(edge).p)),
      backbone: chosen.map((edge) => filtered(edge).kept),
      dominant: chosen.map((edge) => dominating.has(edge)),
      strong: chosen.map((edge) => filtered(edge).p < ALPHA || pairs.isTop[edge]!),
      // Documents list links from the strongest down.
      zoom: chosen.map((edge, place) => zoomOfLink(place + 1, strongest.has(edge))),
      ...(turnover === null ? {} : { rankBefore: chosen.map((edge) => turnover.rankBefore[edge]!) }),
    },
    nodes: {
      parent: Array.from(dominant.parent, (node) => (node < 0 ? null : node)),
      depth: [...dominant.depth],
      ...(scheme === undefined ? {} : { tier: tiers, exposure: exposureOf(edges, tiers, pointOf) }),
    },
    ...(scheme === undefined
      ? {}
      : {
          tiers: {
            scheme: scheme.id,
            pairs: pairs.pairs.map((pair) => ({ ...pair, weight: roundWeight(pair.weight) })),
            sameTierShare: pairs.sameTierShare === null ? null : roundWeight(pairs.sameTierShare),
          },
        }),
    agglomerations: sets.map((set) => ({ set: set.id, within: roundWeight(shareWithin(edges, set)) })),
    ...(turnover === null
      ? {}
      : {
          turnover: {
            since: turnover.since,
            kept: turnover.kept,
            entered: turnover.entered,
            left: turnover.left,
          },
        }),
  };
}

/** What every place can take up from the others, whose mass is the sum of their links. */
function exposureOf(
  edges: EdgeList,
  tiers: readonly (number | null)[],
  pointOf: (code: string) => Position,
): NonNullable<NetworkStructure['nodes']['exposure']> {
  const strength = nodeStrength(edges);
  const places = edges.nodes.map((code, node) => ({
    mass: strength[node]!,
    tier: tiers[node]!,
    point: pointOf(code),
  }));
  const { hierarchical, sameTier, neighbourhood } = diffusionExposure(places);
  return {
    hierarchical: Array.from(hierarchical, roundWeight),
    sameTier: Array.from(sameTier, roundWeight),
    neighbourhood: Array.from(neighbourhood, roundWeight),
  };
}

/** What the disparity filter says of a link; links of both directions count as one. */
function filteredLinks(edges: EdgeList): (edge: number) => { p: number; kept: boolean } {
  const { value } = backbone.compute(networkOf(edges), { alpha: ALPHA });
  const found = new Map(value?.map(({ a, b, value: p, kept }) => [pairKey(a, b), { p: p ?? 1, kept }]));
  return (edge) => found.get(pairKey(edges.nodes[edges.a[edge]!]!, edges.nodes[edges.b[edge]!]!))!;
}

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Of links from the strongest down, those that are the first at one of their ends. */
function strongestOfPlaces({ a, b }: EdgeList, ranked: readonly number[]): Set<number> {
  const seen = new Set<number>();
  return new Set(
    ranked.filter((edge) => {
      const isFirst = !seen.has(a[edge]!) || !seen.has(b[edge]!);
      seen.add(a[edge]!).add(b[edge]!);
      return isFirst;
    }),
  );
}

/** Share of the weight between places that are together in an agglomeration of the set. */
function shareWithin({ nodes, a, b, weight }: EdgeList, { entries }: AgglomerationSet): number {
  const groupsOf = nodes.map((code) => entries.filter(({ members }) => members.includes(code)));
  let [within, total] = [0, 0];
  weight.forEach((each, edge) => {
    total += each;
    if (groupsOf[a[edge]!]!.some((group) => groupsOf[b[edge]!]!.includes(group))) within += each;
  });
  return within / total;
}
