import type { RegionRegister } from '../../geodata/model/catalog.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import { linkZoom } from './link-choice.ts';

/** An end of a drawn link. */
export interface LinkNode {
  code: string;
  longitude: number;
  latitude: number;
  name: { zh: string; en: string };
  /** Strength over all links of the network, as a share of the strongest node's. */
  strength: number;
  /** Lowest zoom whose tiles have one of its chosen links. */
  zoom: number;
}

/** The ends of chosen links, strongest node first. */
export function linkNodes(
  network: NetworkDocument,
  register: RegionRegister,
  links: readonly number[],
): LinkNode[] {
  const zoomOf = new Map<number, number>();
  for (const edge of links) {
    const zoom = linkZoom(network, edge);
    for (const node of [network.a[edge]!, network.b[edge]!]) {
      zoomOf.set(node, Math.min(zoom, zoomOf.get(node) ?? zoom));
    }
  }
  const strongest = Math.max(...network.strength);
  return [...zoomOf]
    .sort(([one], [other]) => network.strength[other]! - network.strength[one]!)
    .flatMap(([node, zoom]) => {
      const row = register.code.indexOf(network.nodes[node]!);
      if (row === -1) return [];
      const [longitude, latitude] = register.point[row]!;
      const name = { zh: register.name.zh[row]!, en: register.name.en[row]! };
      return [
        {
          code: network.nodes[node]!,
          longitude,
          latitude,
          name,
          strength: network.strength[node]! / strongest,
          zoom,
        },
      ];
    });
}
