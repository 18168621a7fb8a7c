import type { IndicatorEntry } from '../../geodata/model/catalog.ts';
import type { Speech } from '../i18n/dictionary.ts';

/** What a class holds, in words: "≤ 12", "13 – 40", "> 40". Counts do not share a bound; one value stands alone. */
export function classRange(
  speech: Speech,
  indicator: Pick<IndicatorEntry, 'kind' | 'decimals'>,
  { breaks, extent }: Pick<IndicatorEntry['columns'][number], 'breaks' | 'extent'>,
  classIndex: number,
): string {
  const say = (value: number): string => speech.number(value, indicator.decimals);
  const { legend } = speech.texts;
  const lower = breaks[classIndex - 1];
  const upper = breaks[classIndex];
  if (lower === undefined) {
    if (upper === undefined) return legend.all;
    return upper === extent[0] ? say(upper) : legend.upTo(say(upper));
  }
  if (upper === undefined) return legend.above(say(lower));
  const first = indicator.kind === 'count' ? Math.floor(lower) + 1 : lower;
  return first === upper ? say(upper) : `${say(first)} – ${say(upper)}`;
}

/** The lower bound of a class alone, for a key with little room; empty for the lowest class. */
export function classStart(
  speech: Speech,
  indicator: Pick<IndicatorEntry, 'decimals'>,
  breaks: readonly number[],
  classIndex: number,
): string {
  const lower = breaks[classIndex - 1];
  return lower === undefined ? '' : speech.number(lower, Number.isInteger(lower) ? 0 : indicator.decimals);
}
