import { NO_GROUP, type ArcTable, type ZoomArcs } from '../bake-model.ts';
import { sharedInt32 } from '../shared-arrays.ts';
import { CrossingFinder, type Crossing } from './find-crossings.ts';
import { LineEditor, type Step } from './line-editor.ts';
import type { SegmentPlaces } from './meet-vertices.ts';
import { Segments } from './segments.ts';
import type { Touches } from './touches.ts';

/** What was found and done at one zoom. */
export interface CrossingRepair {
  /** Pairs of segments that crossed at first. */
  found: number;
  /** Pairs that still cross. */
  left: number;
}

/** A zoom without crossings, and where its segments touch. */
export interface RepairedZoom {
  drawn: ZoomArcs;
  repair: CrossingRepair;
  touches: Touches;
  places: SegmentPlaces;
}

/** Lines settle after a few rounds; what crosses after so many is left and reported. */
const MAX_ROUNDS = 24;

/**
 * Makes drawn borders stop crossing each other, which simplifying and rounding make them do. Of two segments
 * that cross, those that stand for a longer way get the vertex back that is farthest from them; where that does
 * not help any more, both get a vertex at the step nearest to their crossing and meet there. Only arcs of one
 * group are compared: all borders of coverages, or the rings of one feature.
 */
export function repairCrossings(arcs: ArcTable, drawn: ZoomArcs): RepairedZoom {
  const segments = listSegments(arcs, drawn);
  const finder = new CrossingFinder(segments, arcs.group);
  let crossings = finder.findAll();
  const found = crossings.length;

  const firstSegment = firstSegments(arcs, drawn);
  const editors = new Map<number, LineEditor>();
  const editorOf = (segment: number): LineEditor => {
    const arc = segments.arc.store[segment]!;
    const known = editors.get(arc);
    if (known !== undefined) return known;
    const editor = new LineEditor(arcs, arc, drawn.zoom, segments, firstSegment[arc]!);
    editors.set(arc, editor);
    return editor;
  };
  for (let round = 0; crossings.length > 0 && round < MAX_ROUNDS; round++) {
    const before = segments.count;
    for (const segment of edit(crossings, editorOf)) finder.remove(segment);
    if (segments.count === before) break;
    crossings = finder.findNew(before);
  }
  const repaired = editors.size === 0 ? drawn : writeBack(drawn, editors);
  const arcOf = (segment: number): number => segments.arc.store[segment]!;
  const vertexOf = (segment: number): number => {
    if (finder.isGone(segment)) return -1;
    const arc = arcOf(segment);
    return repaired.start[arc]! + (editors.get(arc)?.placeOf(segment) ?? segment - firstSegment[arc]!);
  };
  return {
    drawn: repaired,
    repair: { found, left: crossings.length },
    touches: finder.touches,
    places: { arcOf, vertexOf },
  };
}

/** What is to be done to one segment: draw a vertex it left out, or points. */
interface Edit {
  vertex: number;
  points: Step[];
}

/** Changes lines at crossings; returns the numbers of the segments that gave way to new ones. */
function edit(crossings: readonly Crossing[], editorOf: (segment: number) => LineEditor): number[] {
  const edits = new Map<number, Edit>();
  const editOf = (segment: number): Edit => {
    const known = edits.get(segment);
    if (known !== undefined) return known;
    const created = { vertex: editorOf(segment).farthestLeftOut(segment), points: [] };
    edits.set(segment, created);
    return created;
  };
  for (const { a, b, x, y } of crossings) {
    const editA = editOf(a);
    const editB = editOf(b);
    if (editA.vertex >= 0 || editB.vertex >= 0) continue;
    editA.points.push({ x, y });
    editB.points.push({ x, y });
  }
  const replaced: number[] = [];
  for (const [segment, { vertex, points }] of edits) {
    const editor = editorOf(segment);
    if (vertex >= 0) editor.drawVertex(segment, vertex);
    else if (points.length === 0 || !editor.drawPoints(segment, points)) continue;
    replaced.push(segment);
  }
  return replaced;
}

/** All segments of arcs that must not cross, arc by arc. */
function listSegments({ group }: ArcTable, { start, end, x, y }: ZoomArcs): Segments {
  const segments = new Segments();
  let count = 0;
  for (let arc = 0; arc < start.length; arc++) {
    if (group[arc] !== NO_GROUP) count += Math.max(0, end[arc]! - start[arc]! - 1);
  }
  segments.reserve(count);
  const ends = segments.ends.store;
  const arcOf = segments.arc.store;
  let at = 0;
  for (let arc = 0; arc < start.length; arc++) {
    if (group[arc] === NO_GROUP) continue;
    for (let i = start[arc]!; i + 1 < end[arc]!; i++) {
      ends[at * 4] = x[i]!;
      ends[at * 4 + 1] = y[i]!;
      ends[at * 4 + 2] = x[i + 1]!;
      ends[at * 4 + 3] = y[i + 1]!;
      arcOf[at++] = arc;
    }
  }
  segments.ends.length = at * 4;
  segments.arc.length = at;
  return segments;
}

/** Number of the first segment of every arc, in the order of `listSegments`. */
function firstSegments({ group }: ArcTable, { start, end }: ZoomArcs): Int32Array {
  const first = new Int32Array(start.length);
  let at = 0;
  for (let arc = 0; arc < start.length; arc++) {
    first[arc] = at;
    if (group[arc] !== NO_GROUP) at += Math.max(0, end[arc]! - start[arc]! - 1);
  }
  return first;
}

/** Puts changed arcs behind the others, where there is room for them. */
function writeBack(drawn: ZoomArcs, editors: ReadonlyMap<number, LineEditor>): ZoomArcs {
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
