import type { RegionRegister, TierScheme } from '../../geodata/model/catalog.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import { zoomOffsetOf } from '../../geodata/model/zoom-offset.ts';
import type { Plate } from '../plate/plate.ts';
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

/** The links that the reader asked for, as places in the network's document. */
export function chosenLinks({ network, catalog, state }: Plate): number[] {
  if (network === null) return [];
  const scheme = catalog.tiers.find(({ id }) => id === state.scheme);
  return chooseLinks(network.document, network.register, scheme, state.linkKind, state.links);
}

/** Lowest zoom whose tiles have a link. */
export const linkZoom = ({ structure }: NetworkDocument, edge: number): number =>
  structure?.links.zoom[edge] ?? 0;

/** The narrowest screen shows a country at this zoom, and smaller atlases from so much nearer. */
const WIDEST_ZOOM = 1;

/** How many of the chosen links tiles have before the zoom that has all; null where even a country on a phone has all. */
export function linksAtFirst(plate: Plate): { shown: number; chosen: number; zoom: number } | null {
  const links = chosenLinks(plate);
  const zooms = links.map((edge) => linkZoom(plate.network!.document, edge));
  const zoom = Math.max(0, ...zooms);
  const offset = zoomOffsetOf(plate.catalog);
  if (zoom <= WIDEST_ZOOM + offset) return null;
  return { shown: zooms.filter((each) => each < zoom).length, chosen: links.length, zoom };
}
