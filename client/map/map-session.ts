import type { Bundle } from '../bundle/bundle.ts';
import { speak } from '../i18n/dictionary.ts';
import type { Plate } from '../plate/plate.ts';
import type { Store } from '../state/store.ts';
import type { ViewState } from '../state/view-state.ts';
import { groupPoints } from './group-points.ts';
import { chooseLinks } from './link-choice.ts';
import { linkNodes, type LinkNode } from './link-nodes.ts';
import type { Inset } from './inset.ts';
import type { MapOwner, MapReports } from './map-owner.ts';
import { openMap, openPicture } from './open-map.ts';
import { paletteFor } from './palette.ts';
import type { StyleInput, Theme } from './style-input.ts';

/** The map of a page through its life: opened with the first plate, it follows plates, pointer and camera. */
export interface MapSession {
  show(plate: Plate, theme: Theme): void;
  /** Marks the region that the reader points at somewhere else. */
  highlight(row: number | null): void;
  /** The map once it is open. */
  readonly map: MapOwner | null;
  /** A picture of what is seen, with the inset, `scale` times as dense as CSS pixels; null before the map is open. */
  picture(scale: number): Promise<HTMLCanvasElement | null>;
}

export interface MapSessionOptions {
  canvas: HTMLElement;
  bundle: Bundle;
  store: Store<ViewState>;
  /** A map in a page of others lets the page scroll: two fingers or a key move the map. */
  cooperative: boolean;
  hover: (row: number | null) => void;
  fail: (error: unknown) => void;
}

export function createMapSession({
  canvas,
  bundle,
  store,
  cooperative,
  hover,
  fail,
}: MapSessionOptions): MapSession {
  let map: MapOwner | null = null;
  let inset: Inset | null = null;
  let opening = false;
  let shown: { plate: Plate; theme: Theme } | null = null;
  let hovered: number | null = null;

  const reports: MapReports = {
    hover,
    click(row) {
      const { register, level } = shown!.plate;
      if (row === null) store.change({ selected: null });
      else store.change({ selected: { level: level.id, code: register.code[row]! }, panel: 'region' });
    },
    move: (camera) => store.change({ camera }, 'replace'),
    lost() {
      map = null;
      inset = null;
      open(shown!.plate, shown!.theme, openPicture).catch(fail);
    },
  };

  const draw = (): void => {
    if (shown === null) return;
    const input = styleInput(bundle, shown.plate, shown.theme);
    map?.show(input, shown.plate, { hovered });
    inset?.show(shown.plate, input.palette);
  };

  /** Shows the region to which the reader limited the extent, or everything again. */
  const lookWithin = ({ parents, state }: Plate): void => {
    const row = parents?.code.indexOf(state.within ?? '') ?? -1;
    if (row === -1) store.change({ camera: null }, 'replace');
    else map?.fit(parents!.bbox[row]!);
  };

  /** The map's code is fetched while the tables are already there to read. */
  const open = async (plate: Plate, theme: Theme, make: typeof openMap): Promise<void> => {
    const { texts } = speak(store.state.language);
    map = await make(
      {
        container: canvas,
        home: { box: bundle.catalog.home, hasInset: bundle.catalog.inset !== undefined },
        style: styleInput(bundle, plate, theme),
        camera: store.state.camera,
        texts: texts.map,
        cooperative,
      },
      reports,
    );
    document.body.classList.toggle('no-graphics', map.isPicture);
    if (bundle.catalog.inset !== undefined) {
      const { createInset } = await import('./inset.ts');
      inset = createInset(canvas, bundle.base, bundle.catalog.inset);
    }
    draw();
    if (store.state.camera === null && store.state.within !== null) lookWithin(shown!.plate);
  };

  store.listen((state, previous, step) => {
    if (state.camera !== previous.camera && (step !== 'replace' || state.camera === null)) {
      map?.moveTo(state.camera);
    }
  });

  return {
    show(plate, theme) {
      const before = shown?.plate;
      shown = { plate, theme };
      draw();
      if (!opening) {
        opening = true;
        open(plate, theme, openMap).catch(fail);
      } else if (plate.state.within !== before?.state.within) lookWithin(plate);
    },
    highlight(row) {
      hovered = row;
      map?.highlight({ hovered });
    },
    get map() {
      return map;
    },
    async picture(scale) {
      const picture = (await map?.picture(scale)) ?? null;
      if (picture !== null) await inset?.drawOn(picture, scale);
      return picture;
    },
  };
}

/** What the map's style depends on. */
function styleInput(bundle: Bundle, plate: Plate, theme: Theme): StyleInput {
  const { state, catalog } = plate;
  const links = drawnLinks(plate);
  return {
    base: bundle.base,
    tilesets: catalog.tilesets,
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
    ramp: plate.shown?.ramp ?? 'sequential',
  };
}

/** The links that the reader asked for, as places in the network's document. */
function drawnLinks({ network, catalog, state }: Plate): number[] {
  if (network === null) return [];
  const scheme = catalog.tiers.find(({ id }) => id === state.scheme);
  return chooseLinks(network.document, network.register, scheme, state.linkKind, state.links);
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
