import type { Catalog } from '../../geodata/model/catalog.ts';
import type { Typeface } from '../fonts/typeface.ts';
import { mapColours } from '../styles/map-colours.ts';
import type { PictureMap } from './picture-map.ts';
import { textPath } from './svg.ts';
import { textLines } from './text-lines.ts';

const SIZE = 9.5;
const LINE = 13;
const PADDING = 4;
/** Below this width only the caption has room. */
const WIDTH_FOR_CREDITS = 360;

/**
 * What a map must say of itself (that it is schematic, its approval, what is modelled) and whom it owes its data, on a pale strip at the
 * lower edge of a picture.
 */
export async function drawCaption(
  { captions }: Catalog,
  { language, statements }: Pick<PictureMap, 'language' | 'statements'>,
  typeface: Typeface | null,
  { width, height }: { width: number; height: number },
): Promise<string> {
  if (typeface === null) return '';
  const approval = captions.mapApproval === null ? [] : [captions.mapApproval];
  const credits = width < WIDTH_FOR_CREDITS ? [] : captions.credits.map((credit) => credit[language]);
  const text = [captions.map[language], ...approval, ...statements, ...credits].join(' | ');
  const lines = await textLines(text, typeface, (width - 2 * PADDING) / SIZE);
  const top = height - lines.length * LINE - PADDING;
  const strip = `<rect y="${top}" width="${width}" height="${height - top}" fill="${mapColours.casing}" opacity="0.78"/>`;
  return (
    strip +
    lines
      .map((outline, index) =>
        textPath(outline, {
          x: PADDING,
          y: top + index * LINE + LINE - 1.5,
          size: SIZE,
          fill: mapColours.label,
        }),
      )
      .join('')
  );
}
