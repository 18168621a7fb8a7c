import type { MeasureRow } from '../../geodata/model/measure.ts';
import { element } from '../dom/element.ts';
import type { Speech } from '../i18n/dictionary.ts';
import { hidden } from './figures.ts';

/** Decimals in which results of measures are shown. */
export const measureDecimals = 3;

/** A result with the printed value beside it; where there is none, the reason. */
export function measureFigure(speech: Speech, row: MeasureRow): HTMLElement {
  const { texts } = speech;
  const published =
    row.published === undefined
      ? null
      : element('small', {}, texts.region.published(speech.number(row.published, measureDecimals)));
  if (row.value === null) {
    const reason = row.reason === undefined ? texts.region.undefinedValue : texts.reasons[row.reason];
    return element('span', { class: 'figure none', title: reason }, '—', hidden(reason), published);
  }
  return element('span', { class: 'figure' }, speech.number(row.value, measureDecimals), published);
}
