import type { Speech } from '../i18n/dictionary.ts';
import { valueWithUnit } from '../panels/say-value.ts';
import type { Plate } from '../plate/plate.ts';

/** A region in words, as pointing at it and screen readers say it: name, value or both values, rank. */
export function unitWords(plate: Plate, row: number, speech: Speech): string {
  const { register, marks, shown, earlier, frame } = plate;
  const { texts, language } = speech;
  const say = (each: Plate): string => {
    const { value } = each.marks[row]!;
    if (value === null || each.shown === null) return texts.region.noValue;
    return valueWithUnit(speech, value, each.shown);
  };
  const values = earlier === null ? say(plate) : `${say(earlier)} → ${say(plate)}`;
  const { rank, cluster } = marks[row]!;
  const known = frame.filter((each) => marks[each]!.value !== null).length;
  const words = [
    `${register.name[language][row]!}${texts.colon}${values}`,
    shown?.ramp === 'clusters' && cluster !== null ? texts.clusters[cluster.kind] : null,
    rank === null ? null : texts.region.rank(rank, known),
  ];
  return words.filter((word) => word !== null).join(texts.comma);
}
