import { button, element } from '../dom/element.ts';
import { icon } from '../dom/icon.ts';
import { shownYears } from '../state/years.ts';
import type { Panel, Scene } from './panel.ts';

/** The year: a slider over the years that exist, with a button for each direction. Nothing moves by itself. */
export function createYearPicker({ store, speech }: Scene): Panel {
  const { texts } = speech;
  let years: number[] = [];
  // A drag of the slider is one step of the history, however many years it passes.
  let dragging = false;
  const slider = element('input', { class: 'slider', id: 'year', type: 'range', min: 0, step: 1 });
  const output = element('output', { class: 'year-figure', for: 'year' });
  const ticks = element('div', { class: 'ticks', 'aria-hidden': 'true' });
  slider.addEventListener('input', () => {
    store.change({ year: years[slider.valueAsNumber]! }, dragging ? 'replace' : 'push');
    dragging = true;
  });
  slider.addEventListener('change', () => (dragging = false));
  const step = (by: number): void => {
    const next = years[years.indexOf(store.state.year ?? Number.NaN) + by];
    if (next !== undefined) store.change({ year: next });
  };
  const earlier = button(
    { class: 'button square', 'aria-label': texts.settings.earlierYear },
    () => step(-1),
    icon('earlier'),
  );
  const later = button(
    { class: 'button square', 'aria-label': texts.settings.laterYear },
    () => step(1),
    icon('later'),
  );
  const controls = element(
    'div',
    { class: 'year-controls' },
    earlier,
    element('div', { class: 'year-track' }, slider, ticks),
    later,
  );
  const whole = element(
    'div',
    { class: 'field' },
    element(
      'div',
      { class: 'year-head' },
      element('label', { class: 'field-label', for: 'year' }, texts.settings.year),
      output,
    ),
    controls,
  );
  return {
    element: whole,
    show({ state, coverage, catalog }) {
      years = shownYears(catalog, state);
      whole.hidden = coverage === null && years.length === 0;
      controls.hidden = years.length < 2;
      output.textContent = state.year === null ? texts.settings.timeless : String(state.year);
      if (state.year === null || years.length < 2) return;
      const place = years.indexOf(state.year);
      slider.max = String(years.length - 1);
      slider.valueAsNumber = place;
      slider.setAttribute('aria-valuetext', String(state.year));
      earlier.disabled = place === 0;
      later.disabled = place === years.length - 1;
      ticks.replaceChildren(element('span', {}, String(years[0])), element('span', {}, String(years.at(-1))));
    },
  };
}
