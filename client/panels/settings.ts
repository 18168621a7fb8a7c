import { element } from '../dom/element.ts';
import { createColoringPicker } from './coloring-picker.ts';
import { createFormPicker } from './form-picker.ts';
import { createIndicatorPicker } from './indicator-picker.ts';
import { createLevelPicker } from './level-picker.ts';
import { createOverlayPicker } from './overlay-picker.ts';
import type { Panel, Scene } from './panel.ts';
import { createProjectionPicker } from './projection-picker.ts';
import { createThemePicker } from './theme-picker.ts';
import { createYearPicker } from './year-picker.ts';

/** What the map shows: the view's sentence, indicator, year, level, extent, overlays and appearance. */
export function createSettings(scene: Scene): Panel {
  const { catalog } = scene.bundle;
  const summary = element('p', { class: 'lead' });
  const parts = [
    createIndicatorPicker(scene),
    createYearPicker(scene),
    createColoringPicker(scene),
    createFormPicker(scene),
    createLevelPicker(scene),
    createOverlayPicker(scene),
    createProjectionPicker(scene),
    createThemePicker(scene),
  ];
  return {
    element: element('div', { class: 'settings' }, summary, ...parts.map((part) => part.element)),
    show(plate) {
      const view = catalog.views.find(({ id }) => id === plate.state.view);
      summary.textContent = view === undefined ? '' : scene.speech.local(view.summary);
      summary.hidden = summary.textContent === '';
      for (const part of parts) part.show(plate);
    },
  };
}
