import { svgElement } from '../dom/element.ts';
import type { SquareBox } from '../../geodata/model/equal-area-plane.ts';
import type { TileAreas } from './tile-areas.ts';

/** Units of a picture along a side of the square of the map; SVG readers keep about seven digits. */
export const unitsPerSquare = 8192;

/** A region's areas in all tiles, by feature id. */
export type Shapes = Map<number, SVGPathElement[]>;

/** The part of the square of the map that a picture shows. */
export const viewBoxOf = ({ x, y, width, height }: SquareBox): string =>
  [x, y, width, height].map((value) => (value * unitsPerSquare).toFixed(3)).join(' ');

/** A tile's areas in their place; whatever reaches over the edge of the tile is cut off there. */
export function tilePicture({ tile, extent, areas }: TileAreas, shapes: Shapes): SVGSVGElement {
  const side = unitsPerSquare / 2 ** tile.z;
  const paths = areas.map(({ id, path }) => {
    const shape = svgElement('path', { d: path, 'data-id': id });
    shapes.set(id, [...(shapes.get(id) ?? []), shape]);
    return shape;
  });
  return svgElement(
    'svg',
    {
      x: tile.x * side,
      y: tile.y * side,
      width: side,
      height: side,
      viewBox: `0 0 ${extent} ${extent}`,
    },
    ...paths,
  );
}
