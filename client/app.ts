import type { Bundle } from './bundle/bundle.ts';
import { element } from './dom/element.ts';
import { speak, type Speech } from './i18n/dictionary.ts';
import type { MapOptions, MapOwner, MapReports } from './map/map-owner.ts';
import { openMap } from './map/open-map.ts';
import { groupPoints } from './map/group-points.ts';
import { linkNodes } from './map/link-nodes.ts';
import { paletteFor } from './map/palette.ts';
import type { StyleInput, Theme } from './map/style-input.ts';
import { createDiagnostics } from './panels/diagnostics.ts';
import { failureNote } from './panels/failure.ts';
import { createHeader } from './panels/header.ts';
import { createMapFrame } from './panels/map-frame.ts';
import type { Panel, Scene } from './panels/panel.ts';
import { createReading } from './panels/reading.ts';
import { createSettings } from './panels/settings.ts';
import { followState } from './plate/load-plate.ts';
import type { Plate } from './plate/plate.ts';
import type { Store } from './state/store.ts';
import type { ViewState } from './state/view-state.ts';

/** Starts the atlas in an element: state to plate, plate to map and panels. */
export function startApp(root: HTMLElement, bundle: Bundle, store: Store<ViewState>): void {
  const darkPreferred = matchMedia('(prefers-color-scheme: dark)');
  const canvas = element('div', { class: 'map', id: 'map' });
  let map: MapOwner | null = null;
  let panels: Panel[] = [];
  let plate: Plate | null = null;
  let hovered: number | null = null;

  const theme = (): Theme => {
    const choice = store.state.theme;
    return choice === 'auto' ? (darkPreferred.matches ? 'dark' : 'light') : choice;
  };

  const point = (row: number | null): void => {
    if (row === hovered) return;
    hovered = row;
    map?.highlight({ hovered });
    for (const panel of panels) panel.highlight?.(row);
  };

  /** Builds the interface anew: at the start, and when the language changes. */
  const build = (speech: Speech): void => {
    const scene: Scene = {
      bundle,
      store,
      speech,
      point,
      look: (bounds) => map?.fit(bounds),
      palette: ({ state }) => paletteFor(theme(), state.overlays.includes('flows')),
    };
    const settings = createSettings(scene);
    const reading = createReading(scene, settings);
    const header = createHeader(scene);
    const frame = createMapFrame(scene, canvas, {
      zoomBy: (steps) => map?.zoomBy(steps),
      home: () => store.change({ camera: null }),
    });
    panels = [header, settings, frame, reading];
    document.documentElement.lang = speech.texts.documentLanguage;
    document.title = speech.local(bundle.catalog.title);
    settings.element.append(createDiagnostics(scene));
    root.replaceChildren(
      header.element,
      element(
        'main',
        { class: 'atlas' },
        element(
          'aside',
          { class: 'settings-column', 'aria-label': speech.texts.settings.title },
          settings.element,
        ),
        frame.element,
        reading.element,
      ),
    );
  };

  const draw = (): void => {
    if (plate === null) return;
    document.documentElement.dataset['theme'] = theme();
    for (const panel of panels) panel.show(plate);
    map?.show(styleInput(bundle, plate, theme()), plate, { hovered });
  };

  const fail = (error: unknown): void => {
    root.querySelector('.failure')?.remove();
    const note = failureNote(speak(store.state.language).texts, error, () => {
      note.remove();
      retry();
    });
    root.prepend(note);
  };

  const show = (next: Plate): void => {
    const before = plate;
    plate = next;
    draw();
    if (before === null) startMap().catch(fail);
    else if (next.state.within !== before.state.within) lookWithin(next);
  };

  /** Shows the region to which the reader limited the extent, or everything again. */
  const lookWithin = ({ parents, state }: Plate): void => {
    const row = parents?.code.indexOf(state.within ?? '') ?? -1;
    if (row === -1) store.change({ camera: null }, 'replace');
    else map?.fit(parents!.bbox[row]!);
  };

  /** The map's code is fetched while the tables are already there to read. */
  const startMap = async (): Promise<void> => {
    const options: MapOptions = {
      container: canvas,
      home: bundle.catalog.bounds,
      style: styleInput(bundle, plate!, theme()),
      camera: store.state.camera,
      label: speak(store.state.language).texts.map.label,
    };
    const reports: MapReports = {
      hover: point,
      click(row) {
        const { register, level } = plate!;
        if (row === null) store.change({ selected: null });
        else store.change({ selected: { level: level.id, code: register.code[row]! }, panel: 'region' });
      },
      move: (camera) => store.change({ camera }, 'replace'),
    };
    map = await openMap(options, reports);
    document.body.classList.toggle('no-graphics', map.isPicture);
    map.show(styleInput(bundle, plate!, theme()), plate!, { hovered });
    if (store.state.camera === null && store.state.within !== null) lookWithin(plate!);
  };

  build(speak(store.state.language));
  store.listen((state, previous, step) => {
    if (state.language !== previous.language) {
      build(speak(state.language));
      document.getElementById('language')?.focus();
    }
    if (state.camera !== previous.camera && (step !== 'replace' || state.camera === null))
      map?.moveTo(state.camera);
  });
  darkPreferred.addEventListener('change', draw);
  const retry = followState(store, bundle, { show, fail });
}

/** What the map's style depends on. */
export function styleInput(bundle: Bundle, plate: Plate, theme: Theme): StyleInput {
  const { state, catalog, network } = plate;
  return {
    base: bundle.base,
    tilesets: catalog.tilesets,
    levels: catalog.levels,
    level: state.level,
    overlays: state.overlays,
    scheme: state.scheme,
    network: catalog.networks.find(({ id }) => id === state.network) ?? null,
    links: state.links,
    nodes: network === null ? [] : linkNodes(network.document, network.register, state.links),
    groups: groupPoints(catalog, state.overlays, plate.groupRegisters),
    selected: styledSelection(state),
    language: state.language,
    theme,
    palette: paletteFor(theme, state.overlays.includes('flows')),
    ramp: plate.shown?.ramp ?? 'sequential',
  };
}

/** The selection as far as the style depends on it: a region of the shown level is outlined by feature-state. */
const styledSelection = ({ selected, level, overlays }: ViewState): ViewState['selected'] =>
  overlays.includes('flows') || selected?.level !== level ? selected : null;
