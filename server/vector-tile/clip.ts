import type { Part } from './geometry.ts';

/** A square with sides along the axes. */
export interface ClipWindow {
  low: number;
  high: number;
}

type Axis = 0 | 1;

/** Points inside of the window, its edges included. */
export function clipPoints(part: Part, { low, high }: ClipWindow): Part {
  const kept: Part = [];
  for (let at = 0; at < part.length; at += 2) {
    const x = part[at]!;
    const y = part[at + 1]!;
    if (x >= low && x <= high && y >= low && y <= high) kept.push(x, y);
  }
  return kept;
}

/** The pieces of a line inside of the window. */
export const clipLine = (part: Part, window: ClipWindow): Part[] =>
  cutLine(part, window, 0).flatMap((piece) => cutLine(piece, window, 1));

/** Cuts a line along one axis at both limits, one segment after the other. */
function cutLine(part: Part, { low, high }: ClipWindow, axis: Axis): Part[] {
  const pieces: Part[] = [];
  let piece: Part = [];
  const finish = (): void => {
    if (piece.length >= 4) pieces.push(piece);
    piece = [];
  };
  for (let at = 0; at + 3 < part.length; at += 2) {
    const start = part[at + axis]!;
    const end = part[at + 2 + axis]!;
    if ((start < low && end < low) || (start > high && end > high)) {
      finish();
      continue;
    }
    const segment = part.slice(at, at + 4);
    const entry = start < low ? low : start > high ? high : null;
    const exit = end < low ? low : end > high ? high : null;
    if (piece.length === 0)
      piece.push(...(entry === null ? segment.slice(0, 2) : crossing(segment, entry, axis)));
    piece.push(...(exit === null ? segment.slice(2) : crossing(segment, exit, axis)));
    if (exit !== null) finish();
  }
  finish();
  return pieces;
}

/** A ring cut to the window, which can leave edges along its sides (Sutherland and Hodgman 1974); empty if outside. */
export function clipRing(ring: Part, { low, high }: ClipWindow): Part {
  let cut = ring;
  for (const axis of [0, 1] as const) {
    cut = cutRing(cut, axis, low, (value) => value >= low);
    cut = cutRing(cut, axis, high, (value) => value <= high);
  }
  return cut;
}

function cutRing(ring: Part, axis: Axis, limit: number, isInside: (value: number) => boolean): Part {
  const kept: Part = [];
  for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2) {
    const wasInside = isInside(ring[before + axis]!);
    const isIn = isInside(ring[at + axis]!);
    if (wasInside !== isIn)
      kept.push(...crossing([ring[before]!, ring[before + 1]!, ring[at]!, ring[at + 1]!], limit, axis));
    if (isIn) kept.push(ring[at]!, ring[at + 1]!);
  }
  return kept;
}

/** Where a segment crosses a limit, on whole units, the same whichever way the segment runs. */
function crossing(segment: Part, limit: number, axis: Axis): [number, number] {
  const [x0, y0, x1, y1] = segment as [number, number, number, number];
  const isTurned = axis === 0 ? x0 > x1 : y0 > y1;
  const [ax, ay, bx, by] = isTurned ? [x1, y1, x0, y0] : [x0, y0, x1, y1];
  return axis === 0
    ? [limit, Math.round(ay + ((by - ay) * (limit - ax)) / (bx - ax))]
    : [Math.round(ax + ((bx - ax) * (limit - ay)) / (by - ay)), limit];
}
