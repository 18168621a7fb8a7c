import type { Quality } from '../../geodata/model/indicator.ts';
import { element } from '../dom/element.ts';
import type { Speech } from '../i18n/dictionary.ts';
import { isMarked } from '../plate/column.ts';
import { sayValue, type Writing } from './say-value.ts';

/** The sign that stands before every value that was not counted or surveyed. */
export const estimateSign = '≈';

/**
 * A value as text, with the sign for estimates, whose kind is said to screen readers and on hover. A change is signed
 * either way.
 */
export function figure(
  speech: Speech,
  value: number | null,
  quality: Quality | null,
  writing: Writing,
  signed = false,
): HTMLElement {
  if (value === null)
    return element('span', { class: 'figure none' }, '—', hidden(speech.texts.region.noValue));
  const number = `${signed && value > 0 ? '+' : ''}${sayValue(speech, value, writing)}`;
  if (!isMarked(quality)) return element('span', { class: 'figure' }, number);
  const kind = speech.texts.quality[quality!];
  return element(
    'span',
    { class: 'figure', title: kind },
    element('span', { class: 'estimate', 'aria-hidden': 'true' }, estimateSign),
    number,
    hidden(speech.texts.bracketed(kind)),
  );
}

/** Text for screen readers only. */
export const hidden = (text: string): HTMLElement => element('span', { class: 'visually-hidden' }, text);
