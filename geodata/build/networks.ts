import type { AtlasConfig } from '../config/schema.ts';
import type { NetworkEntry } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { EdgeList, NetworkDocument } from '../model/network.ts';
import { distanceKm } from '../networks/distance.ts';
import { gravityNetwork } from '../networks/gravity.ts';
import { nodeStrength } from '../networks/strength.ts';
import { strongestEdges } from '../networks/strongest-edges.ts';
import { latestColumn, sourcesOf } from './columns.ts';
import type { Column } from './columns.ts';
import type { CompiledLevel } from './levels.ts';

type GravityConfig = Extract<AtlasConfig['networks'][number], { kind: 'gravity' }>;

export interface CompiledNetwork {
  document: NetworkDocument;
  entry: NetworkEntry;
  diagnostics: Diagnostic[];
}

/** The modelled links between the regions of a level: mass is a weighted sum of shares of the indicators. */
export function compileGravityNetwork(
  config: GravityConfig,
  level: CompiledLevel,
  columns: readonly Column[],
): CompiledNetwork {
  const masses = new Float64Array(level.regions.length);
  const sources = new Set<string>();
  for (const { indicator, year, weight } of config.mass) {
    const column = latestColumn(columns, config.level, indicator, year);
    if (column === undefined) continue;
    const total = column.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    if (total === 0) continue;
    for (const [position, value] of column.values.entries())
      masses[position] = masses[position]! + (weight * (value ?? 0)) / total;
    for (const source of sourcesOf(column)) sources.add(source);
  }
  // Per mille of the nation: weights come out in numbers a legend can print.
  const places = level.regions.map((region, position) => ({
    code: region.code,
    mass: 1000 * masses[position]!,
    point: region.point,
  }));
  const edges = gravityNetwork(places, {
    massExponent: config.exponents.mass,
    distanceExponent: config.exponents.distance,
  });
  const method = {
    zh: `引力模型：F = (M_a M_b)^${config.exponents.mass} · d^${config.exponents.distance}；M 为各项清单数量占全国份额之和（‰），d 为大圆距离（km）。模型推算，非观测。`,
    en: `Gravity model: F = (M_a M_b)^${config.exponents.mass} · d^${config.exponents.distance}; M sums the shares in the national total of the listed counts (per mille), d is the great-circle distance in km. Modelled, not observed.`,
  };
  return drawNetwork({
    config,
    level,
    edges,
    basis: 'modelled',
    year: null,
    method,
    weightUnit: { zh: '', en: '' },
    sources: [...sources].sort(),
    params: { mass: config.mass, exponents: config.exponents },
  });
}

/** Applies the drawing rule of a network and says what it left out. */
export function drawNetwork(network: {
  config: AtlasConfig['networks'][number];
  level: CompiledLevel;
  edges: EdgeList;
  basis: NetworkDocument['basis'];
  year: number | null;
  method: NetworkEntry['method'];
  weightUnit: NetworkEntry['weight']['unit'];
  sources: string[];
  params: Record<string, unknown>;
}): CompiledNetwork {
  const { config, level, edges } = network;
  const drawn = strongestEdges(edges, config.draw);
  const chosen = [...drawn.edges];
  const pointOf = (node: number): [number, number] => level.byCode.get(edges.nodes[node]!)!.point;
  const weights = chosen.map((edge) => roundWeight(edges.weight[edge]!));
  const document: NetworkDocument = {
    id: config.id,
    level: config.level,
    basis: network.basis,
    directed: edges.directed,
    year: network.year,
    nodes: edges.nodes,
    strength: Array.from(nodeStrength(edges), roundWeight),
    a: chosen.map((edge) => edges.a[edge]!),
    b: chosen.map((edge) => edges.b[edge]!),
    weight: weights,
    distanceKm: chosen.map((edge) =>
      Math.round(distanceKm(pointOf(edges.a[edge]!), pointOf(edges.b[edge]!))),
    ),
    total: drawn.total,
    params: { ...network.params, draw: config.draw },
  };
  const diagnostics: Diagnostic[] = [];
  if (chosen.length < drawn.total)
    diagnostics.push(
      diagnostic(
        'network/thinned',
        `Network "${config.id}": ${chosen.length} of ${drawn.total} links are drawn, the ${config.draw.strongest} strongest and the ${config.draw.perNode} strongest of every place (${drawn.addedForNodes} more).`,
        { at: { path: `networks.${config.id}` } },
      ),
    );
  return {
    document,
    diagnostics,
    entry: {
      id: config.id,
      name: config.name,
      level: config.level,
      basis: network.basis,
      directed: edges.directed,
      layer: 'flows',
      years: [network.year],
      edges: chosen.length,
      weight: {
        name: { zh: '强度', en: 'Strength' },
        unit: network.weightUnit,
        extent: [weights.at(-1) ?? 0, weights[0] ?? 0],
      },
      method: network.method,
      sources: network.sources,
      path: `networks/${config.id}.json`,
    },
  };
}

/** Six significant digits: what a model or a legend can bear, the same bytes on every machine. */
const roundWeight = (weight: number): number => Number(weight.toPrecision(6));
