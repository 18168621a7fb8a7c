import { unitBehind } from '../../geodata/model/counted-words.ts';
import type { Category } from '../../geodata/model/indicator.ts';
import type { LocalText } from '../../geodata/model/text.ts';
import type { Speech } from '../i18n/dictionary.ts';

/** What is needed to write values: of an indicator, or of what is shown of it. */
export interface Writing {
  decimals: number;
  categories?: readonly Category[] | null | undefined;
}

/** A value in words: the name of its class where values are codes of classes, else a number. */
export function sayValue(speech: Speech, value: number, { decimals, categories }: Writing): string {
  const category = categories?.find((each) => each.value === value);
  return category === undefined ? speech.number(value, decimals) : speech.local(category.name);
}

/** The same with its unit behind it. */
export const valueWithUnit = (
  speech: Speech,
  value: number,
  writing: Writing & { unit: LocalText },
): string =>
  [sayValue(speech, value, writing), unitBehind(writing.unit, value, writing.decimals, speech.language)]
    .filter(Boolean)
    .join(' ');
