import { element } from '../dom/element.ts';
import { projections } from '../state/view-state.ts';
import type { Panel, Scene } from './panel.ts';

/** How the round Earth is laid flat, where the atlas has more than one way. */
export function createProjectionPicker({ bundle, store, speech }: Scene): Panel {
  const { projections: texts } = speech.texts;
  const choices = projections.map((projection) => {
    const radio = element('input', { type: 'radio', name: 'projection', value: projection });
    radio.addEventListener('change', () => store.change({ projection }));
    return { projection, radio, label: element('label', {}, radio, element('span', {}, texts[projection])) };
  });
  return {
    element: element(
      'fieldset',
      { class: 'field segments', hidden: bundle.catalog.equalArea === undefined },
      element('legend', { class: 'field-label' }, texts.label),
      ...choices.map(({ label }) => label),
    ),
    show({ state }) {
      for (const { projection, radio } of choices) radio.checked = projection === state.projection;
    },
  };
}
