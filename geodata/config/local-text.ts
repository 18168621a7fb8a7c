import type { LocalText } from '../model/text.ts';

/** A text as atlas.yaml may write it: one string for all languages, or one for each. */
export type TextInput = string | { zh?: string | undefined; en?: string | undefined };

/** Both languages of a text; the one that was not given repeats the other. */
export function localText(text: TextInput): LocalText {
  if (typeof text === 'string') return { zh: text, en: text };
  return { zh: text.zh ?? text.en ?? '', en: text.en ?? text.zh ?? '' };
}
