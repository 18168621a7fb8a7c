import type { AddressWords } from '../model/gazetteer.ts';

/** Fewer characters than this are no name: 沙市 is not 沙. */
const SHORTEST_STEM = 2;

/** A name without the word for its kind. */
export interface NameForms {
  /** Null where it has no kind word, or too little is left without it. */
  stem: string | null;
  /** The kind word that was taken off. */
  kind: string;
  /** The name without its qualifiers but with its kind cut to the last character: 恩施州. */
  brief: string | null;
}

/** Takes names apart by the kind words and qualifiers of a language: 恩施土家族苗族自治州 is 恩施 and 恩施州. */
export function createNameForms(
  words: Pick<AddressWords, 'kinds' | 'qualifiers'>,
): (name: string) => NameForms {
  const longestFirst = (list: readonly string[]): string[] => [...list].sort((a, b) => b.length - a.length);
  const kinds = longestFirst(words.kinds);
  const qualifiers = longestFirst(words.qualifiers);

  const withoutQualifiers = (name: string): string => {
    const last = qualifiers.find((each) => name.endsWith(each) && name.length - each.length >= SHORTEST_STEM);
    return last === undefined ? name : withoutQualifiers(name.slice(0, -last.length));
  };

  return (name) => {
    const kind = kinds.find((each) => name.endsWith(each) && name.length - each.length >= SHORTEST_STEM);
    if (kind === undefined) return { stem: null, kind: '', brief: null };
    const stem = withoutQualifiers(name.slice(0, -kind.length));
    const brief = stem + kind.slice(-1);
    return { stem, kind, brief: brief === name ? null : brief };
  };
}
