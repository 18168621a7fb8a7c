import { element } from '../dom/element.ts';
import { columnsAt } from '../state/years.ts';
import type { Panel, Scene } from './panel.ts';
import { nameAt } from './region-name.ts';

const everywhere = '';

/** The level of regions, and the region above to whose members table and curve are limited. */
export function createLevelPicker({ bundle, store, speech }: Scene): Panel {
  const { texts, local, language } = speech;
  const choices = bundle.catalog.levels.map((level) => {
    const radio = element('input', { type: 'radio', name: 'level', value: level.id });
    radio.addEventListener('change', () => store.change({ level: level.id, within: null }));
    return { level, radio, label: element('label', {}, radio, element('span', {}, local(level.name))) };
  });
  const extent = element('select', { class: 'select', id: 'within' });
  extent.addEventListener('change', () =>
    store.change({ within: extent.value === everywhere ? null : extent.value }),
  );
  const extentField = element(
    'div',
    { class: 'field' },
    element('label', { class: 'field-label', for: 'within' }, texts.settings.within),
    extent,
  );
  let listed: unknown = null;
  return {
    element: element(
      'div',
      { class: 'field-group' },
      element(
        'fieldset',
        { class: 'field segments', hidden: choices.length === 1 },
        element('legend', { class: 'field-label' }, texts.settings.level),
        ...choices.map(({ label }) => label),
      ),
      extentField,
    ),
    show({ level, indicator, parents, state }) {
      for (const choice of choices) {
        const available = indicator === null || columnsAt(indicator, choice.level.id) !== undefined;
        choice.radio.checked = choice.level.id === level.id;
        choice.radio.disabled = !available;
        choice.label.title = available ? '' : texts.settings.noLevelData;
      }
      extentField.hidden = parents === null;
      if (parents === null) return;
      if (listed !== parents) {
        listed = parents;
        extent.replaceChildren(
          element('option', { value: everywhere }, texts.settings.everywhere),
          ...parents.code.map((code, row) =>
            element('option', { value: code }, nameAt(parents, row, language)),
          ),
        );
      }
      extent.value = state.within ?? everywhere;
    },
  };
}
