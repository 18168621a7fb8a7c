import { LINE, POINT, type EdgeTable, type LayerTable } from './bake-model.ts';
import type { TileWindow } from './slice/feature-cutter.ts';
import { EXTENT, WORLD_BITS } from './world-grid.ts';

/** A layer as one zoom draws it. */
export interface PlannedLayer {
  table: LayerTable;
  /** Its number among all layers. */
  layer: number;
  /** The features that are drawn, null where all are. */
  kept: Uint32Array | null;
  /** The share of its vertices that is drawn. */
  drawnShare: number;
}

/** Bytes of a drawn vertex, of a feature in one more tile, and of a part that may be as small as a dot. */
const VERTEX_BYTES = 3;
const RECORD_BYTES = 20;

/** Estimated bytes of the geometry that layers have in the tiles of a window. */
export function estimateBytes(layers: readonly PlannedLayer[], zoom: number, window: TileWindow): number {
  let bytes = 0;
  for (const { table, kept, drawnShare } of layers) {
    const count = kept?.length ?? table.featureId.length;
    for (let i = 0; i < count; i++) {
      bytes += featureBytes(table, kept === null ? i : kept[i]!, zoom, window, drawnShare);
    }
  }
  return bytes;
}

/** Estimated bytes of a feature's geometry in the tiles of a window; 0 only where it has none there. */
export function featureBytes(
  table: LayerTable,
  feature: number,
  zoom: number,
  window: TileWindow,
  drawnShare: number,
): number {
  const isWorld = window.east - window.west + 1 === 2 ** zoom;
  const kind = table.featureKind[feature]!;
  if (isWorld && kind === POINT) {
    return RECORD_BYTES * (table.featurePart[feature + 1]! - table.featurePart[feature]!);
  }
  const tileSize = 2 ** (WORLD_BITS - zoom);
  const margin = ((table.buffer + 1) * tileSize) / EXTENT;
  const west = window.west * tileSize - margin;
  const north = window.north * tileSize - margin;
  const east = (window.east + 1) * tileSize + margin;
  const south = (window.south + 1) * tileSize + margin;
  if (table.edges !== null) return edgeBytes(table.edges, feature, tileSize, west, north, east, south);
  const { partBox } = table;
  let bytes = 0;
  for (let part = table.featurePart[feature]!; part < table.featurePart[feature + 1]!; part++) {
    const x0 = partBox[part * 4]!;
    const x1 = partBox[part * 4 + 2]!;
    const y0 = partBox[part * 4 + 1]!;
    const y1 = partBox[part * 4 + 3]!;
    if (kind === POINT) {
      if (x0 >= west && x0 <= east && y0 >= north && y0 <= south) bytes += RECORD_BYTES;
      continue;
    }
    // What reaches over the antimeridian may appear anywhere; it is counted where it is, and everywhere a little.
    const insideX = Math.min(x1, east) - Math.max(x0, west);
    const insideY = Math.min(y1, south) - Math.max(y0, north);
    if (insideX < 0 || insideY < 0) {
      if (!isWorld && (x0 < margin || x1 > 2 ** WORLD_BITS - margin)) bytes += 1;
      continue;
    }
    const columns = 1 + insideX / tileSize;
    const rows = 1 + insideY / tileSize;
    const shareX = (insideX + 1) / (x1 - x0 + 1);
    const shareY = (insideY + 1) / (y1 - y0 + 1);
    // A ring may fill its box; a line crosses it.
    const vertexShare = kind === LINE ? Math.max(shareX, shareY) : shareX * shareY;
    const tiles = kind === LINE ? columns + rows : columns * rows;
    bytes += VERTEX_BYTES * table.partSize[part]! * drawnShare * vertexShare + RECORD_BYTES * tiles;
  }
  return bytes;
}

/** The same of an edge, which crosses about as many tiles as its chord, and bends out of the chord's box. */
function edgeBytes(
  { fromX, fromY, toX, toY }: EdgeTable,
  edge: number,
  tileSize: number,
  west: number,
  north: number,
  east: number,
  south: number,
): number {
  const dx = Math.abs(toX[edge]! - fromX[edge]!);
  const isOverSeam = dx > 2 ** (WORLD_BITS - 1);
  const width = isOverSeam ? 2 ** WORLD_BITS - dx : dx;
  const sag = width / 4;
  const x0 = isOverSeam ? 0 : Math.min(fromX[edge]!, toX[edge]!);
  const x1 = isOverSeam ? 2 ** WORLD_BITS : Math.max(fromX[edge]!, toX[edge]!);
  const y0 = Math.min(fromY[edge]!, toY[edge]!) - sag;
  const y1 = Math.max(fromY[edge]!, toY[edge]!) + sag;
  const insideX = Math.min(x1, east) - Math.max(x0, west);
  const insideY = Math.min(y1, south) - Math.max(y0, north);
  if (insideX < 0 || insideY < 0) return 0;
  const columns = Math.min(insideX, width) / tileSize;
  const rows = Math.max(0, Math.min(insideY, y1 - y0 - 2 * sag)) / tileSize;
  return RECORD_BYTES * (1 + columns + rows);
}
