import { NO_GROUP, type ArcTable, type ZoomArcs } from '../bake-model.ts';
import { growingInt32 } from '../growing-array.ts';
import { sharedInt32 } from '../shared-arrays.ts';
import { LineEditor } from './line-editor.ts';
import { SegmentGrid } from './segment-grid.ts';

/** What was found and done at one zoom. */
export interface CrossingRepair {
  /** Pairs of segments that crossed at first. */
  found: number;
  /** Pairs that still cross. */
  left: number;
}

/** Lines settle after a few rounds; what crosses after so many is left and reported. */
const MAX_ROUNDS = 24;

/** Segments of arcs, as a list. */
interface Segments {
  /** x0, y0, x1, y1 of every segment. */
  ends: Int32Array;
  arc: Int32Array;
  /** Number of the segment within its arc. */
  index: Int32Array;
  count: number;
}

/** Two segments that cross, by arc and number within the arc. */
interface Crossing {
  arcA: number;
  segmentA: number;
  arcB: number;
  segmentB: number;
  /** The step nearest to where they cross. */
  x: number;
  y: number;
}

/**
 * Makes drawn borders stop crossing each other, which simplifying and rounding make them do. Of two segments
 * that cross, those that stand for a longer way get the vertex back that is farthest from them; where that does
 * not help any more, both get a vertex at the step nearest to their crossing and meet there. Only arcs of one
 * group are compared: all borders of coverages, or the rings of one feature.
 */
export function repairCrossings(
  arcs: ArcTable,
  drawn: ZoomArcs,
): { drawn: ZoomArcs; repair: CrossingRepair } {
  const all = listSegments(arcs, drawn);
  if (all.count === 0) return { drawn, repair: { found: 0, left: 0 } };
  const cellBits = chooseCellBits(all);
  const grid = new SegmentGrid(all.ends, all.count, cellBits);
  let crossings = findAmong(arcs, all, grid);
  const found = crossings.length;

  const editors = new Map<number, LineEditor>();
  for (let round = 0; crossings.length > 0 && round < MAX_ROUNDS; round++) {
    const changed = edit(crossings, (arc) => {
      const known = editors.get(arc) ?? new LineEditor(arcs, arc, drawn.zoom);
      editors.set(arc, known);
      return known;
    });
    if (changed.size === 0) break;
    // Only what changed can cross anew: with lines as they were drawn, or with other changed ones.
    const edited = listEdited(editors, editors.keys());
    const editedGrid = new SegmentGrid(edited.ends, edited.count, cellBits);
    const fresh = changed.size === editors.size ? edited : listEdited(editors, changed);
    crossings = [
      ...findBetween(arcs, fresh, grid, all, (arc) => !editors.has(arc)),
      ...findBetween(arcs, fresh, editedGrid, edited, () => true),
    ];
  }
  return { drawn: writeBack(drawn, editors), repair: { found, left: crossings.length } };
}

/** What is to be done to one segment: draw a vertex it left out, or points. */
interface Edit {
  segment: number;
  vertex: number;
  points: { x: number; y: number }[];
}

/** Changes lines at crossings; returns the arcs that changed. */
function edit(crossings: readonly Crossing[], editorOf: (arc: number) => LineEditor): Set<number> {
  const edits = new Map<number, Map<number, Edit>>();
  const editOf = (arc: number, segment: number): Edit => {
    const ofArc = edits.get(arc) ?? new Map<number, Edit>();
    edits.set(arc, ofArc);
    const known = ofArc.get(segment);
    if (known !== undefined) return known;
    const created = { segment, vertex: editorOf(arc).farthestLeftOut(segment), points: [] };
    ofArc.set(segment, created);
    return created;
  };
  for (const { arcA, segmentA, arcB, segmentB, x, y } of crossings) {
    const a = editOf(arcA, segmentA);
    const b = editOf(arcB, segmentB);
    if (a.vertex >= 0 || b.vertex >= 0) continue;
    a.points.push({ x, y });
    b.points.push({ x, y });
  }

  const changed = new Set<number>();
  for (const [arc, ofArc] of edits) {
    const editor = editorOf(arc);
    // From the end, so that the numbers of the segments before stay.
    for (const { segment, vertex, points } of [...ofArc.values()].toSorted((a, b) => b.segment - a.segment)) {
      if (vertex >= 0) {
        editor.drawVertex(segment, vertex);
        changed.add(arc);
      } else if (points.length > 0 && editor.drawPoints(segment, points)) changed.add(arc);
    }
  }
  return changed;
}

/** Pairs of segments of one list that cross. */
function findAmong(arcs: ArcTable, segments: Segments, { start, entry }: SegmentGrid): Crossing[] {
  const crossings = new Map<number, Crossing>();
  const { ends, arc, count } = segments;
  for (let bucket = 0; bucket + 1 < start.length; bucket++) {
    const last = start[bucket + 1]!;
    for (let k = start[bucket]!; k < last; k++) {
      const i = entry[k]!;
      for (let m = k + 1; m < last; m++) {
        const j = entry[m]!;
        // Neighbours on one line meet at an end; only others can cross.
        if (j - i === 1 || !cross(ends, i, ends, j)) continue;
        if (arcs.group[arc[i]!] !== arcs.group[arc[j]!]) continue;
        crossings.set(i * count + j, describeCrossing(segments, i, segments, j));
      }
    }
  }
  return [...crossings.values()];
}

/** Pairs of a queried segment and a listed one that cross. */
function findBetween(
  arcs: ArcTable,
  queried: Segments,
  grid: SegmentGrid,
  listed: Segments,
  isWanted: (arc: number) => boolean,
): Crossing[] {
  const crossings = new Map<number, Crossing>();
  const { start, entry } = grid;
  for (let i = 0; i < queried.count; i++) {
    const cells = grid.bucketsOf(queried.ends, i);
    for (let cell = 0; cell < cells; cell++) {
      const bucket = grid.buckets[cell]!;
      for (let k = start[bucket]!; k < start[bucket + 1]!; k++) {
        const j = entry[k]!;
        if (!cross(queried.ends, i, listed.ends, j)) continue;
        const arc = listed.arc[j]!;
        if (arcs.group[arc] !== arcs.group[queried.arc[i]!] || !isWanted(arc)) continue;
        crossings.set(i * listed.count + j, describeCrossing(queried, i, listed, j));
      }
    }
  }
  return [...crossings.values()];
}

/** True where segment i of `a` and segment j of `b` cross in a point that is an end of neither. */
function cross(a: Int32Array, i: number, b: Int32Array, j: number): boolean {
  const ax = a[i * 4]!;
  const bx = a[i * 4 + 2]!;
  const cx = b[j * 4]!;
  const dx = b[j * 4 + 2]!;
  if (ax < bx ? (cx < ax && dx < ax) || (cx > bx && dx > bx) : (cx < bx && dx < bx) || (cx > ax && dx > ax)) {
    return false;
  }
  const ay = a[i * 4 + 1]!;
  const by = a[i * 4 + 3]!;
  const cy = b[j * 4 + 1]!;
  const dy = b[j * 4 + 3]!;
  if (ay < by ? (cy < ay && dy < ay) || (cy > by && dy > by) : (cy < by && dy < by) || (cy > ay && dy > ay)) {
    return false;
  }
  // Which side of each segment the ends of the other are on.
  const c = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  const d = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if (c === 0 || d === 0 || c > 0 === d > 0) return false;
  const e = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const f = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  return e !== 0 && f !== 0 && e > 0 !== f > 0;
}

function describeCrossing(queried: Segments, i: number, listed: Segments, j: number): Crossing {
  const [ax, ay, bx, by] = queried.ends.subarray(i * 4, i * 4 + 4) as unknown as [
    number,
    number,
    number,
    number,
  ];
  const [cx, cy, dx, dy] = listed.ends.subarray(j * 4, j * 4 + 4) as unknown as [
    number,
    number,
    number,
    number,
  ];
  const e = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  const f = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  const share = e / (e - f);
  return {
    arcA: queried.arc[i]!,
    segmentA: queried.index[i]!,
    arcB: listed.arc[j]!,
    segmentB: listed.index[j]!,
    x: Math.round(ax + share * (bx - ax)),
    y: Math.round(ay + share * (by - ay)),
  };
}

function listSegments({ group }: ArcTable, { start, end, x, y }: ZoomArcs): Segments {
  let count = 0;
  for (let arc = 0; arc < start.length; arc++) {
    if (group[arc] !== NO_GROUP) count += Math.max(0, end[arc]! - start[arc]! - 1);
  }
  const ends = new Int32Array(count * 4);
  const arcOf = new Int32Array(count);
  const index = new Int32Array(count);
  let at = 0;
  for (let arc = 0; arc < start.length; arc++) {
    if (group[arc] === NO_GROUP) continue;
    for (let i = start[arc]!; i + 1 < end[arc]!; i++) {
      ends[at * 4] = x[i]!;
      ends[at * 4 + 1] = y[i]!;
      ends[at * 4 + 2] = x[i + 1]!;
      ends[at * 4 + 3] = y[i + 1]!;
      arcOf[at] = arc;
      index[at++] = i - start[arc]!;
    }
  }
  return { ends, arc: arcOf, index, count };
}

function listEdited(editors: ReadonlyMap<number, LineEditor>, arcs: Iterable<number>): Segments {
  const ends = growingInt32();
  const arcOf = growingInt32();
  const index = growingInt32();
  for (const arc of arcs) {
    const { x, y } = editors.get(arc)!;
    for (let i = 0; i + 1 < x.length; i++) {
      ends.push(x[i]!);
      ends.push(y[i]!);
      ends.push(x[i + 1]!);
      ends.push(y[i + 1]!);
      arcOf.push(arc);
      index.push(i);
    }
  }
  return { ends: ends.store, arc: arcOf.store, index: index.store, count: arcOf.length };
}

/** Cells about twice as large as a usual segment; a few long ones must not make them larger. */
function chooseCellBits({ ends, count }: Segments): number {
  let bits = 0;
  for (let i = 0; i < count * 4; i += 4) {
    bits +=
      32 - Math.clz32(Math.max(Math.abs(ends[i + 2]! - ends[i]!), Math.abs(ends[i + 3]! - ends[i + 1]!)));
  }
  return 1 + Math.ceil(bits / count);
}

/** Puts changed arcs behind the others, where there is room for them. */
function writeBack(drawn: ZoomArcs, editors: ReadonlyMap<number, LineEditor>): ZoomArcs {
  if (editors.size === 0) return drawn;
  let used = drawn.end.reduce((most, end) => Math.max(most, end), 0);
  let extra = 0;
  for (const { x } of editors.values()) extra += x.length;
  const x = sharedInt32(used + extra);
  const y = sharedInt32(used + extra);
  x.set(drawn.x.subarray(0, used));
  y.set(drawn.y.subarray(0, used));
  for (const [arc, editor] of editors) {
    x.set(editor.x, used);
    y.set(editor.y, used);
    drawn.start[arc] = used;
    used += editor.x.length;
    drawn.end[arc] = used;
  }
  return { ...drawn, x, y };
}
