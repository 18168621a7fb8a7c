import type { IndicatorEntry } from '../../geodata/model/catalog.ts';
import type { Speech } from '../i18n/dictionary.ts';

/** What a class holds, in words: "≤ 12", "13 – 40", "> 40". Whole numbers do not share a bound. */
export function classRange(
  speech: Speech,
  indicator: Pick<IndicatorEntry, 'kind' | 'decimals'>,
  breaks: readonly number[],
  classIndex: number,
): string {
  const say = (value: number): string => speech.number(value, indicator.decimals);
  const { legend } = speech.texts;
  const lower = breaks[classIndex - 1];
  const upper = breaks[classIndex];
  if (lower === undefined) return upper === undefined ? legend.all : legend.upTo(say(upper));
  if (upper === undefined) return legend.above(say(lower));
  const first = indicator.kind === 'count' ? Math.floor(lower) + 1 : lower;
  return first === upper ? say(upper) : `${say(first)} – ${say(upper)}`;
}
