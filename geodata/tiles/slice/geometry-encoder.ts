import { POINT, POLYGON } from '../bake-model.ts';
import type { ByteWriter } from '../encode/byte-writer.ts';
import { writeVarint } from '../encode/varint.ts';
import type { Pieces } from './pieces.ts';

const MOVE_TO = 1;
const LINE_TO = 2;
const CLOSE_PATH = 7;
const command = (id: number, count: number): number => (count << 3) | id;

/** A vertex takes two zigzag integers of at most five bytes. */
const MAX_VERTEX_BYTES = 10;
const MAX_COMMAND_BYTES = 10;

/**
 * Appends the pieces that one feature has in one tile as geometry commands (MVT 2.1, section 4.3). Returns
 * whether anything was written: a polygon whose holes leave nothing of it is not.
 */
export function encodeGeometry(pieces: Pieces, tile: number, kind: number, into: ByteWriter): boolean {
  const before = into.length;
  const { x: xs, y: ys } = pieces.vertices;
  let cursorX = 0;
  let cursorY = 0;
  for (let piece = pieces.first(tile); piece >= 0;) {
    // A polygon is an outer ring and the holes behind it; points and lines stand alone.
    let after = pieces.next.store[piece]!;
    if (kind === POLYGON) {
      let area = pieces.area.store[piece]!;
      for (; after >= 0 && pieces.isHole.store[after] === 1; after = pieces.next.store[after]!)
        area += pieces.area.store[after]!;
      // A hole without its ring, or a polygon that its holes take away.
      if (pieces.isHole.store[piece] === 1 || area <= 0) {
        piece = after;
        continue;
      }
    }
    for (let ring = piece; ring !== after; ring = pieces.next.store[ring]!) {
      const start = pieces.start.store[ring]!;
      const end = pieces.end.store[ring]!;
      into.reserve((end - start) * MAX_VERTEX_BYTES + 3 * MAX_COMMAND_BYTES);
      const { buffer } = into;
      let at = into.length;
      for (let i = start; i < end; i++) {
        if (i === start) buffer[at++] = command(MOVE_TO, 1);
        else if (i === start + 1) at = writeVarint(buffer, at, command(LINE_TO, end - start - 1));
        const x = xs[i]!;
        const y = ys[i]!;
        at = writeVarint(buffer, at, zigzag(x - cursorX));
        at = writeVarint(buffer, at, zigzag(y - cursorY));
        cursorX = x;
        cursorY = y;
      }
      if (kind === POLYGON) buffer[at++] = command(CLOSE_PATH, 1);
      into.length = at;
      if (kind === POINT) break;
    }
    piece = after;
  }
  return into.length > before;
}

const zigzag = (value: number): number => (value << 1) ^ (value >> 31);
