import type { Typeface } from '../fonts/typeface.ts';
import { mapColours } from '../styles/map-colours.ts';
import type { LegendEntry, PictureMap } from './picture-map.ts';
import { textPath } from './svg.ts';

export interface DrawnLegend {
  width: number;
  height: number;
  /** The inside of an SVG element of that size. */
  body: string;
}

const TITLE = 14;
const TEXT = 12;
const LINE = 20;
const PADDING = 10;
const SIGN = 24;

/** Draws title and entries of a map below each other. */
export async function drawLegend(map: PictureMap, typeface: Typeface | null): Promise<DrawnLegend> {
  const title = await typeface?.outline(map.title[map.language]);
  const labels = await Promise.all(map.legend.map(async ({ label }) => typeface?.outline(label)));
  const starts = map.legend.map(({ kind }) => (kind === 'heading' ? PADDING : PADDING + SIGN + 8));
  const widths = labels.map((label, index) => starts[index]! + (label?.width ?? 0) * TEXT + PADDING);
  const width = Math.ceil(Math.max(120, PADDING * 2 + (title?.width ?? 0) * TITLE, ...widths));
  const top = PADDING + LINE + 4;
  const height = top + map.legend.length * LINE + PADDING - 4;
  let body = `<rect width="${width}" height="${height}" fill="${mapColours.casing}"/>`;
  if (title !== undefined && title !== null)
    body += textPath(title, { x: PADDING, y: PADDING + TITLE, size: TITLE, fill: mapColours.label });
  for (const [index, entry] of map.legend.entries()) {
    const middle = top + index * LINE + LINE / 2;
    body += drawSign(entry, middle);
    const label = labels[index];
    if (label !== undefined && label !== null)
      body += textPath(label, {
        x: starts[index]!,
        y: middle + TEXT * 0.36,
        size: TEXT,
        fill: entry.kind === 'heading' ? mapColours.parentBorder : mapColours.label,
      });
  }
  return { width, height, body };
}

function drawSign(entry: LegendEntry, middle: number): string {
  if (entry.kind === 'heading') return '';
  const centre = PADDING + SIGN / 2;
  if (entry.kind === 'area')
    return `<rect x="${PADDING}" y="${middle - 7}" width="${SIGN}" height="14" fill="${entry.fill}" stroke="${entry.outline}"/>`;
  if (entry.kind === 'line')
    return `<path d="M${PADDING} ${middle}h${SIGN}" stroke="${entry.stroke}" stroke-width="${Math.min(entry.width, 6)}"/>`;
  return `<circle cx="${centre}" cy="${middle}" r="${entry.radius}" fill="${entry.fill}" stroke="${mapColours.casing}" stroke-width="1.5"/>`;
}
