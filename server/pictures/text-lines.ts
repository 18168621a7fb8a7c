import type { TextOutline, Typeface } from '../fonts/typeface.ts';

/** Breaks a text into lines of at most `width` ems: between words, and between any two ideographs. */
export async function textLines(text: string, typeface: Typeface, width: number): Promise<TextOutline[]> {
  const lines: string[] = [];
  let line = '';
  let lineWidth = 0;
  for (const piece of text.match(/[^\s\u2E80-\uFFFF]+\s*|[\u2E80-\uFFFF]\s*|\s+/gu) ?? []) {
    const outline = await typeface.outline(piece);
    // A character that the font does not have.
    if (outline === null) continue;
    const inked = (await typeface.outline(piece.trimEnd()))!.width;
    if (line !== '' && lineWidth + inked > width) {
      lines.push(line);
      line = '';
      lineWidth = 0;
    }
    line += piece;
    lineWidth += outline.width;
  }
  if (line !== '') lines.push(line);
  const outlines = await Promise.all(lines.map((each) => typeface.outline(each.trimEnd())));
  return outlines.filter((outline) => outline !== null);
}
