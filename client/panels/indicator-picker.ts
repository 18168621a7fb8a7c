import { element } from '../dom/element.ts';
import type { Panel, Scene } from './panel.ts';

const none = '';

/** The indicator, by theme, with its description. */
export function createIndicatorPicker({ bundle, store, speech }: Scene): Panel {
  const { texts, local } = speech;
  const { themes, indicators } = bundle.catalog;
  const groups = themes
    .map((theme) => ({ theme, members: indicators.filter((indicator) => indicator.theme === theme.id) }))
    .filter(({ members }) => members.length > 0);
  const ungrouped = indicators.filter(({ theme }) => !themes.some(({ id }) => id === theme));
  const option = ({ id, name }: (typeof indicators)[number]): HTMLOptionElement =>
    element('option', { value: id }, local(name));
  const select = element(
    'select',
    { class: 'select', id: 'indicator' },
    element('option', { value: none }, texts.settings.noIndicator),
    ...ungrouped.map(option),
    ...groups.map(({ theme, members }) =>
      element('optgroup', { label: local(theme.name) }, ...members.map(option)),
    ),
  );
  select.addEventListener('change', () =>
    store.change({ indicator: select.value === none ? null : select.value }),
  );
  const description = element('p', { class: 'note' });
  return {
    element: element(
      'div',
      { class: 'field' },
      element('label', { class: 'field-label', for: 'indicator' }, texts.settings.indicator),
      select,
      description,
    ),
    show({ indicator }) {
      select.value = indicator?.id ?? none;
      description.textContent = indicator?.description === undefined ? '' : local(indicator.description);
    },
  };
}
