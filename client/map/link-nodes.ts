import type { RegionRegister } from '../../geodata/model/catalog.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';

/** An end of a drawn link. */
export interface LinkNode {
  longitude: number;
  latitude: number;
  name: { zh: string; en: string };
  /** Strength over all links of the network, as a share of the strongest node's. */
  strength: number;
}

/** The ends of the strongest `links` links, strongest node first. Documents list links from the strongest down. */
export function linkNodes(network: NetworkDocument, register: RegionRegister, links: number): LinkNode[] {
  const ends = new Set<number>();
  for (let edge = 0; edge < Math.min(links, network.weight.length); edge++) {
    ends.add(network.a[edge]!);
    ends.add(network.b[edge]!);
  }
  const strongest = Math.max(...network.strength);
  return [...ends]
    .sort((one, other) => network.strength[other]! - network.strength[one]!)
    .flatMap((node) => {
      const row = register.code.indexOf(network.nodes[node]!);
      if (row === -1) return [];
      const [longitude, latitude] = register.point[row]!;
      const name = { zh: register.name.zh[row]!, en: register.name.en[row]! };
      return [{ longitude, latitude, name, strength: network.strength[node]! / strongest }];
    });
}
