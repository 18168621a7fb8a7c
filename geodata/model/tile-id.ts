/** A tile of the square pyramid: zoom, column from the west, row from the north. */
export interface TileAddress {
  z: number;
  x: number;
  y: number;
}

/** Ids of deeper zooms do not fit the integers a double can hold. */
export const MAX_TILE_ZOOM = 26;

/** Number of tiles above zoom z, which is the id of its first tile: (4^z − 1) / 3. */
export const firstTileIdOfZoom = (z: number): number => (4 ** z - 1) / 3;

/**
 * Position of a tile on the Hilbert curves that run through all zooms one after the other
 * (PMTiles specification 3, section 4.1). The address must lie inside its zoom.
 */
export function zxyToTileId(z: number, x: number, y: number): number {
  // Tiles in a quadrant of the zoom, then in a quadrant of that.
  let quarter = 4 ** z;
  let id = (quarter - 1) / 3;
  let column = x;
  let row = y;
  for (let level = z - 1; level >= 0; level--) {
    quarter /= 4;
    const right = (column >> level) & 1;
    const lower = (row >> level) & 1;
    id += quarter * ((3 * right) ^ lower);

    // The curve enters the upper quadrants turned: swap the axes, and mirror them on the right.
    if (lower === 0) {
      if (right === 1) {
        column = ~column;
        row = ~row;
      }
      const swapped = column;
      column = row;
      row = swapped;
    }
  }
  return id;
}

/** Zoom of a tile id; 27 for ids beyond the deepest zoom. */
export function zoomOfTileId(tileId: number): number {
  let z = 0;
  while (z <= MAX_TILE_ZOOM && tileId >= firstTileIdOfZoom(z + 1)) z++;
  return z;
}

/** The inverse of `zxyToTileId`, for ids from 0 to the last of zoom 26. */
export function tileIdToZxy(tileId: number): TileAddress {
  const z = zoomOfTileId(tileId);
  let rest = tileId - firstTileIdOfZoom(z);
  let x = 0;
  let y = 0;
  for (let level = 0; level < z; level++) {
    const side = 2 ** level;
    const quadrant = rest % 4;
    rest = Math.floor(rest / 4);
    const right = quadrant >> 1;
    const lower = (quadrant ^ right) & 1;
    if (lower === 0) {
      if (right === 1) {
        x = side - 1 - x;
        y = side - 1 - y;
      }
      const swapped = x;
      x = y;
      y = swapped;
    }
    x += right * side;
    y += lower * side;
  }
  return { z, x, y };
}
