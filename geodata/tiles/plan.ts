import { zxyToTileId } from '../model/tile-id.ts';
import { LINE, type LayerTable } from './bake-model.ts';
import { sharedUint32, sharedUint8 } from './shared-arrays.ts';
import { EXTENT, WORLD, WORLD_BITS, zoomShift } from './world-grid.ts';

/**
 * Parts in the order they are drawn: by layer, feature, and copy of the world. What reaches over the
 * antimeridian is drawn a second time, one world further west or east.
 */
export interface EntryTable {
  layer: Uint8Array;
  feature: Uint32Array;
  part: Uint32Array;
  /** Worlds to shift by, plus one: 0, 1 or 2. */
  world: Uint8Array;
}

/** A square of tiles of one zoom, and the entries that may reach into it: [from, to) of the candidates. */
export interface Job {
  zoom: number;
  west: number;
  north: number;
  side: number;
  from: number;
  to: number;
}

export interface Plan {
  entries: EntryTable;
  /** Jobs in the order of their tile ids. */
  jobs: Job[];
  candidates: Uint32Array;
}

/** Work of one job, in vertices: some fifty milliseconds, little enough for even loads. */
const JOB_WEIGHT = 200_000;
/** Tiles along the side of the largest job. */
const MAX_SIDE = 128;
/** What a tile that a part reaches costs beside the part's vertices. */
const TILE_WEIGHT = 8;

/**
 * Divides every zoom into squares of tiles that hold about the same work, by descending the quadtree along the
 * Hilbert curve. The plan depends on the input alone, not on the number of threads. `drawnShare[zoom]` is the
 * share of all vertices that the zoom draws.
 */
export function planJobs(
  tables: readonly LayerTable[],
  minzoom: number,
  maxzoom: number,
  drawnShare: readonly number[],
): Plan {
  const entries = listEntries(tables, minzoom);
  const jobs: Job[] = [];
  const candidates: Uint32Array[] = [];
  let total = 0;
  for (let zoom = minzoom; zoom <= maxzoom; zoom++) {
    const active = Uint32Array.from(entries.layer.keys()).filter((entry) => {
      const table = tables[entries.layer[entry]!]!;
      return table.minzoom <= zoom && zoom <= table.maxzoom;
    });
    const descend = (depth: number, column: number, row: number, list: Uint32Array): void => {
      const { found, weight } = reach(tables, entries, list, zoom, depth, column, row, drawnShare[zoom]!);
      if (found.length === 0) return;
      const side = 2 ** (zoom - depth);
      if (depth === zoom || (weight <= JOB_WEIGHT && side <= MAX_SIDE)) {
        jobs.push({
          zoom,
          west: column * side,
          north: row * side,
          side,
          from: total,
          to: total + found.length,
        });
        candidates.push(found);
        total += found.length;
        return;
      }
      const children = [0, 1, 2, 3].map((i) => [column * 2 + (i & 1), row * 2 + (i >> 1)] as const);
      const id = ([x, y]: readonly [number, number]): number => zxyToTileId(depth + 1, x, y);
      children.sort((a, b) => id(a) - id(b));
      for (const [x, y] of children) descend(depth + 1, x, y, found);
    };
    descend(0, 0, 0, active);
  }
  const joined = sharedUint32(total);
  candidates.forEach((list, job) => joined.set(list, jobs[job]!.from));
  return { entries, jobs, candidates: joined };
}

/** The entries of a list that reach into a square of the quadtree, and the work they bring. */
function reach(
  tables: readonly LayerTable[],
  entries: EntryTable,
  list: Uint32Array,
  zoom: number,
  depth: number,
  column: number,
  row: number,
  drawnShare: number,
): { found: Uint32Array; weight: number } {
  const side = 2 ** (WORLD_BITS - depth);
  const step = 2 ** zoomShift(zoom);
  const tilesPerSide = 2 ** (zoom - depth);
  const found = new Uint32Array(list.length);
  let count = 0;
  let weight = 0;
  for (const entry of list) {
    const table = tables[entries.layer[entry]!]!;
    const part = entries.part[entry]!;
    const shift = (entries.world[entry]! - 1) * WORLD;
    // One step more than the buffer, for rounding to steps.
    const margin = (table.buffer + 1) * step;
    const west = Math.max(table.partBox[part * 4]! + shift, column * side - margin);
    const north = Math.max(table.partBox[part * 4 + 1]!, row * side - margin);
    const east = Math.min(table.partBox[part * 4 + 2]! + shift, (column + 1) * side + margin);
    const south = Math.min(table.partBox[part * 4 + 3]!, (row + 1) * side + margin);
    if (west > east || north > south) continue;
    found[count++] = entry;
    const width = table.partBox[part * 4 + 2]! - table.partBox[part * 4]! + 1;
    const height = table.partBox[part * 4 + 3]! - table.partBox[part * 4 + 1]! + 1;
    const shareX = (east - west + 1) / width;
    const shareY = (south - north + 1) / height;
    const columns = 1 + (tilesPerSide * (east - west)) / side;
    const rows = 1 + (tilesPerSide * (south - north)) / side;
    // A ring may fill its box; a line crosses it.
    const isLine = table.featureKind[entries.feature[entry]!] === LINE;
    const share = isLine ? Math.max(shareX, shareY) : shareX * shareY;
    const tiles = isLine ? columns + rows : columns * rows;
    weight += table.partSize[part]! * drawnShare * share + TILE_WEIGHT * tiles;
  }
  return { found: found.slice(0, count), weight };
}

function listEntries(tables: readonly LayerTable[], minzoom: number): EntryTable {
  const rows: number[] = [];
  for (const [layer, table] of tables.entries()) {
    // At the lowest zoom the buffer is widest.
    const margin = ((table.buffer + 1) / EXTENT) * 2 ** (WORLD_BITS - Math.max(minzoom, table.minzoom));
    for (let feature = 0; feature + 1 < table.featurePart.length; feature++) {
      for (let world = 0; world <= 2; world++) {
        for (let part = table.featurePart[feature]!; part < table.featurePart[feature + 1]!; part++) {
          const west = table.partBox[part * 4]! + (world - 1) * WORLD;
          const east = table.partBox[part * 4 + 2]! + (world - 1) * WORLD;
          if (world !== 1 && (east < -margin || west > WORLD + margin)) continue;
          rows.push(layer, feature, part, world);
        }
      }
    }
  }
  const count = rows.length / 4;
  const entries: EntryTable = {
    layer: sharedUint8(count),
    feature: sharedUint32(count),
    part: sharedUint32(count),
    world: sharedUint8(count),
  };
  for (let i = 0; i < count; i++) {
    entries.layer[i] = rows[i * 4]!;
    entries.feature[i] = rows[i * 4 + 1]!;
    entries.part[i] = rows[i * 4 + 2]!;
    entries.world[i] = rows[i * 4 + 3]!;
  }
  return entries;
}
