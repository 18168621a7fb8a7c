import type { Language } from '../../geodata/model/text.ts';
import type { Plate } from '../plate/plate.ts';

const collators = new Map<Language, Intl.Collator>();

const collator = (language: Language): Intl.Collator => {
  const kept = collators.get(language) ?? new Intl.Collator(language === 'zh' ? 'zh-CN' : 'en');
  collators.set(language, kept);
  return kept;
};

/** Rows of the frame in the order the reader asked for; regions without data come last whichever way. */
export function sortRows({ frame, marks, register, state }: Plate, language: Language): number[] {
  const { by, descending } = state.sort;
  const sign = descending ? -1 : 1;
  if (by === 'name') {
    const names = register.name[language];
    const { compare } = collator(language);
    return frame.toSorted((one, other) => sign * compare(names[one]!, names[other]!));
  }
  const known = frame.filter((row) => marks[row]!.value !== null);
  const unknown = frame.filter((row) => marks[row]!.value === null);
  // Ranks already break ties by code.
  return [...known.sort((one, other) => -sign * (marks[one]!.rank! - marks[other]!.rank!)), ...unknown];
}
