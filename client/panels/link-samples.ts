import { unitBehind } from '../../geodata/model/counted-words.ts';
import type { LocalText } from '../../geodata/model/text.ts';
import type { Speech } from '../i18n/dictionary.ts';

/** One, two or five times a power of ten, not above the value. */
function roundBelow(value: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(value));
  return (value >= 5 * magnitude ? 5 : value >= 2 * magnitude ? 2 : 1) * magnitude;
}

/** Round weights for the key of line widths: near the strongest, a quarter and a fiftieth of it, if there are such. */
export function linkSamples([weakest, strongest]: readonly [number, number]): number[] {
  if (!(strongest > 0)) return [];
  const samples = new Set([strongest, strongest / 4, strongest / 50].map(roundBelow));
  return [...samples].filter((sample, place) => place === 0 || sample >= weakest);
}

/** What a weight is rounded to: two significant digits, or whole where it is large; without closing zeros. */
function roundedWeight(weight: number): { value: number; decimals: number } {
  if (!(weight > 0)) return { value: 0, decimals: 0 };
  const value = weight >= 10 ? Math.round(weight) : Number(weight.toPrecision(2));
  return { value, decimals: Math.min(String(value).split('.')[1]?.length ?? 0, 8) };
}

/** A weight with two significant digits, or whole where it is large; round weights without closing zeros. */
export function sayWeight(speech: Speech, weight: number): string {
  const { value, decimals } = roundedWeight(weight);
  return speech.number(value, decimals);
}

/** The same with its unit behind it. */
export function weightWithUnit(speech: Speech, weight: number, unit: LocalText): string {
  const { value, decimals } = roundedWeight(weight);
  return [speech.number(value, decimals), unitBehind(unit, value, decimals, speech.language)]
    .filter(Boolean)
    .join(' ');
}
