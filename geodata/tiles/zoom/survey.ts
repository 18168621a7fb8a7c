import { POLYGON, type LayerTable, type ZoomArcs } from '../bake-model.ts';
import { zoomShift } from '../world-grid.ts';

/** The part that stands for a feature where it is drawn as a dot: its outer ring with the largest box. */
export function mainPart(table: LayerTable, feature: number): number {
  let best = -1;
  let bestArea = -1;
  for (let part = table.featurePart[feature]!; part < table.featurePart[feature + 1]!; part++) {
    if (table.partIsHole[part] === 1) continue;
    const width = table.partBox[part * 4 + 2]! - table.partBox[part * 4]!;
    const height = table.partBox[part * 4 + 3]! - table.partBox[part * 4 + 1]!;
    if (width * height > bestArea) {
      best = part;
      bestArea = width * height;
    }
  }
  return best;
}

/** Marks the polygons among the features [from, to) that have no area left at the zoom of the drawn arcs. */
export function surveyFeatures(
  table: LayerTable,
  drawn: ZoomArcs,
  from: number,
  to: number,
  isDot: Uint8Array,
): void {
  for (let feature = from; feature < to; feature++) {
    if (table.featureKind[feature] !== POLYGON) continue;
    const main = mainPart(table, feature);
    // The main part nearly always decides; the others are looked at where it does not.
    let alive = main < 0 || drawnArea(table, drawn, main) > 0;
    for (let part = table.featurePart[feature]!; !alive && part < table.featurePart[feature + 1]!; part++) {
      alive = table.partIsHole[part] === 0 && drawnArea(table, drawn, part) > 0;
    }
    isDot[feature] = alive ? 0 : 1;
  }
}

/** Twice the signed area of a ring as drawn, in square tile steps; positive for an outer ring. */
function drawnArea(table: LayerTable, drawn: ZoomArcs, part: number): number {
  const { x, y, start, end } = drawn;
  // Relative to a corner of the box, which keeps the products small.
  const shift = zoomShift(drawn.zoom);
  const ox = table.partBox[part * 4]! >> shift;
  const oy = table.partBox[part * 4 + 1]! >> shift;
  let area = 0;
  for (let i = table.partArc[part]!; i < table.partArc[part + 1]!; i++) {
    const reference = table.arcReference[i]!;
    const arc = reference < 0 ? ~reference : reference;
    let sum = 0;
    for (let k = start[arc]! + 1; k < end[arc]!; k++) {
      sum += (x[k - 1]! - ox) * (y[k]! - oy) - (x[k]! - ox) * (y[k - 1]! - oy);
    }
    area += reference < 0 ? -sum : sum;
  }
  return area;
}
