import type { SquareBox } from '../../geodata/model/equal-area-plane.ts';
import { svgElement } from '../dom/element.ts';
import type { TileAreas } from './tile-areas.ts';
import { unitsPerSquare } from './tile-picture.ts';

const areaId = (id: number): string => `area-${id}`;

/**
 * The areas once, to be used by any number of small maps in the same document. Areas reach a little over the edges of
 * their tiles; they are cut there, so that no border is drawn along an edge.
 */
export function areaDefinitions(tiles: readonly TileAreas[]): SVGDefsElement {
  const parts = new Map<number, SVGPathElement[]>();
  const clips: SVGClipPathElement[] = [];
  for (const { tile, extent, areas } of tiles) {
    const side = unitsPerSquare / 2 ** tile.z;
    const clip = `tile-${tile.z}-${tile.x}-${tile.y}`;
    clips.push(clipPath(clip, extent));
    for (const { id, path } of areas) {
      const part = svgElement('path', {
        d: path,
        transform: `translate(${tile.x * side} ${tile.y * side}) scale(${side / extent})`,
        'clip-path': `url(#${clip})`,
        'vector-effect': 'non-scaling-stroke',
      });
      parts.set(id, [...(parts.get(id) ?? []), part]);
    }
  }
  const groups = [...parts].map(([id, paths]) => svgElement('g', { id: areaId(id) }, ...paths));
  return svgElement('defs', {}, ...clips, ...groups);
}

/** A tile's square and a hair more, so that no seam shows between tiles. */
function clipPath(id: string, extent: number): SVGClipPathElement {
  const hair = extent / 512;
  const side = extent + 2 * hair;
  return svgElement(
    'clipPath',
    { id },
    svgElement('rect', { x: -hair, y: -hair, width: side, height: side }),
  );
}

/** A map of the defined areas in a box of the plane that they were read in, each in its colour. */
export function areaPicture(
  { x, y, width, height }: SquareBox,
  fills: ReadonlyMap<number, string>,
): SVGSVGElement {
  const viewBox = [x, y, width, height].map((value) => (value * unitsPerSquare).toFixed(4)).join(' ');
  const uses = [...fills].map(([id, fill]) => svgElement('use', { href: `#${areaId(id)}`, fill }));
  return svgElement('svg', { viewBox, 'aria-hidden': 'true' }, ...uses);
}
