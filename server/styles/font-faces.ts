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
