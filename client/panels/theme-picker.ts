import { element } from '../dom/element.ts';
import { themeChoices } from '../state/view-state.ts';
import type { Panel, Scene } from './panel.ts';

/** Light, dark, or as the reader's system has it. */
export function createThemePicker({ store, speech }: Scene): Panel {
  const { theme: texts } = speech.texts;
  const choices = themeChoices.map((theme) => {
    const radio = element('input', { type: 'radio', name: 'theme', value: theme });
    radio.addEventListener('change', () => store.change({ theme }, 'replace'));
    return { theme, radio, label: element('label', {}, radio, element('span', {}, texts[theme])) };
  });
  return {
    element: element(
      'fieldset',
      { class: 'field segments' },
      element('legend', { class: 'field-label' }, texts.label),
      ...choices.map(({ label }) => label),
    ),
    show({ state }) {
      for (const { theme, radio } of choices) radio.checked = theme === state.theme;
    },
  };
}
