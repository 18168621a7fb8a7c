/** Width of a text in pixels, near enough to see whether it fits. */
export const textWidth = (text: string, size: number): number =>
  Array.from(text).reduce((width, letter) => width + letterWidth(letter) * size, 0);

const letterWidth = (letter: string): number =>
  /[\u2E80-\uFFEF]/.test(letter) ? 1 : /[MWmw]/.test(letter) ? 0.82 : 0.56;
