import type { IndicatorEntry } from '../../geodata/model/catalog.ts';
import type { MeasureRow } from '../../geodata/model/measure.ts';
import { element } from '../dom/element.ts';
import type { Speech } from '../i18n/dictionary.ts';
import type { MeasureContext } from '../plate/concentration.ts';
import { hidden } from './figures.ts';

/** Decimals of coefficients and shares, as the papers print them. */
export const measureDecimals = 3;

/** A result in the unit its measure declares: the indicator's own, a percentage for rates of change, or a coefficient. */
export function measureText(
  speech: Speech,
  { description, params }: MeasureContext,
  indicator: IndicatorEntry | undefined,
  value: number,
): string {
  const { unit } = description;
  const inIndicatorUnit = unit === 'of the indicator' || params['mode'] === 'points';
  if (inIndicatorUnit && indicator !== undefined)
    return speech.number(value, Math.max(1, indicator.decimals));
  if (unit.startsWith('share')) return speech.percent(value);
  return speech.number(value, measureDecimals);
}

/** A result with the printed value beside it; where there is none, the reason. */
export function measureFigure(
  speech: Speech,
  context: MeasureContext,
  indicator: IndicatorEntry | undefined,
  row: MeasureRow,
): HTMLElement {
  const { texts } = speech;
  const say = (value: number): string => measureText(speech, context, indicator, value);
  const published =
    row.published === undefined ? null : element('small', {}, texts.region.published(say(row.published)));
  if (row.value === null) {
    const reason = row.reason === undefined ? texts.region.undefinedValue : texts.reasons[row.reason];
    return element('span', { class: 'figure none', title: reason }, '—', hidden(reason), published);
  }
  return element('span', { class: 'figure' }, say(row.value), published);
}
