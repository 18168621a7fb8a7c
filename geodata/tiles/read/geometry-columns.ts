import type { GeometryKind } from '../bake-model.ts';
import { growingFloat64, growingInt32, growingUint32, growingUint8 } from '../growing-array.ts';
import { WORLD } from '../world-grid.ts';

/** Geometry of many features as columns; the numbers of features are their order. */
export interface GeometryColumns {
  featureId: Float64Array;
  featureKind: Uint8Array;
  featurePart: Uint32Array;
  partIsHole: Uint8Array;
  partStart: Uint32Array;
  /** West, north, east, south of every part. */
  partBox: Int32Array;
  x: Int32Array;
  y: Int32Array;
}

/** Collects features, their parts, and the vertices of those. */
export class ColumnBuilder {
  /** Vertices of all parts; the part at hand is the last one. */
  readonly x = growingInt32();
  readonly y = growingInt32();
  readonly #featureId = growingFloat64();
  readonly #featureKind = growingUint8();
  readonly #featurePart = growingUint32();
  readonly #partIsHole = growingUint8();
  readonly #partStart = growingUint32();

  get features(): number {
    return this.#featureId.length;
  }

  get parts(): number {
    return this.#partStart.length;
  }

  startFeature(id: number, kind: GeometryKind): void {
    this.#featureId.push(id);
    this.#featureKind.push(kind);
    this.#featurePart.push(this.parts);
  }

  /** Makes a part of the vertices from `start` on, and of those that follow until the next part. */
  startPart(isHole: boolean, start = this.x.length): void {
    this.#partIsHole.push(isHole ? 1 : 0);
    this.#partStart.push(start);
  }

  pushVertex(x: number, y: number): void {
    this.x.push(x);
    this.y.push(y);
  }

  dropVertices(start: number): void {
    this.x.length = start;
    this.y.length = start;
  }

  /** Where the vertices of the parts from `first` on begin, and where the last of them ends. */
  startsFrom(first: number): number[] {
    return [...this.#partStart.store.subarray(first, this.parts), this.x.length];
  }

  /** Takes the parts from `first` on away, with their vertices. */
  dropParts(first: number): void {
    this.dropVertices(this.#partStart.store[first]!);
    this.#partIsHole.length = first;
    this.#partStart.length = first;
  }

  /** Moves the vertices from `start` on by whole worlds so that their west end lies in the map; returns their range. */
  moveIntoWorld(start: number): [west: number, east: number] {
    const x = this.x.store;
    const end = this.x.length;
    let west = Infinity;
    let east = -Infinity;
    for (let i = start; i < end; i++) {
      const vx = x[i]!;
      if (vx < west) west = vx;
      if (vx > east) east = vx;
    }
    // What touches the east edge of the map from within stays where it is.
    if (west === WORLD && east === WORLD) return [west, east];
    const shift = -Math.floor(west / WORLD) * WORLD;
    if (shift !== 0) for (let i = start; i < end; i++) x[i]! += shift;
    return [west + shift, east + shift];
  }

  finish(): GeometryColumns {
    this.#featurePart.push(this.parts);
    this.#partStart.push(this.x.length);
    return {
      featureId: this.#featureId.finish(),
      featureKind: this.#featureKind.finish(),
      featurePart: this.#featurePart.finish(),
      partIsHole: this.#partIsHole.finish(),
      partStart: this.#partStart.finish(),
      partBox: partBoxes(this.x.store, this.y.store, this.#partStart.view()),
      x: this.x.finish(),
      y: this.y.finish(),
    };
  }
}

function partBoxes(x: Int32Array, y: Int32Array, start: Uint32Array): Int32Array {
  const parts = start.length - 1;
  const boxes = new Int32Array(parts * 4);
  for (let part = 0; part < parts; part++) {
    let west = 0x7f_ff_ff_ff;
    let north = 0x7f_ff_ff_ff;
    let east = -0x80_00_00_00;
    let south = -0x80_00_00_00;
    for (let i = start[part]!; i < start[part + 1]!; i++) {
      const vx = x[i]!;
      const vy = y[i]!;
      if (vx < west) west = vx;
      if (vx > east) east = vx;
      if (vy < north) north = vy;
      if (vy > south) south = vy;
    }
    boxes[part * 4] = west;
    boxes[part * 4 + 1] = north;
    boxes[part * 4 + 2] = east;
    boxes[part * 4 + 3] = south;
  }
  return boxes;
}
