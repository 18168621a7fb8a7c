import type { Bundle } from '../bundle/bundle.ts';
import { element } from '../dom/element.ts';
import { speak } from '../i18n/dictionary.ts';
import { createMapSession } from '../map/map-session.ts';
import { paletteFor } from '../map/palette.ts';
import { failureNote } from '../panels/failure.ts';
import { createMapFrame, obstaclesOn } from '../panels/map-frame.ts';
import type { Scene } from '../panels/panel.ts';
import { nameAt } from '../panels/region-name.ts';
import { followState } from '../plate/load-plate.ts';
import type { Plate } from '../plate/plate.ts';
import { writeAddress } from '../state/address.ts';
import type { Store } from '../state/store.ts';
import { drawnOverlays, type ViewState } from '../state/view-state.ts';
import { watchTheme } from '../theme.ts';
import type { EmbedMessage } from './messages.ts';

/** Width over height that a map is given where the page around it leaves the choice to it. */
const shape = 1.25;

/** The map alone, for pages of others: it leaves scrolling to them, tells them what happens, and leads to the atlas. */
export function startEmbed(root: HTMLElement, bundle: Bundle, store: Store<ViewState>): void {
  const speech = speak(store.state.language);
  const { texts } = speech;
  const canvas = element('div', { class: 'map', id: 'map' });
  let plate: Plate | null = null;

  const tell = (message: EmbedMessage): void => {
    // Whoever embeds the map may know; nothing in a message is a secret.
    if (parent !== window) parent.postMessage(message, '*');
  };
  const fail = (error: unknown): void =>
    root.replaceChildren(failureNote(texts, error, () => location.reload()));

  const draw = (): void => {
    if (plate === null) return;
    const theme = themes.current(store.state.theme);
    frame.show(plate);
    session.show(plate, theme);
  };
  const themes = watchTheme(draw);
  const session = createMapSession({
    canvas,
    bundle,
    store,
    obstacles: () => obstaclesOn(canvas),
    cooperative: true,
    hover: () => {},
    fail,
  });
  const scene: Scene = {
    bundle,
    store,
    speech,
    point: () => {},
    look: (bounds) => session.map?.fit(bounds),
    palette: ({ state }) => paletteFor(themes.current(state.theme), drawnOverlays(state).includes('flows')),
    picture: (scale) => session.picture(scale),
    drawing: () => session.drawing(),
  };
  const frame = createMapFrame(scene, canvas, {
    zoomBy: (steps) => session.map?.zoomBy(steps),
    home: () => store.change({ camera: null }),
  });
  const wholeAtlas = (): string => new URL(writeAddress(bundle.catalog, store.state), bundle.base).href;
  const link = element(
    'a',
    { class: 'whole', href: wholeAtlas(), target: '_blank', rel: 'noopener' },
    texts.embed.open,
  );
  root.replaceChildren(element('main', { class: 'embed' }, frame.element, link));
  document.documentElement.lang = texts.documentLanguage;
  document.title = speech.local(bundle.catalog.title);

  store.listen((state, previous) => {
    link.href = wholeAtlas();
    tell({ jiju: 'change', url: link.href });
    if (JSON.stringify(state.selected) !== JSON.stringify(previous.selected)) tell(selection());
  });
  const selection = (): EmbedMessage => {
    const { selected, language } = store.state;
    if (selected === null || plate === null) return { jiju: 'select', level: null, code: null, name: null };
    const row = plate.register.code.indexOf(selected.code);
    const name = row === -1 ? null : nameAt(plate.register, row, language);
    return { jiju: 'select', level: selected.level, code: selected.code, name };
  };

  new ResizeObserver(() => {
    const words = root.scrollHeight - canvas.clientHeight;
    tell({ jiju: 'resize', height: Math.round(root.clientWidth / shape + words) });
  }).observe(root);
  followState(store, bundle, {
    show(next) {
      if (plate === null) tell({ jiju: 'ready' });
      plate = next;
      draw();
    },
    fail,
  });
}
