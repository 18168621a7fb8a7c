import type { Position } from '../model/geometry.ts';
import type { Layer, LayerFeature } from '../model/layer.ts';
import type { NetworkDocument } from '../model/network.ts';
import type { LocalText } from '../model/text.ts';
import { nodesLayer } from './declarations.ts';
import { knownFields } from './known-fields.ts';

/** Where a node of a network stands and what it is called. */
export interface NodePlace {
  name: LocalText;
  point: Position;
}

/**
 * The nodes of every network that have links, with others or with themselves. `zoomsOf` gives the lowest zoom of every
 * node of a network, undefined where all zooms have all.
 */
export function makeNodesLayer(
  networks: readonly NetworkDocument[],
  placeOf: (level: string, code: string) => NodePlace,
  zoomsOf: (network: NetworkDocument) => readonly number[] | undefined,
  maxzoom: number,
): Layer {
  const features = networks.flatMap((network) => nodesOf(network, placeOf, zoomsOf(network)));
  return {
    id: 'nodes',
    ...nodesLayer,
    minzoom: 0,
    maxzoom,
    coverage: false,
    // Circles reach over the edge of a tile.
    buffer: 128,
    features: features.map((feature, index) => ({ id: index + 1, ...feature })),
  };
}

function nodesOf(
  { id, level, basis, year, nodes, strength, internal, structure }: NetworkDocument,
  placeOf: (level: string, code: string) => NodePlace,
  zooms: readonly number[] | undefined,
): Omit<LayerFeature, 'id'>[] {
  const linked = nodes.flatMap((_, node) =>
    strength[node]! > 0 || (internal?.[node] ?? 0) > 0 ? [node] : [],
  );
  // Nodes are in ascending order of code, which stays the order among equals.
  linked.sort((first, second) => strength[second]! - strength[first]!);
  return linked.map((node, place) => {
    const code = nodes[node]!;
    const { name, point } = placeOf(level, code);
    const parent = structure?.nodes.parent[node] ?? null;
    const zoom = zooms?.[node];
    return {
      ...(zoom === undefined ? {} : { minzoom: zoom }),
      priority: -place,
      geometry: { type: 'Point', coordinates: point },
      properties: {
        network: id,
        year: year ?? 0,
        code,
        name: name.zh,
        name_en: name.en,
        basis,
        strength: strength[node]!,
        rank: place + 1,
        depends_on: parent === null ? '' : nodes[parent]!,
        ...knownFields({
          links: structure?.nodes.links[node],
          internal: internal?.[node],
          tier: structure?.nodes.tier?.[node],
          depth: structure?.nodes.depth[node],
          zoom,
        }),
      },
    };
  });
}
