import { svgElement } from '../dom/element.ts';
import { textWidth } from '../forms/text-width.ts';
import { bandCasing, bandWidth, outlineCasing, outlineDashes, outlineWidth } from '../map/group-layers.ts';
import { groupPoints } from '../map/group-points.ts';
import type { MapPlane } from '../map/map-plane.ts';
import type { MapPalette } from '../map/palette.ts';
import { readAreas, type TileAreas } from '../map/tile-areas.ts';
import { tilePicture } from '../map/tile-picture.ts';
import type { Plate } from '../plate/plate.ts';
import { drawnOverlays } from '../state/view-state.ts';
import { placeOn, type Drawing } from './sheet-overlays.ts';

/** Outlines of agglomerations and lines of corridors, in the tiles of a map; empty where a plate does not show them. */
export type GroupShapes = Record<'agglomerations' | 'corridors', readonly TileAreas[]>;

export async function readGroupShapes(base: string, plane: MapPlane, plate: Plate): Promise<GroupShapes> {
  const overlays = drawnOverlays(plate.state);
  const read = async (overlay: keyof GroupShapes): Promise<TileAreas[]> =>
    overlays.includes(overlay) ? readAreas(base, plane, overlay) : [];
  const [agglomerations, corridors] = await Promise.all([read('agglomerations'), read('corridors')]);
  return { agglomerations, corridors };
}

/** How lines look, with widths in units of the sheet. */
interface Stroke {
  color: string;
  width: (code: string) => number;
  dashes?: readonly number[];
}

/** Lines of groups as the map has them: agglomerations dashed, corridors the wider the more passes within them. */
export function groupLines(
  { agglomerations, corridors }: GroupShapes,
  { catalog }: Plate,
  palette: MapPalette,
  drawing: Drawing,
): SVGElement[] {
  const shares = new Map(
    (catalog.corridors ?? []).flatMap(({ entries }) => entries.map(({ id, share }) => [id, share ?? 0])),
  );
  const strokes = (tiles: readonly TileAreas[], stroke: Stroke): SVGElement[] =>
    tiles.map((tile) => strokedTile(tile, stroke, drawing));
  return [
    ...strokes(agglomerations, { color: palette.casing, width: () => outlineCasing }),
    ...strokes(agglomerations, {
      color: palette.selection,
      width: () => outlineWidth,
      dashes: outlineDashes,
    }),
    ...strokes(corridors, { color: palette.casing, width: () => bandCasing }),
    ...strokes(corridors, { color: palette.corridor, width: (code) => bandWidth(shares.get(code) ?? 0) }),
  ];
}

/** The lines of a tile without what is within them. */
function strokedTile(tile: TileAreas, { color, width, dashes }: Stroke, drawing: Drawing): SVGElement {
  // How many units of the tile's grid are as long as one of the sheet.
  const scale = (drawing.unit * tile.extent * 2 ** tile.tile.z) / drawing.unitsPerSquare;
  const picture = tilePicture(tile, new Map());
  for (const [place, { code }] of tile.areas.entries()) {
    const thickness = width(code) * scale;
    const path = picture.children[place]!;
    path.setAttribute('stroke-width', thickness.toFixed(1));
    if (dashes !== undefined)
      path.setAttribute(
        'stroke-dasharray',
        dashes.map((length) => (length * thickness).toFixed(1)).join(' '),
      );
  }
  const looks = { fill: 'none', stroke: color, 'stroke-linejoin': 'round', 'stroke-linecap': 'butt' };
  for (const [name, value] of Object.entries(looks)) picture.setAttribute(name, value);
  return picture;
}

/** Height of the names of groups in units of the sheet. */
const nameSize = 16;

/** Names of groups in the middle of their members, those of large groups first; one that would cover another is left out. */
export function groupNames(plate: Plate, palette: MapPalette, drawing: Drawing): SVGElement[] {
  const { catalog, state, groupRegisters } = plate;
  const size = nameSize * drawing.unit;
  const placed: { x: number; y: number; width: number }[] = [];
  const points = groupPoints(catalog, drawnOverlays(state), groupRegisters);
  points.sort((one, other) => other.members - one.members);
  return points.flatMap(({ name, longitude, latitude }) => {
    const words = name[state.language];
    const [x, y] = placeOn(drawing, [longitude, latitude]).map(Number) as [number, number];
    const width = textWidth(words, size);
    const isCovering = placed.some(
      (other) => Math.abs(x - other.x) < (width + other.width) / 2 && Math.abs(y - other.y) < 1.2 * size,
    );
    if (isCovering) return [];
    placed.push({ x, y, width });
    return svgElement(
      'text',
      {
        x,
        y,
        dy: '0.35em',
        'text-anchor': 'middle',
        'font-size': size.toFixed(2),
        fill: palette.label,
        stroke: palette.labelHalo,
        'stroke-width': (0.2 * size).toFixed(2),
        'stroke-linejoin': 'round',
        'paint-order': 'stroke',
      },
      words,
    );
  });
}
