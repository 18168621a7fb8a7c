import type { Bundle } from './bundle/bundle.ts';
import { element } from './dom/element.ts';
import { speak, type Speech } from './i18n/dictionary.ts';
import { createMapSession } from './map/map-session.ts';
import { paletteFor } from './map/palette.ts';
import { createDiagnostics } from './panels/diagnostics.ts';
import { failureNote } from './panels/failure.ts';
import { createHeader } from './panels/header.ts';
import { createMapFrame, obstaclesOn } from './panels/map-frame.ts';
import type { Panel, Scene } from './panels/panel.ts';
import { createReading } from './panels/reading.ts';
import { createSettings } from './panels/settings.ts';
import { followState } from './plate/load-plate.ts';
import type { Plate } from './plate/plate.ts';
import type { Store } from './state/store.ts';
import { drawnOverlays, type ViewState } from './state/view-state.ts';
import { watchTheme } from './theme.ts';

/** Starts the atlas in an element: state to plate, plate to map and panels. */
export function startApp(root: HTMLElement, bundle: Bundle, store: Store<ViewState>): void {
  const canvas = element('div', { class: 'map', id: 'map' });
  let panels: Panel[] = [];
  let plate: Plate | null = null;
  let hovered: number | null = null;

  const draw = (): void => {
    if (plate === null) return;
    const theme = themes.current(store.state.theme);
    for (const panel of panels) panel.show(plate);
    session.show(plate, theme);
  };
  const themes = watchTheme(draw);

  const point = (row: number | null): void => {
    if (row === hovered) return;
    hovered = row;
    session.highlight(row);
    for (const panel of panels) panel.highlight?.(row);
  };

  const fail = (error: unknown): void => {
    root.querySelector('.failure')?.remove();
    const note = failureNote(speak(store.state.language).texts, error, () => {
      note.remove();
      retry();
    });
    root.prepend(note);
  };

  const session = createMapSession({
    canvas,
    bundle,
    store,
    obstacles: () => obstaclesOn(canvas),
    cooperative: false,
    hover: point,
    fail,
  });

  /** Builds the interface anew: at the start, and when the language changes. */
  const build = (speech: Speech): void => {
    const scene: Scene = {
      bundle,
      store,
      speech,
      point,
      look: (bounds) => session.map?.fit(bounds),
      palette: ({ state }) => paletteFor(themes.current(state.theme), drawnOverlays(state).includes('flows')),
      picture: (scale) => session.picture(scale),
      drawing: () => session.drawing(),
    };
    const settings = createSettings(scene);
    const reading = createReading(scene, settings);
    const header = createHeader(scene);
    const frame = createMapFrame(scene, canvas, {
      zoomBy: (steps) => session.map?.zoomBy(steps),
      home: () => store.change({ camera: null }),
    });
    panels = [header, settings, frame, reading];
    document.documentElement.lang = speech.texts.documentLanguage;
    document.title = speech.local(bundle.catalog.title);
    settings.element.append(createDiagnostics(scene));
    const column = element(
      'aside',
      { class: 'settings-column', 'aria-label': speech.texts.settings.title },
      settings.element,
    );
    root.replaceChildren(
      header.element,
      element('main', { class: 'atlas' }, column, frame.element, reading.element),
    );
  };

  build(speak(store.state.language));
  store.listen((state, previous) => {
    if (state.language === previous.language) return;
    build(speak(state.language));
    document.getElementById('language')?.focus();
  });
  const show = (next: Plate): void => {
    plate = next;
    draw();
  };
  const retry = followState(store, bundle, { show, fail });
}
