/**
 * Values by key, kept as long as all together stay below a budget in bytes; the least recently used leave first. A
 * value is made once however many ask for it at the same time, and a failure is not kept: the next one tries again.
 */
export class BudgetCache<Value> {
  readonly #budget: number;
  readonly #sizeOf: (value: Value) => number;
  readonly #kept = new Map<string, { value: Value; bytes: number }>();
  readonly #making = new Map<string, Promise<Value>>();
  #bytes = 0;

  constructor(budgetBytes: number, sizeOf: (value: Value) => number) {
    this.#budget = budgetBytes;
    this.#sizeOf = sizeOf;
  }

  /** The value of a key: at once where it is kept, else when `make` has made it. */
  get(key: string, make: () => Promise<Value>): Value | Promise<Value> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      // A map remembers the order of insertion: what was used last goes to the end.
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.value;
    }
    const known = this.#making.get(key);
    if (known !== undefined) return known;
    const making = make()
      .then((value) => {
        this.#keep(key, value);
        return value;
      })
      .finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    return making;
  }

  #keep(key: string, value: Value): void {
    const bytes = this.#sizeOf(value);
    this.#kept.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const [oldest, candidate] of this.#kept) {
      if (this.#bytes <= this.#budget) break;
      this.#kept.delete(oldest);
      this.#bytes -= candidate.bytes;
    }
  }
}
