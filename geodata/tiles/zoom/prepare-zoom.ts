import type { ArcTable, LayerTable, ZoomArcs } from '../bake-model.ts';
import { sharedInt32, sharedUint32, sharedUint8 } from '../shared-arrays.ts';
import { drawArc } from './draw-arcs.ts';
import { repairCrossings, type CrossingRepair } from './repair-crossings.ts';
import { surveyFeatures } from './survey.ts';

/** All arcs as one zoom draws them, and what it leaves of features. */
export interface PreparedZoom {
  drawn: ZoomArcs;
  /** By layer: 1 for polygons that have no area left and are drawn as a dot. */
  dots: Uint8Array[];
  crossings: CrossingRepair;
}

/** Draws the arcs at a zoom, repairs crossings, and looks which polygons are left. */
export function prepareZoom(arcs: ArcTable, tables: readonly LayerTable[], zoom: number): PreparedZoom {
  const count = arcs.start.length - 1;
  let kept = 0;
  for (const level of arcs.level) if (level <= zoom) kept++;
  const room: ZoomArcs = {
    zoom,
    start: sharedUint32(count),
    end: sharedUint32(count),
    x: sharedInt32(kept),
    y: sharedInt32(kept),
  };
  const vertices = { x: room.x, y: room.y, source: null };
  let at = 0;
  for (let arc = 0; arc < count; arc++) {
    room.start[arc] = at;
    at = drawArc(arcs, arc, zoom, vertices, at);
    room.end[arc] = at;
  }
  const { drawn, repair } = repairCrossings(arcs, room);
  const dots = tables.map((table) => {
    const isDot = sharedUint8(table.featureId.length);
    surveyFeatures(table, drawn, 0, table.featureId.length, isDot);
    return isDot;
  });
  return { drawn, dots, crossings: repair };
}
