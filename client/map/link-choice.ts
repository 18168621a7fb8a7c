import type { RegionRegister, TierScheme } from '../../geodata/model/catalog.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import type { LinkKind } from '../state/view-state.ts';

/**
 * The strongest links of a kind, as places in the document, which lists links from the strongest down. Links within
 * and between are told by the region one level up; without such a level there are none within.
 */
export function chooseLinks(
  network: NetworkDocument,
  register: RegionRegister,
  scheme: TierScheme | undefined,
  kind: LinkKind,
  count: number,
): number[] {
  const parents = network.nodes.map((code) => register.parent[register.code.indexOf(code)] ?? null);
  const centres = new Set(scheme?.centres.map(({ code }) => code));
  const isChosen: Record<LinkKind, (a: number, b: number) => boolean> = {
    all: () => true,
    within: (a, b) => parents[a] !== null && parents[a] === parents[b],
    between: (a, b) => parents[a] !== parents[b],
    centres: (a, b) => centres.has(network.nodes[a]!) && centres.has(network.nodes[b]!),
  };
  const chosen: number[] = [];
  for (let edge = 0; edge < network.weight.length && chosen.length < count; edge++) {
    if (isChosen[kind](network.a[edge]!, network.b[edge]!)) chosen.push(edge);
  }
  return chosen;
}
