import type { RegionRegister } from '../../geodata/model/catalog.ts';
import { svgElement } from '../dom/element.ts';
import { tilesCovering } from '../map/mercator.ts';
import type { MapPalette } from '../map/palette.ts';
import { readAreas, type TileAreas } from '../map/tile-areas.ts';
import { tilePicture, unitsPerSquare, type Shapes } from '../map/tile-picture.ts';
import type { Plate } from '../plate/plate.ts';
import { groundOf, type Projection } from './form-layout.ts';

/** The land below circles: regions of the topmost level, or those that the plate is limited to; none below points alone. */
export interface Land {
  tiles: TileAreas[];
  /** Feature ids to draw; null draws all. */
  only: ReadonlySet<number> | null;
}

const mostTiles = 6;

/** What the land depends on; the same land is not read twice. */
export const landKey = ({ level, state, parents }: Plate): string =>
  parents === null || state.within === null
    ? `${state.projection} ${level.parent ?? level.id}`
    : `${state.projection} ${level.id} ${state.within}`;

/** Reads the land of a plate from the tiles of the map. */
export async function readLand(base: string, plate: Plate): Promise<Land> {
  const { catalog, level, state, parents, frame, register } = plate;
  const limited = parents !== null && state.within !== null;
  const above = catalog.levels.find(({ id }) => id === level.parent) ?? level;
  const drawn = limited && level.points !== true ? level : above;
  if (drawn.points === true) return { tiles: [], only: null };
  const { plane, box } = groundOf(plate);
  const tiles = await readAreas(base, plane, drawn.layer, (maxzoom) =>
    tilesCovering(limited ? box : plane.whole, mostTiles, maxzoom),
  );
  if (!limited) return { tiles, only: null };
  return {
    tiles,
    only: drawn === level ? idsOf(register, frame) : idsOf(parents, [parents.code.indexOf(state.within!)]),
  };
}

const idsOf = ({ id }: RegionRegister, rows: readonly number[]): ReadonlySet<number> =>
  new Set(rows.map((row) => id[row]!));

/** The land as a picture below the circles. */
export function landPicture(
  { tiles, only }: Land,
  { x, y, scale }: Projection,
  palette: MapPalette,
): SVGElement {
  const shapes: Shapes = new Map();
  const pictures = tiles.map((tile) => tilePicture(tile, shapes));
  for (const [id, paths] of shapes) {
    for (const path of paths) {
      if (only !== null && !only.has(id)) path.remove();
      path.setAttribute('vector-effect', 'non-scaling-stroke');
    }
  }
  return svgElement(
    'g',
    {
      'aria-hidden': 'true',
      transform: `translate(${x} ${y}) scale(${scale / unitsPerSquare})`,
      fill: palette.noData,
      'fill-rule': 'evenodd',
      stroke: palette.parentBorder,
      'stroke-opacity': 0.45,
      'stroke-width': 0.8,
      'pointer-events': 'none',
    },
    ...pictures,
  );
}
