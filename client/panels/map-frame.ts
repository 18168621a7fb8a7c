import { button, element } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import type { MapPalette } from '../map/palette.ts';
import type { Plate } from '../plate/plate.ts';
import { createLegend } from './legend.ts';
import type { Panel, Scene } from './panel.ts';

/** What the frame's buttons do to the map. */
export interface MapControls {
  zoomBy: (steps: number) => void;
  home: () => void;
}

/** The map with what belongs to a printed plate: title, legend, caption, credits; and buttons for every gesture. */
export function createMapFrame(
  scene: Scene,
  canvas: HTMLElement,
  controls: MapControls,
  palette: (plate: Plate) => MapPalette,
): Panel {
  const { texts, local } = scene.speech;
  const { captions } = scene.bundle.catalog;
  const title = element('h2', { class: 'plate-title', id: 'plate-title' });
  const legend = createLegend(scene, palette);
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
      const { indicator, state, level, parents } = plate;
      const parts = [
        indicator === null ? local(level.name) : local(indicator.name),
        state.year === null ? null : String(state.year),
      ].filter((part) => part !== null);
      const within = parents?.code.indexOf(state.within ?? '') ?? -1;
      title.replaceChildren(
        element('span', { class: 'plate-name' }, parts[0]!),
        parts[1] === undefined ? '' : element('span', { class: 'plate-year' }, parts[1]),
        element(
          'small',
          {},
          [within === -1 ? null : parents!.name[scene.speech.language][within]!, local(level.name)]
            .filter(Boolean)
            .join(' · '),
        ),
      );
      legend.show(plate);
    },
  };
}
