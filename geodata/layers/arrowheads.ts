import type { Position } from '../model/geometry.ts';
import type { Layer } from '../model/layer.ts';
import type { NetworkDocument } from '../model/network.ts';
import { arrowheadsLayer } from './declarations.ts';
import { drawingOf } from './flows.ts';

/**
 * A point with a bearing for every drawn link of the directed networks. `headOf` gives the place of the head between
 * two regions and the direction of the link there; links without a direction on the map have none.
 */
export function makeArrowheadsLayer(
  networks: readonly NetworkDocument[],
  headOf: (level: string, a: string, b: string) => { point: Position; bearing: number } | null,
  maxzoom: number,
): Layer {
  const features = networks
    .filter(({ directed }) => directed)
    .flatMap((network) =>
      network.weight.flatMap((weight, edge) => {
        const a = network.nodes[network.a[edge]!]!;
        const b = network.nodes[network.b[edge]!]!;
        const head = headOf(network.level, a, b);
        if (head === null) return [];
        return [
          {
            ...drawingOf(network, edge),
            geometry: { type: 'Point' as const, coordinates: head.point },
            properties: {
              network: network.id,
              year: network.year ?? 0,
              a,
              b,
              weight,
              rank: edge + 1,
              basis: network.basis,
              bearing: (Math.round(head.bearing * 10) / 10) % 360,
            },
          },
        ];
      }),
    );
  return {
    id: 'arrowheads',
    ...arrowheadsLayer,
    minzoom: 0,
    maxzoom,
    coverage: false,
    // An arrowhead reaches over the edge of its tile.
    buffer: 128,
    features: features.map((feature, index) => ({ id: index + 1, ...feature })),
  };
}
