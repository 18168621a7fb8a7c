import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { LocalText } from '../../geodata/model/text.ts';
import type { Bundle } from '../bundle.ts';
import type { Typeface } from '../fonts/typeface.ts';
import { mapColours } from '../styles/map-colours.ts';
import { drawCaption } from './caption.ts';
import { drawMap } from './draw-map.ts';
import { drawLegend } from './legend.ts';
import type { PictureMap } from './picture-map.ts';
import { textPath } from './svg.ts';
import { textLines } from './text-lines.ts';
import { viewportOf } from './viewport.ts';

/** What pages show of a link to a view. */
export interface ShareCard {
  map: PictureMap;
  summary: LocalText;
  bounds: BoundingBox;
}

/** The size that sites which show links ask for (Open Graph `og:image`, 1.91 : 1). */
export const shareCardSize = { width: 1200, height: 630 } as const;

const COLUMN = 400;
const MARGIN = 36;
const TEXT_WIDTH = COLUMN - MARGIN - 20;

/** A column with title, summary and legend beside the map. */
export async function drawShareCard(
  { map, summary, bounds }: ShareCard,
  bundle: Bundle,
  typeface: Typeface | null,
): Promise<string> {
  const { width, height } = shareCardSize;
  const viewport = viewportOf(bounds, width - COLUMN, height, { padding: 24 });
  const drawn = await drawMap(map, bundle, viewport, { typeface, namesMayBeCut: false });
  const caption = await drawCaption(bundle.catalog, map, typeface, viewport);
  const column = typeface === null ? '' : await drawColumn(map, summary, bundle, typeface);
  return (
    `<rect width="${width}" height="${height}" fill="#ffffff"/>` +
    `<svg x="${COLUMN}" width="${viewport.width}" height="${height}" viewBox="0 0 ${viewport.width} ${height}">` +
    `<rect width="${viewport.width}" height="${height}" fill="${mapColours.sea}"/>${drawn}${caption}</svg>${column}`
  );
}

async function drawColumn(
  map: PictureMap,
  summary: LocalText,
  { catalog }: Bundle,
  typeface: Typeface,
): Promise<string> {
  const { language } = map;
  let body = '';
  let y = MARGIN;
  const write = async (text: string, size: number, fill: string, most: number): Promise<void> => {
    for (const outline of (await textLines(text, typeface, TEXT_WIDTH / size)).slice(0, most)) {
      y += size * 1.4;
      body += textPath(outline, { x: MARGIN, y, size, fill });
    }
  };
  await write(catalog.title[language], 17, mapColours.parentBorder, 2);
  y += 8;
  await write(map.title[language], 36, mapColours.label, 3);
  y += 8;
  await write(summary[language], 19, mapColours.label, 6);
  y += 10;
  const legend = await drawLegend({ ...map, title: { zh: '', en: '' } }, typeface);
  const room = shareCardSize.height - y - MARGIN / 2;
  const scale = Math.min(1.4, room / legend.height, TEXT_WIDTH / legend.width);
  const place = `translate(${MARGIN - 10 * scale} ${y}) scale(${scale.toFixed(3)})`;
  return `${body}<g transform="${place}">${legend.body}</g>`;
}
