type TypedArray = Int32Array | Uint32Array | Uint8Array | Float64Array;

/**
 * A typed array that grows by doubling. Loops that add many values call `reserve`, write to `store` themselves
 * and set `length`.
 */
export class GrowingArray<Store extends TypedArray> {
  store: Store;
  length = 0;
  readonly #create: (length: number) => Store;

  /** Room for values that never come takes no memory, if it is more than a page. */
  constructor(create: (length: number) => Store, room = 1024) {
    this.#create = create;
    this.store = create(room);
  }

  push(value: number): void {
    if (this.length === this.store.length) this.reserve(1);
    this.store[this.length++] = value;
  }

  /** Makes room for so many more values. */
  reserve(extra: number): void {
    const needed = this.length + extra;
    if (needed <= this.store.length) return;
    const larger = this.#create(Math.max(needed, this.store.length * 2));
    larger.set(this.store.subarray(0, this.length));
    this.store = larger;
  }

  /** The values, as a view that the next `push` may overtake. */
  view(): Store {
    return this.store.subarray(0, this.length) as Store;
  }

  /** A copy of exactly the values, in an array of their own. */
  finish(): Store {
    return this.store.slice(0, this.length) as Store;
  }
}

export const growingInt32 = (): GrowingArray<Int32Array> =>
  new GrowingArray((length) => new Int32Array(length));
export const growingUint32 = (): GrowingArray<Uint32Array> =>
  new GrowingArray((length) => new Uint32Array(length));
export const growingUint8 = (): GrowingArray<Uint8Array> =>
  new GrowingArray((length) => new Uint8Array(length));
export const growingFloat64 = (): GrowingArray<Float64Array> =>
  new GrowingArray((length) => new Float64Array(length));
