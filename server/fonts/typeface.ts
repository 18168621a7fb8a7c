import type { FileTree } from '../file-tree.ts';
import { contourPath } from './contour-path.ts';
import { readFont, type Font } from './font.ts';

/** A line of text as an outline, to be drawn where no font is installed. */
export interface TextOutline {
  /** Path data in units of `unitsPerEm` to an em; the line begins at 0, 0 and stands on y = 0. */
  path: string;
  /** Width in ems. */
  width: number;
  unitsPerEm: number;
}

interface Slice {
  ranges: [number, number][];
  read(): Promise<Font>;
}

/** The font that the client ships, in slices by character; each is read when first needed. */
export class Typeface {
  readonly #slices: readonly Slice[];

  private constructor(slices: readonly Slice[]) {
    this.#slices = slices;
  }

  /** The slices that `fonts/font-faces.json` of the client lists; null where the client was not built. */
  static async of(client: FileTree | null): Promise<Typeface | null> {
    const index = await client?.get('fonts/font-faces.json');
    if (client === null || index === undefined) return null;
    const listed = JSON.parse(Buffer.from(index.bytes.identity!).toString('utf8')) as {
      file: string;
      range: string[];
    }[];
    const shipped = listed.filter(({ file }) => client.has(`fonts/${file}`));
    return new Typeface(
      shipped.map(({ file, range }) => {
        let font: Promise<Font> | null = null;
        const load = async (): Promise<Font> =>
          readFont((await client.get(`fonts/${file}`))!.bytes.identity!);
        return { ranges: range.map(parseRange), read: () => (font ??= load()) };
      }),
    );
  }

  /** The outline of a line of text; null where a character has none, since half a name is a wrong one. */
  async outline(text: string): Promise<TextOutline | null> {
    let path = '';
    let x = 0;
    let unitsPerEm = 1000;
    for (const letter of text) {
      const found = await this.#find(letter.codePointAt(0)!);
      if (found === null) return null;
      unitsPerEm = found.unitsPerEm;
      path += contourPath(found.contours, x);
      x += found.advance;
    }
    return { path, width: x / unitsPerEm, unitsPerEm };
  }

  async #find(character: number) {
    for (const slice of this.#slices) {
      if (!slice.ranges.some(([first, last]) => character >= first && character <= last)) continue;
      const font = await slice.read();
      const glyph = font.glyph(character);
      if (glyph !== null) return { ...glyph, unitsPerEm: font.unitsPerEm };
    }
    return null;
  }
}

/** An item of a CSS unicode-range: `U+20-7E` or `U+B7`. */
function parseRange(item: string): [number, number] {
  const [first = '', last = first] = item.slice(2).split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}
