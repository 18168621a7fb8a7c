import { growingUint32 } from '../growing-array.ts';

/**
 * Numbers entries of a layer message in the order of their first use. Whether one was used already is told by a stamp,
 * so that nothing is cleared between layers.
 */
export class EntryNumbers {
  readonly #stamp = growingUint32();
  readonly #number = growingUint32();
  #serial = 0;
  #count = 0;

  startLayer(): void {
    this.#serial++;
    this.#count = 0;
  }

  /** The number of an entry in this layer, by its own among all entries of all layers; −1 before it is used. */
  find(entry: number): number {
    return this.#stamp.store[entry] === this.#serial ? this.#number.store[entry]! : -1;
  }

  /** Gives an entry the next number. */
  use(entry: number): number {
    while (this.#stamp.length <= entry) {
      this.#stamp.push(0);
      this.#number.push(0);
    }
    this.#stamp.store[entry] = this.#serial;
    this.#number.store[entry] = this.#count;
    return this.#count++;
  }
}
