import type { AtlasConfig } from '../config/schema.ts';
import type { NetworkEntry } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { EdgeList, EdgeRowCounts, NetworkDocument } from '../model/network.ts';
import { distanceKm } from '../networks/distance.ts';
import { nodeStrength } from '../networks/strength.ts';
import { strongestEdges } from '../networks/strongest-edges.ts';
import type { Column } from './columns.ts';
import type { CompiledLevel } from './levels.ts';

/** All edges of a network in one year, drawn or not. */
export interface NetworkYear {
  year: number | null;
  edges: EdgeList;
  /** Weight of the links of each node with itself. */
  internal?: Float64Array;
}

export interface CompiledNetwork {
  /** One a year, in the order of `years`. */
  documents: NetworkDocument[];
  /** Positions of the drawn links among those of each year, in the order of the documents. */
  drawn: Uint32Array[];
  /** What the documents were drawn from. */
  years: NetworkYear[];
  entry: NetworkEntry;
  /** Id of the hierarchy that says which tiers its links join. */
  tiers: string | undefined;
  /** Indicators that were counted along with its links. */
  columns?: Column[];
  diagnostics: Diagnostic[];
}

export interface NetworkToDraw {
  config: AtlasConfig['networks'][number];
  level: CompiledLevel;
  years: NetworkYear[];
  /** Whether it has years; where not, `years` is one year without a number. */
  isYearly: boolean;
  basis: NetworkDocument['basis'];
  directed: boolean;
  method: NetworkEntry['method'];
  weightUnit: NetworkEntry['weight']['unit'];
  sources: string[];
  params: Record<string, unknown>;
  rows?: EdgeRowCounts;
  diagnostics: Diagnostic[];
}

/** Applies the drawing rule of a network to every year and says what it left out. */
export function drawNetwork(network: NetworkToDraw): CompiledNetwork {
  const { config, years } = network;
  const drawn = years.map((each) => drawYear(network, each));
  const weights = drawn.flatMap(({ document }) => document.weight);
  return {
    years,
    tiers: config.tiers,
    documents: drawn.map(({ document }) => document),
    drawn: drawn.map(({ chosen }) => chosen),
    diagnostics: [...network.diagnostics, ...drawn.flatMap(({ diagnostics }) => diagnostics)],
    entry: {
      id: config.id,
      name: config.name,
      level: config.level,
      basis: network.basis,
      directed: network.directed,
      layer: 'flows',
      years: years.map(({ year }) => year),
      edges: weights.length,
      weight: {
        name: { zh: '强度', en: 'Strength' },
        unit: network.weightUnit,
        // Over all years, so that a width means the same in each of them.
        extent: [Math.min(...weights, Infinity), Math.max(...weights, 0)].map((weight) =>
          Number.isFinite(weight) ? weight : 0,
        ) as [number, number],
      },
      method: network.method,
      sources: network.sources,
      path: `networks/${config.id}${network.isYearly ? '/{year}' : ''}.json`,
    },
  };
}

function drawYear(
  { config, level, basis, params, rows }: NetworkToDraw,
  { year, edges, internal }: NetworkYear,
): { document: NetworkDocument; chosen: Uint32Array; diagnostics: Diagnostic[] } {
  const drawn = strongestEdges(edges, config.draw);
  const chosen = [...drawn.edges];
  const pointOf = (node: number): [number, number] => level.byCode.get(edges.nodes[node]!)!.point;
  const document: NetworkDocument = {
    id: config.id,
    level: config.level,
    basis,
    directed: edges.directed,
    year,
    nodes: edges.nodes,
    strength: Array.from(nodeStrength(edges), roundWeight),
    a: chosen.map((edge) => edges.a[edge]!),
    b: chosen.map((edge) => edges.b[edge]!),
    weight: chosen.map((edge) => roundWeight(edges.weight[edge]!)),
    distanceKm: chosen.map((edge) =>
      Math.round(distanceKm(pointOf(edges.a[edge]!), pointOf(edges.b[edge]!))),
    ),
    ...(internal?.some((weight) => weight > 0) === true
      ? { internal: Array.from(internal, roundWeight) }
      : {}),
    ...(rows === undefined ? {} : { rows }),
    total: drawn.total,
    params: { ...params, draw: config.draw },
  };
  if (chosen.length === drawn.total) return { document, chosen: drawn.edges, diagnostics: [] };
  const { strongest, perNode } = config.draw;
  const message = `Network "${config.id}"${year === null ? '' : ` in ${year}`}: ${chosen.length} of ${drawn.total} links are drawn, the ${strongest} strongest and the ${perNode} strongest of every place (${drawn.addedForNodes} more).`;
  const at = { path: `networks.${config.id}`, ...(year === null ? {} : { year }) };
  return { document, chosen: drawn.edges, diagnostics: [diagnostic('network/thinned', message, { at })] };
}

/** Six significant digits: what a model or a legend can bear, the same bytes on every machine. */
export const roundWeight = (weight: number): number => Number(weight.toPrecision(6));

/** A network without links. */
export const emptyYear = (level: CompiledLevel, directed: boolean): NetworkYear => ({
  year: null,
  edges: {
    nodes: level.regions.map((region) => region.code),
    a: new Uint32Array(),
    b: new Uint32Array(),
    weight: new Float64Array(),
    directed,
  },
});
