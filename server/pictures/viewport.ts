import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { toMercatorSquare } from '../../geodata/model/web-mercator.ts';

/** A part of the Web Mercator plane: its zoom as MapLibre counts, its corner in pixels of the world, its size. */
export interface Viewport {
  /** The world is 512 · 2^zoom pixels wide. */
  zoom: number;
  left: number;
  top: number;
  width: number;
  height: number;
}

const WORLD = 512;

export function viewportAt(
  [longitude, latitude]: readonly [number, number],
  zoom: number,
  width: number,
  height: number,
): Viewport {
  const [x, y] = toMercatorSquare([longitude, latitude]);
  const size = WORLD * 2 ** zoom;
  return { zoom, left: x * size - width / 2, top: y * size - height / 2, width, height };
}

/** The closest view of a box that leaves `padding` pixels around it; a box of one point is seen at `deepest`. */
export function viewportOf(
  [west, south, east, north]: Readonly<BoundingBox>,
  width: number,
  height: number,
  { padding = 0, deepest = 14 }: { padding?: number; deepest?: number } = {},
): Viewport {
  const [left, top] = toMercatorSquare([west, north]);
  // A box over the antimeridian has its east edge behind its west edge (RFC 7946 §5.2).
  const [right, bottom] = toMercatorSquare([east < west ? east + 360 : east, south]);
  const room = (size: number): number => Math.max(1, size - 2 * padding);
  const scale = Math.min(room(width) / (right - left), room(height) / (bottom - top));
  const zoom = Math.min(deepest, Math.max(0, Math.log2(scale / WORLD)));
  const size = WORLD * 2 ** zoom;
  return {
    zoom,
    left: ((left + right) / 2) * size - width / 2,
    top: ((top + bottom) / 2) * size - height / 2,
    width,
    height,
  };
}

/** The viewport of a tile of 256 pixels, which lies one zoom deeper than maps of 512 count. */
export const viewportOfTile = (z: number, x: number, y: number): Viewport => ({
  zoom: z - 1,
  left: x * 256,
  top: y * 256,
  width: 256,
  height: 256,
});

/** A tile of a pyramid that a viewport needs: its address, and where its corner lies in the picture. */
export interface VisibleTile {
  z: number;
  /** Wrapped around the world. */
  x: number;
  y: number;
  left: number;
  top: number;
  /** Side in pixels of the picture. */
  side: number;
}

/**
 * Tiles of the nearest zoom there is that lie in the viewport or at most `margin` pixels outside of it; none where the
 * pyramid begins so much deeper that they would be too many.
 */
export function visibleTiles(
  viewport: Viewport,
  { minzoom, maxzoom }: { minzoom: number; maxzoom: number },
  margin: number,
): VisibleTile[] {
  const z = Math.min(maxzoom, Math.max(minzoom, Math.floor(viewport.zoom + 0.01)));
  if (z - viewport.zoom > 1.1) return [];
  const side = WORLD * 2 ** (viewport.zoom - z);
  const count = 2 ** z;
  const range = (from: number, length: number): [number, number] => [
    Math.floor((from - margin) / side),
    Math.ceil((from + length + margin) / side) - 1,
  ];
  const [firstColumn, lastColumn] = range(viewport.left, viewport.width);
  const [firstRow, lastRow] = range(viewport.top, viewport.height);
  const tiles: VisibleTile[] = [];
  for (let row = Math.max(0, firstRow); row <= Math.min(count - 1, lastRow); row++)
    for (let column = firstColumn; column <= lastColumn; column++)
      tiles.push({
        z,
        x: ((column % count) + count) % count,
        y: row,
        left: column * side - viewport.left,
        top: row * side - viewport.top,
        side,
      });
  return tiles;
}
