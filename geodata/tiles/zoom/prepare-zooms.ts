import { diagnostic, type Diagnostic } from '../../model/diagnostic.ts';
import type { CompleteOptions } from '../bake-options.ts';
import type { ArcTable, LayerTable, ZoomArcs } from '../bake-model.ts';
import type { Crew } from '../crew.ts';

/** The arcs at every zoom, and what the zooms leave of each feature; null outside the zooms that are baked. */
export interface ZoomGeometry {
  zooms: (ZoomArcs | null)[];
  /** By zoom and layer: 1 for polygons that are drawn as a dot. */
  dots: (Uint8Array[] | null)[];
  /** Share of all vertices that a zoom draws. */
  drawnShare: number[];
  diagnostics: Diagnostic[];
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
  await crew.run('simplify', { arcs, ranges, options: simplification }, ranges.length - 1);

  // The deepest zoom has half of all the work: it goes first.
  const baked = Array.from({ length: maxzoom - minzoom + 1 }, (_, i) => maxzoom - i);
  const geometry: ZoomGeometry = { zooms: [], dots: [], drawnShare: [], diagnostics: [] };
  for (let zoom = 0; zoom <= maxzoom; zoom++) {
    geometry.zooms.push(null);
    geometry.dots.push(null);
    geometry.drawnShare.push(0);
  }
  await crew.run('prepare', { arcs, tables, zooms: baked }, baked.length, ({ drawn, dots, crossings }) => {
    const { zoom } = drawn;
    geometry.zooms[zoom] = drawn;
    geometry.dots[zoom] = dots;
    geometry.drawnShare[zoom] = drawn.x.length / Math.max(1, arcs.x.length);
    if (crossings.left > 0) geometry.diagnostics.push(leftCrossings(zoom, crossings.left));
  });
  return geometry;
}

const leftCrossings = (zoom: number, count: number): Diagnostic =>
  diagnostic('boundary/self-intersection', `Zoom ${zoom}: ${count} pairs of segments still cross.`, {
    count,
  });

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
