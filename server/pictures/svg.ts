import type { TextOutline } from '../fonts/typeface.ts';
import type { Part } from '../vector-tile/geometry.ts';

// Pieces of SVG 1.1 as librsvg draws them. Text is always outlines: no font is installed where this may run.

/** Path data of runs of points, to a twentieth of a pixel; points that fall together are left out. */
export function pathData(parts: readonly Part[], isClosed: boolean): string {
  let data = '';
  for (const part of parts) {
    let lastX = Number.NaN;
    let lastY = Number.NaN;
    let count = 0;
    let piece = '';
    for (let at = 0; at + 1 < part.length; at += 2) {
      const x = Math.round(part[at]! * 20) / 20;
      const y = Math.round(part[at + 1]! * 20) / 20;
      if (x === lastX && y === lastY) continue;
      piece += `${count === 0 ? 'M' : 'L'}${x} ${y}`;
      lastX = x;
      lastY = y;
      count++;
    }
    if (count >= (isClosed ? 3 : 2)) data += isClosed ? `${piece}Z` : piece;
  }
  return data;
}

/** Pixels of a halo, half of them under the letters. */
const HALO = 2.8;

/** A line of text that begins at x, y on its baseline; with a halo where it lies on a map. */
export function textPath(
  { path, unitsPerEm }: TextOutline,
  { x, y, size, fill, halo }: { x: number; y: number; size: number; fill: string; halo?: string },
): string {
  const scale = size / unitsPerEm;
  const place = `transform="translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${scale.toFixed(5)})"`;
  const outline =
    halo === undefined
      ? ''
      : ` paint-order="stroke" stroke="${halo}" stroke-width="${(HALO / scale).toFixed(0)}" stroke-linejoin="round"`;
  return `<path ${place} fill="${fill}"${outline} d="${path}"/>`;
}

export const svgDocument = (width: number, height: number, pixelRatio: number, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width * pixelRatio}" height="${height * pixelRatio}" viewBox="0 0 ${width} ${height}">${body}</svg>`;
