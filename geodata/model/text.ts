/** A text in the languages the interface speaks. A language that was not given repeats the other one. */
export interface LocalText {
  zh: string;
  en: string;
}

export type Language = keyof LocalText;

/** A name for remarks, which readers of either language must find again: 希腊 Greece. */
export const inBothLanguages = ({ zh, en }: LocalText): string =>
  zh === en || en === '' ? zh : `${zh} ${en}`;
