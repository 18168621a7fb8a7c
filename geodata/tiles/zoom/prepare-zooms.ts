import type { CompleteOptions } from '../bake-options.ts';
import type { ArcTable, LayerTable, ZoomArcs } from '../bake-model.ts';
import type { Crew } from '../crew.ts';
import { sharedInt32, sharedUint32 } from '../shared-arrays.ts';
import type { LevelCounts } from '../topology/simplify.ts';

/** The arcs at every zoom, and what the zooms leave of each feature; null outside the zooms that are baked. */
export interface ZoomGeometry {
  zooms: (ZoomArcs | null)[];
  /** By zoom and layer: 1 for polygons that are drawn as a dot. */
  dots: (Uint8Array[] | null)[];
  /** Share of all vertices that a zoom draws. */
  drawnShare: number[];
  /** By zoom: pairs of segments that still cross. */
  crossings: number[];
}

/** Vertices in one piece of simplification. */
const RANGE_VERTICES = 50_000;

/** Simplifies all arcs once, and draws them at every zoom. */
export async function prepareZooms(
  crew: Crew,
  arcs: ArcTable,
  tables: LayerTable[],
  { minzoom, maxzoom, tolerance }: CompleteOptions,
): Promise<ZoomGeometry> {
  const ranges = divideArcs(arcs);
  const simplification = { minzoom, maxzoom, tolerance };
  const counts: LevelCounts[] = [];
  await crew.run('simplify', { arcs, ranges, options: simplification }, ranges.length - 1, (byLevel) => {
    counts.push(byLevel);
  });

  // The deepest zoom has half of all the work: it goes first.
  const zooms = Array.from({ length: maxzoom - minzoom + 1 }, (_, i) => maxzoom - i);
  const { drawn, at } = makeRoom(arcs, counts, zooms);
  await crew.run('draw', { arcs, ranges, zooms: drawn, at }, ranges.length - 1);

  const geometry: ZoomGeometry = { zooms: [], dots: [], drawnShare: [], crossings: [] };
  for (let zoom = 0; zoom <= maxzoom; zoom++) {
    geometry.zooms.push(null);
    geometry.dots.push(null);
    geometry.drawnShare.push(0);
    geometry.crossings.push(0);
  }
  await crew.run('prepare', { arcs, tables, zooms: drawn }, zooms.length, (prepared) => {
    const { zoom } = prepared.drawn;
    geometry.zooms[zoom] = prepared.drawn;
    geometry.dots[zoom] = prepared.dots;
    const vertices = prepared.drawn.x.length + prepared.drawn.lineVertices;
    geometry.drawnShare[zoom] = vertices / Math.max(1, arcs.x.length);
    geometry.crossings[zoom] = prepared.crossings.left;
  });
  return geometry;
}

/** Room for what every zoom keeps of rings, and by range of arcs and zoom where its vertices begin. */
function makeRoom(
  { start }: ArcTable,
  counts: readonly LevelCounts[],
  zooms: readonly number[],
): { drawn: ZoomArcs[]; at: number[][] } {
  const at = counts.map((): number[] => []);
  const arcCount = start.length - 1;
  const drawn = zooms.map((zoom): ZoomArcs => {
    let total = 0;
    let lineVertices = 0;
    for (const [range, { rings, lines }] of counts.entries()) {
      at[range]!.push(total);
      for (let level = 0; level <= zoom; level++) {
        total += rings[level]!;
        lineVertices += lines[level]!;
      }
    }
    return {
      zoom,
      lineVertices,
      start: sharedUint32(arcCount),
      end: sharedUint32(arcCount),
      x: sharedInt32(total),
      y: sharedInt32(total),
    };
  });
  return { drawn, at };
}

/** Cuts the arcs into ranges of about the same number of vertices. */
function divideArcs({ start }: ArcTable): number[] {
  const count = start.length - 1;
  const ranges = [0];
  for (let arc = 1; arc < count; arc++) {
    if (start[arc]! - start[ranges.at(-1)!]! >= RANGE_VERTICES) ranges.push(arc);
  }
  if (count > 0) ranges.push(count);
  return ranges;
}
