/** Latin letters that Unicode does not decompose into a base letter and a mark. */
const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const combiningMarks = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;

const variationSelectors = /[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/gu;

/**
 * The form in which names are compared: full-width characters made narrow (Unicode NFKC), letters in lower case and
 * without accents, and nothing but letters and digits. "北 京" is 北京, "Xi’an" is xian, "Zürich" is zurich.
 */
export function nameKey(text: string): string {
  const compatible = text.normalize('NFKC').toLowerCase();
  return (
    compatible
      .normalize('NFD')
      .replaceAll(combiningMarks, '$1')
      .normalize('NFC')
      .replaceAll(/[ßæœøłđðþı]/g, (letter) => letters[letter] ?? letter)
      .replaceAll(variationSelectors, '')
      // In scripts like Devanagari vowels are marks, and letters alone would be another name.
      .replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '')
  );
}

/** Whether the name is written in Chinese characters. */
export const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
