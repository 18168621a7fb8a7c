import faces from '../public/fonts/font-faces.json' with { type: 'json' };

/** Our own font in slices; the browser fetches a slice when a character of it is drawn. */
export const fontFaces = (base: string): { url: string; 'unicode-range': string[] }[] =>
  faces.map(({ file, range }) => ({ url: `${base}fonts/${file}`, 'unicode-range': range }));
