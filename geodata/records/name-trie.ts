/** Longest ends that a walk reports; names nest three deep at most (吉林, 吉林市, …). */
const MOST_ENDS = 8;

/**
 * Finds all words of a list that begin at a position of a text. A trie whose branches stand in one open-addressing
 * hash table of typed arrays (node and UTF-16 unit to child), so that a step costs one probe and no allocation.
 */
export class NameTrie {
  readonly #nodes: Int32Array;
  readonly #units: Uint16Array;
  readonly #children: Int32Array;
  readonly #mask: number;
  /** Word that ends at a node, or -1. */
  readonly #words: Int32Array;
  /** Ends (exclusive) and word numbers of the last `walk`, shortest first. */
  readonly ends = new Int32Array(MOST_ENDS);
  readonly found = new Int32Array(MOST_ENDS);

  /** `words` without duplicates; a word is known by its position in the list. */
  constructor(words: readonly string[]) {
    const branches = new Map<number, number>();
    const wordAt: number[] = [-1];
    for (const [index, word] of words.entries()) {
      let node = 0;
      for (let i = 0; i < word.length; i++) {
        const key = node * 0x10000 + word.charCodeAt(i);
        let child = branches.get(key);
        if (child === undefined) {
          child = wordAt.push(-1) - 1;
          branches.set(key, child);
        }
        node = child;
      }
      wordAt[node] = index;
    }

    // At most a quarter full: a miss, which is the common case, ends at the first or second probe.
    const size = 1 << Math.ceil(Math.log2(Math.max(16, branches.size * 4)));
    this.#mask = size - 1;
    this.#nodes = new Int32Array(size).fill(-1);
    this.#units = new Uint16Array(size);
    this.#children = new Int32Array(size);
    this.#words = Int32Array.from(wordAt);
    for (const [key, child] of branches) {
      const node = Math.floor(key / 0x10000);
      const unit = key % 0x10000;
      let slot = this.#slot(node, unit);
      while (this.#nodes[slot] !== -1) slot = (slot + 1) & this.#mask;
      this.#nodes[slot] = node;
      this.#units[slot] = unit;
      this.#children[slot] = child;
    }
  }

  /** Number of words that begin at `from`; `ends` and `found` hold them until the next call. */
  walk(text: Uint16Array, from: number, length: number): number {
    let node = 0;
    let count = 0;
    for (let at = from; at < length; at++) {
      node = this.#child(node, text[at] as number);
      if (node < 0) break;
      const word = this.#words[node] as number;
      if (word < 0 || count === MOST_ENDS) continue;
      this.ends[count] = at + 1;
      this.found[count] = word;
      count++;
    }
    return count;
  }

  #child(node: number, unit: number): number {
    let slot = this.#slot(node, unit);
    for (;;) {
      const at = this.#nodes[slot] as number;
      if (at < 0) return -1;
      if (at === node && this.#units[slot] === unit) return this.#children[slot] as number;
      slot = (slot + 1) & this.#mask;
    }
  }

  #slot(node: number, unit: number): number {
    const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.#mask;
  }
}
