/** A code as a cell may hold it: full-width, with Excel's text mark, as a float ("320500.0") or in exponent form. */
export function normaliseCode(cell: string): string {
  const text = cell.normalize('NFKC').trim().replace(/^'/, '').toUpperCase();
  if (/^\d+\.0+$/.test(text)) return text.slice(0, text.indexOf('.'));
  if (/^\d(\.\d+)?E\+?\d+$/.test(text) && Number.isSafeInteger(Number(text))) return String(Number(text));
  return text;
}

/** The ways a code of this level may be written; the longest codes in use are six to twelve digits. */
export interface CodeForms {
  /** Length of every code, null where they differ. */
  length: number | null;
  leadingZeros: boolean;
}

export function codeForms(codes: readonly string[]): CodeForms {
  const lengths = new Set(codes.map((code) => code.length));
  const digits = codes.every((code) => /^\d+$/.test(code));
  return {
    length: digits && lengths.size === 1 ? (codes[0]?.length ?? null) : null,
    leadingZeros: codes.some((code) => code.startsWith('0')),
  };
}

/** Shortest codes that are hierarchical: two digits and two zeros. Three-digit country codes are not. */
const SHORTEST_HIERARCHICAL = 4;

/**
 * Other spellings of a code, to be tried when it is not known as it stands. A spreadsheet drops leading zeros ("1001"
 * for "01001"); statistics leave out or add pairs of trailing zeros ("32", "3205" or "320500000000" for "320500").
 */
export function otherSpellings(code: string, { length, leadingZeros }: CodeForms): string[] {
  if (length === null || !/^\d+$/.test(code)) return [];
  if (leadingZeros && code.length < length) return [code.padStart(length, '0')];
  if (length < SHORTEST_HIERARCHICAL) return [];
  if (code.length < length && code.length >= 2 && (length - code.length) % 2 === 0)
    return [code.padEnd(length, '0')];
  if (code.length > length && /^0+$/.test(code.slice(length)) && code.length - length >= 2)
    return [code.slice(0, length)];
  return [];
}
