import type { Language, LocalText } from '../../geodata/model/text.ts';
import { en } from './en.ts';
import { zh, type Dictionary } from './zh.ts';

const dictionaries: Record<Language, Dictionary> = { zh, en };

export const languages: readonly Language[] = ['zh', 'en'];

/** Everything that is said in one language: interface texts, texts of the atlas, numbers. */
export interface Speech {
  language: Language;
  texts: Dictionary;
  /** Picks the language's side of a text of the atlas. */
  local: (text: LocalText) => string;
  /** A number with a fixed count of decimals and grouped thousands. */
  number: (value: number, decimals: number) => string;
  /** A share between 0 and 1 as a percentage. */
  percent: (share: number) => string;
}

export function speak(language: Language): Speech {
  const texts = dictionaries[language];
  const formats = new Map<number, Intl.NumberFormat>();
  const percent = new Intl.NumberFormat(texts.documentLanguage, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return {
    language,
    texts,
    local: (text) => text[language],
    number(value, decimals) {
      let format = formats.get(decimals);
      if (format === undefined) {
        format = new Intl.NumberFormat(texts.documentLanguage, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
        });
        formats.set(decimals, format);
      }
      // A minus sign is as wide as a plus sign and is read as one; a hyphen is neither.
      return format.format(value).replace('-', '−');
    },
    percent: (share) => percent.format(share).replace('-', '−'),
  };
}

/** Chinese unless the reader's browser asks only for other languages. */
export const preferredLanguage = (accepted: readonly string[]): Language =>
  accepted.length === 0 || accepted.some((tag) => tag.toLowerCase().startsWith('zh')) ? 'zh' : 'en';
