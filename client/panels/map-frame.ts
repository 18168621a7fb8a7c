import { button, element } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import type { Obstacle } from '../forms/form-layout.ts';
import { sizeOf } from '../map/home-padding.ts';
import type { Plate } from '../plate/plate.ts';
import { createLegend } from './legend.ts';
import type { Panel, Scene } from './panel.ts';
import { subjectWords, yearWords } from './plate-words.ts';

/** What the frame's buttons do to the map. */
export interface MapControls {
  zoomBy: (steps: number) => void;
  home: () => void;
}

/** The map with what belongs to a printed plate: title, legend, caption, credits; and buttons for every gesture. */
export function createMapFrame(scene: Scene, canvas: HTMLElement, controls: MapControls): Panel {
  const { texts, local } = scene.speech;
  const { captions } = scene.bundle.catalog;
  const title = element('h2', { class: 'plate-title', id: 'plate-title' });
  const legend = createLegend(scene, () => sizeOf(canvas));
  let shown: Plate | null = null;
  // Circles are as large as the map allows, and so are those of the key.
  new ResizeObserver(() => {
    if (shown !== null && shown.state.form === 'circles') legend.show(shown);
  }).observe(canvas);
  const zoom = element(
    'div',
    { class: 'zoom', role: 'group', 'aria-label': texts.map.label },
    button(
      { class: 'button square', 'aria-label': texts.map.zoomIn },
      () => controls.zoomBy(1),
      icon('plus'),
    ),
    button(
      { class: 'button square', 'aria-label': texts.map.zoomOut },
      () => controls.zoomBy(-1),
      icon('minus'),
    ),
    button(
      { class: 'button square', 'aria-label': texts.map.home, title: texts.map.home },
      controls.home,
      icon('home'),
    ),
  );
  const caption = element(
    'p',
    { class: 'caption' },
    element('strong', {}, local(captions.map)),
    captions.mapApproval === null ? null : `${texts.map.approval} ${captions.mapApproval}`,
    ...captions.credits.map((credit) => element('span', {}, local(credit))),
  );
  return {
    element: element(
      'section',
      { class: 'plate', 'aria-labelledby': 'plate-title' },
      element('p', { class: 'graphics-note', role: 'note' }, texts.map.noGraphics),
      element('div', { class: 'plate-map' }, title, canvas, zoom),
      legend.element,
      caption,
    ),
    show(plate) {
      shown = plate;
      zoom.hidden = plate.state.form !== 'areas';
      const { state, level, parents } = plate;
      const within = parents?.code.indexOf(state.within ?? '') ?? -1;
      const place = within === -1 ? null : parents!.name[scene.speech.language][within]!;
      const year = yearWords(plate);
      const subject = subjectWords(plate, scene.speech);
      const levelName = local(level.name);
      title.replaceChildren(
        element('span', { class: 'plate-name' }, subject),
        year === '' ? '' : element('span', { class: 'plate-year' }, year),
        element(
          'small',
          {},
          [place, ...(subject === levelName ? [] : [levelName])].filter(Boolean).join(' · '),
        ),
      );
      legend.show(plate);
    },
  };
}

/** Where title and legend lie on the map, in its own pixels; on a phone they stand beside it. */
export function obstaclesOn(canvas: HTMLElement): Obstacle[] {
  const map = canvas.getBoundingClientRect();
  const around = canvas.closest('.plate')?.querySelectorAll('.plate-title, .legend') ?? [];
  return [...around]
    .map((each) => each.getBoundingClientRect())
    .filter((box) => box.bottom > map.top && box.top < map.bottom && box.width > 0)
    .map(({ left, top, right, bottom }) => ({
      left: left - map.left,
      top: top - map.top,
      right: right - map.left,
      bottom: bottom - map.top,
    }));
}
