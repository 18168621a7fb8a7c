import { diagnostic, type Diagnostic } from '../model/diagnostic.ts';
import type { BoundingBox } from '../model/geometry.ts';
import { tileIdToZxy } from '../model/tile-id.ts';
import type { PreparedLayers, Seen } from './bake-batches.ts';
import type { LayerTable } from './bake-model.ts';
import type { CompleteOptions } from './bake-options.ts';
import { isShownAt, type Kept } from './budget/select-kept.ts';
import { countOutside, isWithinZooms } from './feature-zooms.ts';
import { boundsOf, boxOf, type GridBox } from './grid-box.ts';
import type { LayerSummary } from './layer-summary.ts';
import type { TileTotals } from './tile-totals.ts';

/** What was baked. */
export interface BakedTileset {
  tiles: number;
  bounds: BoundingBox;
  minzoom: number;
  maxzoom: number;
  /** Bytes of all tiles before and after compression, and the largest tile before it. */
  rawBytes: number;
  bytes: number;
  /** Bytes that lay on disk between cutting and assembling, 0 where memory was enough. */
  spilledBytes: number;
  largestTile: { z: number; x: number; y: number; rawBytes: number } | null;
  /** Features that are missing from a zoom their layer has, by layer, zoom and reason. */
  drops: Drop[];
  /** Features that a zoom of their layer leaves to others because they have zooms of their own, by layer and zoom. */
  deferred: Deferred[];
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

/** Features that a zoom leaves to others because they have zooms of their own. */
export interface Deferred {
  layer: string;
  zoom: number;
  count: number;
}

const MAX_LISTED_DROPS = 20;

/** What became of the features of a bake, or of a part of it. */
export interface PartReport {
  box: GridBox;
  drops: Drop[];
  deferred: Deferred[];
  /** By zoom: pairs of segments that still cross. */
  crossings: number[];
}

export const reportPart = ({ tables, geometry, kept }: PreparedLayers, seen: Seen): PartReport => ({
  box: boxOf(tables),
  drops: findDrops(tables, seen, kept),
  deferred: findDeferred(tables, seen),
  crossings: geometry.crossings,
});

/** Says what became of layers, out of what became of their parts. */
export function reportBake(
  layers: LayerSummary[],
  parts: readonly PartReport[],
  totals: TileTotals,
  spilledBytes: number,
  { minzoom, maxzoom, maxTileBytes }: CompleteOptions,
  diagnostics: readonly Diagnostic[],
): BakedTileset {
  const { tiles, rawBytes, bytes, largestId, largestBytes } = totals;
  const ids = layers.map(({ id }) => id);
  const drops = joinDrops(
    ids,
    parts.flatMap((part) => part.drops),
  );
  return {
    tiles,
    bounds: boundsOf(parts.map(({ box }) => box)),
    minzoom,
    maxzoom,
    rawBytes,
    bytes,
    spilledBytes,
    largestTile: largestId < 0 ? null : { ...tileIdToZxy(largestId), rawBytes: largestBytes },
    drops,
    deferred: joinDeferred(
      ids,
      parts.flatMap((part) => part.deferred),
    ),
    layers,
    diagnostics: [
      ...diagnostics,
      ...crossingDiagnostics(parts, maxzoom),
      ...overSizeDiagnostics(totals, maxTileBytes),
      ...drops.map((drop) => dropDiagnostic(drop, maxTileBytes)),
    ],
  };
}

function crossingDiagnostics(parts: readonly PartReport[], maxzoom: number): Diagnostic[] {
  const zooms = Array.from({ length: maxzoom + 1 }, (_, i) => maxzoom - i);
  return zooms.flatMap((zoom) => {
    const count = parts.reduce((sum, { crossings }) => sum + crossings[zoom]!, 0);
    const message = `Zoom ${zoom}: ${count} pairs of segments still cross.`;
    return count === 0 ? [] : [diagnostic('boundary/self-intersection', message, { count })];
  });
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
function findDrops(tables: readonly LayerTable[], seen: Seen, kept: Kept): Drop[] {
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

function findDeferred(tables: readonly LayerTable[], seen: Seen): Deferred[] {
  return [...seen.entries()].flatMap(([zoom, layers]) =>
    tables.flatMap((table) => {
      if (layers === null || !isShownAt(table, zoom)) return [];
      const count = countOutside(table.zooms, zoom);
      return count === 0 ? [] : [{ layer: table.id, zoom, count }];
    }),
  );
}

/** Joins the drops of parts: those of one layer, zoom and reason are one, by zoom, layer and reason. */
function joinDrops(layers: readonly string[], parts: readonly Drop[]): Drop[] {
  const joined = new Map<string, Drop>();
  for (const part of parts) {
    const key = JSON.stringify([part.zoom, part.layer, part.reason]);
    const { count, features } = joined.get(key) ?? { count: 0, features: [] };
    const listed = [...features, ...part.features].slice(0, MAX_LISTED_DROPS);
    joined.set(key, { ...part, count: count + part.count, features: listed });
  }
  return [...joined.values()].sort(
    (a, b) => byZoomAndLayer(layers, a, b) || Number(a.reason > b.reason) - Number(a.reason < b.reason),
  );
}

function joinDeferred(layers: readonly string[], parts: readonly Deferred[]): Deferred[] {
  const joined = new Map<string, Deferred>();
  for (const part of parts) {
    const key = JSON.stringify([part.zoom, part.layer]);
    joined.set(key, { ...part, count: part.count + (joined.get(key)?.count ?? 0) });
  }
  return [...joined.values()].sort((a, b) => byZoomAndLayer(layers, a, b));
}

const byZoomAndLayer = (layers: readonly string[], a: Deferred | Drop, b: Deferred | Drop): number =>
  a.zoom - b.zoom || layers.indexOf(a.layer) - layers.indexOf(b.layer);
