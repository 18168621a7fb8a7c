import { LINE, POINT, POLYGON } from '../bake-model.ts';
import { TileProblem, type ProtobufReader } from './protobuf-reader.ts';

const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

/** Parts of a geometry in steps of the tile: points, lines, or rings without the repeated first vertex. */
export interface DecodedPart {
  x: number[];
  y: number[];
}

/**
 * Decodes the commands of a geometry (MVT 2.1, section 4.3), and refuses those that the specification does not
 * allow: a line that does not begin with one MoveTo, a ring that is not closed, counts that do not fit.
 */
export function decodeGeometry({ bytes, position, end }: ProtobufReader, type: number): DecodedPart[] {
  const parts: DecodedPart[] = [];
  let at = position;
  let x = 0;
  let y = 0;
  const next = (): number => {
    let value = 0;
    let shift = 0;
    const start = at;
    for (;;) {
      if (at >= end || shift > 28) throw new TileProblem('a geometry with an integer that is cut off', start);
      const byte = bytes[at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
      shift += 7;
    }
  };
  const delta = (): number => {
    const value = next();
    return (value >>> 1) ^ -(value & 1);
  };
  let part: DecodedPart | null = null;
  let isClosed = true;
  while (at < end) {
    const start = at;
    const word = next();
    const command = word & 7;
    const count = word >>> 3;
    if (command === MOVE_TO) {
      if (count === 0 || (type !== POINT && count !== 1))
        throw new TileProblem(`a MoveTo of ${count}`, start);
      if (type === POLYGON && !isClosed) throw new TileProblem('a ring that is not closed', start);
      for (let i = 0; i < count; i++) {
        x += delta();
        y += delta();
        part = { x: [x], y: [y] };
        parts.push(part);
      }
      isClosed = type !== POLYGON;
    } else if (command === LINE_TO) {
      const least = type === POLYGON ? 2 : 1;
      if (part === null || part.x.length > 1 || type === POINT || count < least) {
        throw new TileProblem(`a LineTo of ${count} where none may stand`, start);
      }
      for (let i = 0; i < count; i++) {
        x += delta();
        y += delta();
        part.x.push(x);
        part.y.push(y);
      }
    } else if (command === CLOSE_PATH) {
      if (type !== POLYGON || part === null || part.x.length < 3 || count !== 1) {
        throw new TileProblem('a ClosePath where none may stand', start);
      }
      isClosed = true;
      part = null;
    } else {
      throw new TileProblem(`the geometry command ${command}, which is none`, start);
    }
  }
  if (!isClosed) throw new TileProblem('a ring that is not closed', end);
  if (parts.length === 0) throw new TileProblem('an empty geometry', position);
  if (type === LINE && parts.some((each) => each.x.length < 2))
    throw new TileProblem('a line of one point', position);
  return parts;
}

/** Twice the signed area of a ring, positive for outer rings (MVT 2.1, section 4.3.3.3). */
export function ringArea({ x, y }: DecodedPart): number {
  let area = 0;
  for (let i = 0, before = x.length - 1; i < x.length; before = i++)
    area += x[before]! * y[i]! - x[i]! * y[before]!;
  return area;
}
