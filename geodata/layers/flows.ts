import type { LineGeometry } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';
import type { NetworkDocument } from '../model/network.ts';
import type { FieldValue } from '../model/layer.ts';
import { flowsLayer } from './declarations.ts';
import { knownFields } from './known-fields.ts';

/** The drawn links of every network. `lineOf` makes the curve between two regions. */
export function makeFlowsLayer(
  networks: readonly NetworkDocument[],
  lineOf: (level: string, a: string, b: string) => LineGeometry,
  maxzoom: number,
): Layer {
  const features = networks.flatMap((network) =>
    network.weight.map((weight, edge) => {
      const a = network.nodes[network.a[edge]!]!;
      const b = network.nodes[network.b[edge]!]!;
      return {
        ...drawingOf(network, edge),
        geometry: lineOf(network.level, a, b),
        properties: {
          network: network.id,
          year: network.year ?? 0,
          a,
          b,
          weight,
          // Documents list edges from the strongest down.
          rank: edge + 1,
          basis: network.basis,
          distance_km: Math.round(network.distanceKm[edge]!),
          ...structureOf(network, edge),
        },
      };
    }),
  );
  return {
    id: 'flows',
    ...flowsLayer,
    minzoom: 0,
    maxzoom,
    coverage: false,
    buffer: 64,
    features: features.map((feature, index) => ({ id: index + 1, ...feature })),
  };
}

/**
 * From which zoom on a link is in the tiles, and that the strongest of every network and year stay where not all fit.
 * Links of networks without structure are in all.
 */
export function drawingOf(
  { structure }: NetworkDocument,
  edge: number,
): { minzoom?: number; priority: number } {
  const minzoom = structure?.links.zoom[edge];
  return { ...(minzoom === undefined ? {} : { minzoom }), priority: -edge };
}

function structureOf({ structure, a, b }: NetworkDocument, edge: number): Record<string, FieldValue> {
  if (structure === undefined) return {};
  const { links, nodes } = structure;
  return {
    backbone: links.backbone[edge]!,
    dominant: links.dominant[edge]!,
    strong: links.strong[edge]!,
    ...knownFields({
      zoom: links.zoom[edge],
      rank_before: links.rankBefore?.[edge],
      tier_a: nodes.tier?.[a[edge]!],
      tier_b: nodes.tier?.[b[edge]!],
    }),
  };
}
