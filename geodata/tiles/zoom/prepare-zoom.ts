import type { ArcTable, LayerTable, ZoomArcs } from '../bake-model.ts';
import { sharedUint8 } from '../shared-arrays.ts';
import { meetVertices } from './meet-vertices.ts';
import { repairCrossings, type CrossingRepair } from './repair-crossings.ts';
import { surveyFeatures } from './survey.ts';

/** All arcs as one zoom draws them, and what it leaves of features. */
export interface PreparedZoom {
  drawn: ZoomArcs;
  /** By layer: 1 for polygons that have no area left and are drawn as a dot. */
  dots: Uint8Array[];
  crossings: CrossingRepair;
}

/** Repairs what crosses once it is drawn at a zoom, and looks which polygons are left. */
export function prepareZoom(arcs: ArcTable, tables: readonly LayerTable[], room: ZoomArcs): PreparedZoom {
  const { drawn: repaired, repair, touches, places } = repairCrossings(arcs, room);
  const drawn = meetVertices(touches, places, repaired);
  const dots = tables.map((table) => {
    const isDot = sharedUint8(table.featureId.length);
    surveyFeatures(table, drawn, 0, table.featureId.length, isDot);
    return isDot;
  });
  return { drawn, dots, crossings: repair };
}
