import { decimalsOfBounds } from '../../geodata/model/class-bounds.ts';
import type { Speech } from '../i18n/dictionary.ts';
import type { Shown } from '../plate/shown.ts';

/** What a class holds, in words: "≤ 12", "13 – 40", "> 40". Whole numbers do not share a bound; one value stands alone. */
export function classRange(
  speech: Speech,
  { kind, decimals, breaks, extent }: Pick<Shown, 'kind' | 'decimals' | 'breaks' | 'extent'>,
  classIndex: number,
): string {
  const say = (value: number): string => speech.number(value, decimalsOfBounds(breaks, decimals));
  const { legend } = speech.texts;
  const lower = breaks[classIndex - 1];
  const upper = breaks[classIndex];
  if (lower === undefined) {
    if (upper === undefined) return legend.all;
    return upper === extent[0] ? say(upper) : legend.upTo(say(upper));
  }
  if (upper === undefined) return legend.above(say(lower));
  const isWhole = kind === 'count' || (kind === 'ratio' && decimals === 0);
  const first = isWhole ? Math.floor(lower) + 1 : lower;
  return first === upper ? say(upper) : `${say(first)} – ${say(upper)}`;
}

/** The lower bound of a class alone, for a key with little room; empty for the lowest class. */
export function classStart(
  speech: Speech,
  { decimals, breaks }: Pick<Shown, 'decimals' | 'breaks'>,
  classIndex: number,
): string {
  const lower = breaks[classIndex - 1];
  return lower === undefined ? '' : speech.number(lower, decimalsOfBounds(breaks, decimals));
}
