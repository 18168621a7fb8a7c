import type { FileTree } from '../file-tree.ts';

/** A slice of a font and the characters it draws, as styles name them under `font-faces`. */
export interface FontFace {
  url: string;
  'unicode-range': string[];
}

/** Index of the slices of our font, beside the files themselves. */
const INDEX = 'fonts/font-faces.json';

/** The font that comes with the client, at absolute URLs; empty where the client was not built. */
export async function fontFacesOf(client: FileTree | null, address: string): Promise<FontFace[]> {
  const index = await client?.get(INDEX);
  if (index === undefined) return [];
  const slices = JSON.parse(Buffer.from(index.bytes.identity!).toString('utf8')) as {
    file: string;
    range: string[];
  }[];
  return slices.map(({ file, range }) => ({ url: `${address}/fonts/${file}`, 'unicode-range': range }));
}

/**
 * CSS of the slices for a page below `/fonts/`, whose files are named relative to it. Of overlapping ranges CSS takes
 * the rule that comes last, a style of MapLibre the face that comes first.
 */
export const fontSheet = (family: string, faces: readonly FontFace[]): string =>
  faces
    .map(({ url, 'unicode-range': range }) => {
      const file = url.slice(url.lastIndexOf('/') + 1);
      return `@font-face { font-family: '${family}'; src: url('${file}') format('woff2'); font-display: swap; unicode-range: ${range.join(', ')} }\n`;
    })
    .reverse()
    .join('');
