import type { TextOutline, Typeface } from '../fonts/typeface.ts';

/** Breaks a text into lines of at most `width` ems: between words, and between any two ideographs. */
export async function textLines(text: string, typeface: Typeface, width: number): Promise<TextOutline[]> {
  const lines: TextOutline[] = [];
  let line = '';
  let last: TextOutline | null = null;
  for (const piece of text.match(/[^\s\u2E80-\uFFFF]+\s*|[\u2E80-\uFFFF]\s*|\s+/gu) ?? []) {
    const longer = await typeface.outline((line + piece).trimEnd());
    // A character that the font does not have.
    if (longer === null) continue;
    if (last !== null && longer.width > width) {
      lines.push(last);
      line = piece;
      last = await typeface.outline(piece.trim());
    } else {
      line += piece;
      last = longer;
    }
  }
  return last === null ? lines : [...lines, last];
}
