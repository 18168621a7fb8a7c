import type { Bundle } from '../bundle/bundle.ts';
import type { Plate } from '../plate/plate.ts';
import type { ViewState } from '../state/view-state.ts';
import { groupPoints } from './group-points.ts';
import { chosenLinks } from './link-choice.ts';
import { linkNodes, type LinkNode } from './link-nodes.ts';
import { planeOf } from './map-plane.ts';
import { paletteFor, type Theme } from './palette.ts';
import { placeScale } from './place-size.ts';
import type { StyleInput } from './style-input.ts';

/** What the map's style depends on. */
export function styleInput(bundle: Bundle, plate: Plate, theme: Theme): StyleInput {
  const { state, catalog } = plate;
  const links = chosenLinks(plate);
  return {
    base: bundle.base,
    tilesets: planeOf(catalog, state.projection).tilesets,
    plane: state.projection === 'mercator' ? null : (catalog.equalArea?.plane ?? null),
    levels: catalog.levels,
    level: state.level,
    overlays: state.overlays,
    scheme: state.scheme,
    network: catalog.networks.find(({ id }) => id === state.network) ?? null,
    linkYear: plate.network?.document.year ?? null,
    linkRanks: links.map((edge) => edge + 1),
    nodes: drawnNodes(plate, links),
    groups: groupPoints(catalog, state.overlays, plate.groupRegisters),
    selected: styledSelection(state),
    language: state.language,
    theme,
    palette: paletteFor(theme, state.overlays.includes('flows')),
    placesBySize: plate.level.points === true && placeScale(plate, { width: 1, height: 1 }).bySize,
    ramp: plate.shown?.ramp ?? 'sequential',
  };
}

/** The ends of the drawn links, without those that are drawn as centres. */
function drawnNodes({ network, catalog, state }: Plate, links: readonly number[]): LinkNode[] {
  if (network === null) return [];
  const scheme = catalog.tiers.find(({ id }) => id === state.scheme);
  const shownAsCentres = state.overlays.includes('centres')
    ? new Set(scheme?.centres.map(({ code }) => code))
    : new Set<string>();
  const nodes = linkNodes(network.document, network.register, links);
  return nodes.filter(({ code }) => !shownAsCentres.has(code));
}

/** The selection as far as the style depends on it: a region of the shown level is outlined by feature-state. */
const styledSelection = ({ selected, level, overlays }: ViewState): ViewState['selected'] =>
  overlays.includes('flows') || selected?.level !== level ? selected : null;
