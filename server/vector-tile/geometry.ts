/** A run of points, x and y in turn, in units of the tile; rings are not closed by a repeated point. */
export type Part = number[];

// Commands of the Mapbox Vector Tile specification 2.1, section 4.3.1.
const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;

/** Decodes command integers into parts: one for all points, one for each line or ring. Unknown commands end it. */
export function decodeGeometry(commands: readonly number[], isPoint: boolean): Part[] {
  const parts: Part[] = [];
  let part: Part = [];
  let x = 0;
  let y = 0;
  for (let at = 0; at < commands.length;) {
    const command = commands[at]! & 7;
    const count = commands[at]! >> 3;
    at += 1;
    if (command === CLOSE_PATH) continue;
    if (command !== MOVE_TO && command !== LINE_TO) break;
    for (let step = 0; step < count && at + 1 < commands.length; step++, at += 2) {
      x += zigZag(commands[at]!);
      y += zigZag(commands[at + 1]!);
      if (command === MOVE_TO && (parts.length === 0 || !isPoint)) parts.push((part = []));
      part.push(x, y);
    }
  }
  return parts;
}

/** Encodes parts as command integers. */
export function encodeGeometry(parts: readonly Part[], type: 'point' | 'line' | 'polygon'): number[] {
  const commands: number[] = [];
  let x = 0;
  let y = 0;
  const pushPoints = (part: Part, from: number, to: number): void => {
    for (let at = from; at < to; at += 2) {
      commands.push(zagZig(part[at]! - x), zagZig(part[at + 1]! - y));
      x = part[at]!;
      y = part[at + 1]!;
    }
  };
  for (const part of parts) {
    if (type === 'point') {
      commands.push(((part.length / 2) << 3) | MOVE_TO);
      pushPoints(part, 0, part.length);
      continue;
    }
    commands.push((1 << 3) | MOVE_TO);
    pushPoints(part, 0, 2);
    commands.push(((part.length / 2 - 1) << 3) | LINE_TO);
    pushPoints(part, 2, part.length);
    if (type === 'polygon') commands.push((1 << 3) | CLOSE_PATH);
  }
  return commands;
}

/** Twice the area of a ring; positive for outer rings, since y grows downwards (specification 4.3.4.4). */
export function signedArea(ring: Part): number {
  let sum = 0;
  for (let at = 0, before = ring.length - 2; at < ring.length; before = at, at += 2)
    sum += ring[before]! * ring[at + 1]! - ring[at]! * ring[before + 1]!;
  return sum;
}

const zigZag = (value: number): number => (value >>> 1) ^ -(value & 1);
const zagZig = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;
