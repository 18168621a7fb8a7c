/** A text in the languages the interface speaks. A language that was not given repeats the other one. */
export interface LocalText {
  zh: string;
  en: string;
}

export type Language = keyof LocalText;
