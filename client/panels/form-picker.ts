import { element } from '../dom/element.ts';
import { forms, hasForms } from '../state/view-state.ts';
import type { Panel, Scene } from './panel.ts';

/** How regions are drawn: as the map, as circles or as squares. */
export function createFormPicker({ store, speech }: Scene): Panel {
  const { forms: texts } = speech.texts;
  const choices = forms.map((form) => {
    const radio = element('input', { type: 'radio', name: 'form', value: form });
    radio.addEventListener('change', () => store.change({ form }));
    return { form, radio, label: element('label', {}, radio, element('span', {}, texts[form])) };
  });
  const whole = element(
    'fieldset',
    { class: 'field segments' },
    element('legend', { class: 'field-label' }, texts.label),
    ...choices.map(({ label }) => label),
  );
  return {
    element: whole,
    show({ state, indicator, level }) {
      whole.hidden = !hasForms(indicator, level);
      for (const { form, radio } of choices) radio.checked = form === state.form;
    },
  };
}
