import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { svgElement } from '../dom/element.ts';
import { boxInSquare } from './mercator.ts';
import type { TileAreas } from './tile-areas.ts';

/** Units of a small map along a side of the Mercator square. */
const unitsPerSquare = 8192;

const areaId = (id: number): string => `area-${id}`;

/** The areas once, to be used by any number of small maps in the same page. */
export function areaDefinitions(tiles: readonly TileAreas[]): SVGDefsElement {
  const parts = new Map<number, SVGPathElement[]>();
  for (const { tile, extent, areas } of tiles) {
    const side = unitsPerSquare / 2 ** tile.z;
    const transform = `translate(${tile.x * side} ${tile.y * side}) scale(${side / extent})`;
    for (const { id, path } of areas) {
      parts.set(id, [...(parts.get(id) ?? []), svgElement('path', { d: path, transform })]);
    }
  }
  const groups = [...parts].map(([id, paths]) => svgElement('g', { id: areaId(id) }, ...paths));
  return svgElement('defs', {}, ...groups);
}

/** A map of the defined areas, each in its colour. */
export function areaPicture(bounds: BoundingBox, fills: ReadonlyMap<number, string>): SVGSVGElement {
  const { x, y, width, height } = boxInSquare(bounds);
  const viewBox = [x, y, width, height].map((value) => (value * unitsPerSquare).toFixed(1)).join(' ');
  const uses = [...fills].map(([id, fill]) => svgElement('use', { href: `#${areaId(id)}`, fill }));
  return svgElement('svg', { viewBox, 'aria-hidden': 'true' }, ...uses);
}
