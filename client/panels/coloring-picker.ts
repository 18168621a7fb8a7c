import { element } from '../dom/element.ts';
import { colorings, type Coloring } from '../../geodata/model/view-words.ts';
import { clusterEntry, hasAmounts } from '../state/view-state.ts';
import type { Panel, Scene } from './panel.ts';

/** What the colours stand for, and for a change or a comparison the year it begins with. */
export function createColoringPicker({ store, speech }: Scene): Panel {
  const { texts } = speech;
  const choices = colorings.map((coloring) => {
    const radio = element('input', { type: 'radio', name: 'coloring', value: coloring });
    radio.addEventListener('change', () => store.change({ coloring }));
    return {
      coloring,
      radio,
      label: element('label', {}, radio, element('span', {}, texts.colorings[coloring])),
    };
  });
  const since = element('select', { class: 'select', id: 'since' });
  since.addEventListener('change', () => store.change({ since: Number(since.value) }));
  const sinceField = element(
    'div',
    { class: 'field' },
    element('label', { class: 'field-label', for: 'since' }, texts.since),
    since,
  );
  const whole = element(
    'div',
    { class: 'field-group' },
    element(
      'fieldset',
      { class: 'field segments pairs' },
      element('legend', { class: 'field-label' }, texts.colorings.label),
      ...choices.map(({ label }) => label),
    ),
    sinceField,
  );
  return {
    element: whole,
    show({ state, coverage, catalog, indicator }) {
      const earlier = (coverage?.years ?? []).filter(
        (year) => year !== null && state.year !== null && year < state.year,
      );
      const available: Record<Coloring, boolean> = {
        value: true,
        change: earlier.length > 0 && hasAmounts(indicator),
        compare: earlier.length > 0,
        clusters: clusterEntry(catalog, state.level, state.indicator) !== undefined,
      };
      whole.hidden = coverage === null || !(available.compare || available.clusters);
      for (const { coloring, radio, label } of choices) {
        radio.checked = coloring === state.coloring;
        label.hidden = !available[coloring];
      }
      sinceField.hidden = state.coloring !== 'change' && state.coloring !== 'compare';
      since.replaceChildren(...earlier.map((year) => element('option', { value: year }, String(year))));
      since.value = String(state.since ?? '');
    },
  };
}
