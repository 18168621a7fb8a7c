import type { Bundle } from '../bundle.ts';
import type { Typeface } from '../fonts/typeface.ts';
import { mapColours } from '../styles/map-colours.ts';
import type { Mark, PictureMap } from './picture-map.ts';
import { placeNames, type Name } from './place-names.ts';
import { pathData, textPath } from './svg.ts';
import { readPlacedTiles, shapesOf, type PlacedTile, type Shape } from './tile-shapes.ts';
import type { Viewport } from './viewport.ts';

export interface DrawSettings {
  /** Without one the map has no names. */
  typeface: Typeface | null;
  /** Tiles go on beyond their edge, so a name may; in a picture of its own it may not. */
  namesMayBeCut: boolean;
}

/** Draws a map from the tiles of an atlas: the inside of an SVG element of the viewport's size. */
export async function drawMap(
  map: PictureMap,
  bundle: Bundle,
  viewport: Viewport,
  { typeface, namesMayBeCut }: DrawSettings,
): Promise<string> {
  const layers = map.layers.filter(({ minzoom }) => viewport.zoom >= minzoom);
  const wanted = new Set(layers.map(({ layer }) => layer));
  const tiles: PlacedTile[] = [];
  for (const archive of bundle.archives.values()) {
    if (archive.isMercator && archive.entry.layers.some(({ id }) => wanted.has(id)))
      tiles.push(...(await readPlacedTiles(archive, viewport, wanted)));
  }
  const { width, height } = viewport;
  let body =
    map.background === null ? '' : `<rect width="${width}" height="${height}" fill="${map.background}"/>`;
  const names: { shape: Shape; order: number }[] = [];
  for (const layer of layers) {
    const shapes = drawnOrder(shapesOf(tiles, layer, viewport));
    body += drawShapes(shapes);
    for (const shape of shapes)
      if (shape.mark.kind === 'name') names.push({ shape, order: shape.mark.order });
  }
  if (typeface === null) return body;
  names.sort((a, b) => a.order - b.order);
  const isInside = (box: { left: number; top: number; right: number; bottom: number }): boolean =>
    namesMayBeCut || (box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height);
  const placed = placeNames(
    await outlinesOf(
      names.map(({ shape }) => shape),
      typeface,
    ),
    isInside,
  );
  for (const { outline, ...place } of placed)
    body += textPath(outline, { ...place, fill: mapColours.label, halo: mapColours.casing });
  return body;
}

const orderOf = (mark: Mark): number => ('order' in mark ? (mark.order ?? 0) : 0);

/** From the lowest to the highest; the same point in the margins of several tiles counts once. */
function drawnOrder(shapes: Shape[]): Shape[] {
  const seen = new Set<string>();
  return shapes
    .filter(({ mark, parts }) => {
      if (mark.kind === 'area' || mark.kind === 'line') return true;
      const key = `${JSON.stringify(mark)} ${parts[0]!.map(Math.round).join()}`;
      return !seen.has(key) && seen.add(key) !== undefined;
    })
    .sort((a, b) => orderOf(a.mark) - orderOf(b.mark));
}

/** One element for each run of marks that look the same. */
function drawShapes(shapes: readonly Shape[]): string {
  let body = '';
  let attributes = '';
  let data = '';
  const finish = (): void => {
    if (data !== '') body += `<path ${attributes} d="${data}"/>`;
    data = '';
  };
  for (const { mark, parts } of shapes) {
    if (mark.kind === 'name') continue;
    if (mark.kind === 'circle' || mark.kind === 'head') {
      for (const [x = 0, y = 0] of parts) body += drawPoint(mark, x, y);
      continue;
    }
    const look = attributesOf(mark);
    if (look !== attributes) finish();
    attributes = look;
    data += pathData(parts, mark.kind === 'area');
  }
  finish();
  return body;
}

function attributesOf(mark: Extract<Mark, { kind: 'area' | 'line' }>): string {
  const opacity = mark.opacity === undefined ? '' : ` opacity="${mark.opacity}"`;
  return mark.kind === 'area'
    ? `fill="${mark.fill}"${opacity}`
    : `fill="none" stroke="${mark.stroke}" stroke-width="${mark.width.toFixed(2)}" stroke-linejoin="round"${opacity}`;
}

function drawPoint(mark: Extract<Mark, { kind: 'circle' | 'head' }>, x: number, y: number): string {
  const place = `${x.toFixed(1)} ${y.toFixed(1)}`;
  if (mark.kind === 'head') {
    const half = (mark.size / 2).toFixed(1);
    return `<path fill="${mark.fill}" transform="translate(${place}) rotate(${mark.bearing})" d="M0 -${half}L${half} ${half}L-${half} ${half}Z"/>`;
  }
  return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${mark.radius}" fill="${mark.fill}" stroke="${mapColours.casing}" stroke-width="1.5"/>`;
}

/** Names that the font can write, where they stand. */
async function outlinesOf(shapes: readonly Shape[], typeface: Typeface): Promise<Name[]> {
  const names = shapes.map(async ({ mark, parts }) => {
    const outline = mark.kind === 'name' && mark.text !== '' ? await typeface.outline(mark.text) : null;
    const [x, y] = parts[0] ?? [];
    if (mark.kind !== 'name' || outline === null || x === undefined || y === undefined) return null;
    return { outline, text: mark.text, size: mark.size, x, y };
  });
  return (await Promise.all(names)).filter((name) => name !== null);
}
