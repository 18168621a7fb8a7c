import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import type { BoundingBox } from '../model/geometry.ts';
import { tileIdToZxy } from '../model/tile-id.ts';
import type { TileTotals } from './bake-batches.ts';
import type { EdgeTable, LayerTable } from './bake-model.ts';
import type { CompleteOptions } from './bake-options.ts';
import { isShownAt, type Kept } from './budget/select-kept.ts';
import { countOutside, isWithinZooms } from './feature-zooms.ts';
import type { FlatLayer } from './flat-layer.ts';
import { summarizeLayer, type LayerSummary } from './layer-summary.ts';
import { WORLD, xToLongitude, yToLatitude } from './world-grid.ts';

/** What was baked. */
export interface BakedTileset {
  tiles: number;
  bounds: BoundingBox;
  minzoom: number;
  maxzoom: number;
  /** Bytes of all tiles before and after compression, and the largest tile before it. */
  rawBytes: number;
  bytes: number;
  largestTile: { z: number; x: number; y: number; rawBytes: number } | null;
  /** Features that are missing from a zoom their layer has, by layer, zoom and reason. */
  drops: Drop[];
  /** Features that a zoom of their layer leaves to others because they have zooms of their own, by layer and zoom. */
  deferred: { layer: string; zoom: number; count: number }[];
  layers: LayerSummary[];
  diagnostics: Diagnostic[];
}

/** Features that a zoom does not show: how many, the ids of the first, and why. */
export interface Drop {
  layer: string;
  zoom: number;
  /** 'no-room': the tiles they lie in are full. 'too-short': lines that begin and end in one place there. */
  reason: 'no-room' | 'too-short';
  count: number;
  features: number[];
}

const MAX_LISTED_DROPS = 20;

/** Says what became of layers, and which features did not get into tiles. */
export function reportBake(
  layers: readonly FlatLayer[],
  tables: readonly LayerTable[],
  totals: TileTotals,
  kept: Kept,
  { minzoom, maxzoom, maxTileBytes }: CompleteOptions,
  diagnostics: readonly Diagnostic[],
): BakedTileset {
  const { tiles, rawBytes, bytes, largestId, largestBytes } = totals;
  const drops = findDrops(tables, totals.seen, kept);
  return {
    tiles,
    bounds: boundsOf(tables),
    minzoom,
    maxzoom,
    rawBytes,
    bytes,
    largestTile: largestId < 0 ? null : { ...tileIdToZxy(largestId), rawBytes: largestBytes },
    drops,
    deferred: findDeferred(tables, totals.seen),
    layers: layers.map(summarizeLayer),
    diagnostics: [
      ...diagnostics,
      ...overSizeDiagnostics(totals, maxTileBytes),
      ...drops.map((drop) => dropDiagnostic(drop, maxTileBytes)),
    ],
  };
}

function overSizeDiagnostics(
  { overSize, largestId, largestBytes }: TileTotals,
  maxTileBytes: number,
): Diagnostic[] {
  if (overSize === 0) return [];
  const { z, x, y } = tileIdToZxy(largestId);
  const message = `${overSize} tiles have more than ${maxTileBytes} bytes; the largest, ${z}/${x}/${y}, has ${largestBytes}.`;
  return [diagnostic('tile/over-size', message, { count: overSize })];
}

function dropDiagnostic({ layer, zoom, reason, count, features }: Drop, maxTileBytes: number): Diagnostic {
  const why =
    reason === 'no-room'
      ? `they do not fit into ${maxTileBytes} bytes per tile`
      : 'they are lines shorter than a step there';
  const message = `Zoom ${zoom} of layer ${layer} does not show ${count} of its features: ${why}.`;
  const found = features.slice(0, 10).join(', ');
  return diagnostic('tile/dropped-feature', message, { at: { path: layer }, count, found });
}

/** Features with a geometry that no tile of a zoom shows, though they want to be in it. */
function findDrops(tables: readonly LayerTable[], seen: TileTotals['seen'], kept: Kept): Drop[] {
  const drops: Drop[] = [];
  for (const [zoom, layers] of seen.entries()) {
    for (const [layer, table] of tables.entries()) {
      if (layers === null || !isShownAt(table, zoom)) continue;
      const noRoom: Drop = { layer: table.id, zoom, reason: 'no-room', count: 0, features: [] };
      const tooShort: Drop = { ...noRoom, reason: 'too-short', features: [] };
      const chosen = kept[zoom]![layer] ?? null;
      for (let i = 0, next = 0; i < table.featureId.length; i++) {
        const isChosen = chosen === null || chosen[next] === i;
        if (chosen !== null && isChosen) next++;
        const hasGeometry = table.edges !== null || table.featurePart[i]! < table.featurePart[i + 1]!;
        if (!hasGeometry || layers[layer]![i] === 1 || !isWithinZooms(table.zooms, i, zoom)) continue;
        const drop = isChosen ? tooShort : noRoom;
        drop.count++;
        if (drop.features.length < MAX_LISTED_DROPS) drop.features.push(table.featureId[i]!);
      }
      drops.push(...[noRoom, tooShort].filter(({ count }) => count > 0));
    }
  }
  return drops;
}

function findDeferred(tables: readonly LayerTable[], seen: TileTotals['seen']): BakedTileset['deferred'] {
  return [...seen.entries()].flatMap(([zoom, layers]) =>
    tables.flatMap((table) => {
      if (layers === null || !isShownAt(table, zoom)) return [];
      const count = countOutside(table.zooms, zoom);
      return count === 0 ? [] : [{ layer: table.id, zoom, count }];
    }),
  );
}

/** A box on the world grid that grows. */
interface GridBox {
  west: number;
  north: number;
  east: number;
  south: number;
}

function boundsOf(tables: readonly LayerTable[]): BoundingBox {
  const box: GridBox = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };
  for (const { partBox, edges } of tables) {
    for (let i = 0; i < partBox.length; i += 4) {
      include(box, partBox[i]!, partBox[i + 1]!);
      include(box, partBox[i + 2]!, partBox[i + 3]!);
    }
    if (edges !== null) includeEdges(box, edges);
  }
  if (box.west > box.east) return [0, 0, 0, 0];
  // What crosses the antimeridian reaches both ends of the map.
  const crosses = box.east > WORLD;
  const west = crosses ? 0 : box.west;
  const east = crosses ? WORLD : box.east;
  return [xToLongitude(west), yToLatitude(box.south), xToLongitude(east), yToLatitude(box.north)];
}

function includeEdges(box: GridBox, { fromX, fromY, toX, toY }: EdgeTable): void {
  for (let edge = 0; edge < fromX.length; edge++) {
    include(box, fromX[edge]!, fromY[edge]!);
    include(box, toX[edge]!, toY[edge]!);
    if (Math.abs(fromX[edge]! - toX[edge]!) > WORLD / 2) {
      include(box, 0, fromY[edge]!);
      include(box, WORLD, toY[edge]!);
    }
  }
}

function include(box: GridBox, x: number, y: number): void {
  if (x < box.west) box.west = x;
  if (x > box.east) box.east = x;
  if (y < box.north) box.north = y;
  if (y > box.south) box.south = y;
}
