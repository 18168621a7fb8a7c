import { classEnds, classNameOf, writeBounds, type Classes } from '../../geodata/model/class-bounds.ts';
import type { Speech } from '../i18n/dictionary.ts';
import type { Shown } from '../plate/shown.ts';

/** What a class holds, in words: "≤ 12", "13 – 40", "> 40". One value stands alone; classes with names have these. */
export function classRange(speech: Speech, classes: Classes, classIndex: number): string {
  const name = classNameOf(classes, classIndex, speech.language);
  if (name !== null) return name;
  const say = writeBounds(classes.breaks, classes.decimals, speech.texts.documentLanguage);
  const { legend } = speech.texts;
  const { from, to } = classEnds(classes, classIndex);
  if (from === null) return to === null ? legend.all : legend.upTo(say(to));
  if (to === null) return legend.above(say(from));
  return from === to ? say(to) : `${say(from)} – ${say(to)}`;
}

/** The lower bound of a class alone, for a key with little room; empty for the lowest class. */
export function classStart(
  speech: Speech,
  { decimals, breaks }: Pick<Shown, 'decimals' | 'breaks'>,
  classIndex: number,
): string {
  const lower = breaks[classIndex - 1];
  return lower === undefined ? '' : writeBounds(breaks, decimals, speech.texts.documentLanguage)(lower);
}
