import { growingInt32 } from '../growing-array.ts';
import { liesInside } from './segments.ts';

/** Ends of segments that are on other segments: on which, and where. One may be there more than once. */
export class Touches {
  readonly segment = growingInt32();
  readonly x = growingInt32();
  readonly y = growingInt32();

  get length(): number {
    return this.segment.length;
  }

  /** Adds those ends of either segment that are inside the other. */
  add(ends: Int32Array, a: number, b: number): void {
    this.#addEndsOf(ends, b, a);
    this.#addEndsOf(ends, a, b);
  }

  #addEndsOf(ends: Int32Array, other: number, segment: number): void {
    for (let at = other * 4; at < other * 4 + 4; at += 2) {
      if (!liesInside(ends, segment, ends[at]!, ends[at + 1]!)) continue;
      this.segment.push(segment);
      this.x.push(ends[at]!);
      this.y.push(ends[at + 1]!);
    }
  }
}
