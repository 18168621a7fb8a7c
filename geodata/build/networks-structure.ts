import { networkOf } from '../measures/inputs/network.ts';
import { backbone } from '../measures/network/backbone.ts';
import type { AgglomerationSet, TierScheme } from '../model/catalog.ts';
import type { EdgeList, NetworkDocument, NetworkStructure } from '../model/network.ts';
import { dominantLinks } from '../networks/dominant-links.ts';
import { ranksBefore } from '../networks/ranks-before.ts';
import { topOfTierPairs } from '../networks/top-of-tier-pairs.ts';
import { zoomsOfLinks } from '../networks/zoom-budget.ts';
import type { CompiledNetwork } from './networks-draw.ts';
import { roundWeight } from './networks-draw.ts';
import { tiersOf } from './networks-tables.ts';

/** Level of the disparity filter for strong links and the backbone. */
const ALPHA = 0.05;

/** What the lowest zooms of links follow from, beside the links. */
export interface LinkPlaces {
  parentOf: (code: string) => string | null;
  /** What is added to zooms (geodata/model/zoom-offset.ts). */
  offset: number;
}

/** Adds to every year of a network what the pattern of all its links says, drawn or not. */
export function withStructure(
  network: CompiledNetwork,
  schemes: readonly TierScheme[],
  sets: readonly AgglomerationSet[],
  { parentOf, offset }: LinkPlaces,
): CompiledNetwork {
  const scheme = schemes.find(({ id }) => id === network.tiers);
  const own = sets.filter(({ level }) => level === network.entry.level);
  return {
    ...network,
    documents: network.documents.map((document, position): NetworkDocument => {
      const { edges } = network.years[position]!;
      if (edges.weight.length === 0) return document;
      const earlier = network.years[position - 1]?.edges ?? null;
      const structure = structureOf(edges, network.drawn[position]!, earlier, scheme, own);
      const zoom = zoomsOfLinks(document, document.nodes.map(parentOf), offset);
      return { ...document, structure: { ...structure, links: { ...structure.links, zoom } } };
    }),
  };
}

/** The structure but for the zooms, which follow from the document alone. */
type StructureOfLinks = Omit<NetworkStructure, 'links'> & { links: Omit<NetworkStructure['links'], 'zoom'> };

function structureOf(
  edges: EdgeList,
  drawn: Uint32Array,
  earlier: EdgeList | null,
  scheme: TierScheme | undefined,
  sets: readonly AgglomerationSet[],
): StructureOfLinks {
  const chosen = [...drawn];
  const tiers = tiersOf(scheme, edges.nodes);
  const isTop = topOfTierPairs(edges, tiers);
  const dominant = dominantLinks(edges);
  const dominating = new Set(dominant.edge);
  const filtered = filteredLinks(edges);
  const before = earlier === null ? null : ranksBefore(earlier, edges);
  return {
    links: {
      p: chosen.map((edge) => roundWeight(filtered(edge).p)),
      backbone: chosen.map((edge) => filtered(edge).kept),
      dominant: chosen.map((edge) => dominating.has(edge)),
      strong: chosen.map((edge) => filtered(edge).p < ALPHA || isTop[edge]!),
      ...(before === null ? {} : { rankBefore: chosen.map((edge) => before[edge]!) }),
    },
    nodes: {
      parent: Array.from(dominant.parent, (node) => (node < 0 ? null : node)),
      depth: [...dominant.depth],
      links: linksOfNodes(edges),
      ...(scheme === undefined ? {} : { tier: tiers }),
    },
    ...(scheme === undefined ? {} : { tiers: scheme.id }),
    agglomerations: sets.map((set) => ({ set: set.id, within: roundWeight(shareWithin(edges, set)) })),
  };
}

/** What the disparity filter says of a link; links of both directions count as one. */
function filteredLinks(edges: EdgeList): (edge: number) => { p: number; kept: boolean } {
  const { value } = backbone.compute(networkOf(edges), { alpha: ALPHA });
  const found = new Map(value?.map(({ a, b, value: p, kept }) => [pairKey(a, b), { p: p ?? 1, kept }]));
  return (edge) => found.get(pairKey(edges.nodes[edges.a[edge]!]!, edges.nodes[edges.b[edge]!]!))!;
}

function linksOfNodes({ nodes, a, b }: EdgeList): number[] {
  const links = nodes.map(() => 0);
  for (const ends of [a, b]) for (const node of ends) links[node]!++;
  return links;
}

const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

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
