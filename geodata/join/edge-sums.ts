import type { DiagnosticList } from '../model/diagnostic-list.ts';
import type { EdgeList } from '../model/network.ts';

/** The links of one year: every pair once, nodes in the order of the regions of the level. */
export interface YearOfEdges {
  year: number | null;
  edges: EdgeList;
  /** Weight of the links of each node with itself, which are no edges. */
  internal: Float64Array;
}

interface PairSum {
  weight: number;
  rows: number;
  line: number;
}

/** Adds up the rows of an edge list by year and pair of nodes, keeping directions until all rows are known. */
export class EdgeSums {
  readonly #codes: readonly string[];
  /** By year: sums by `a · n + b`. */
  readonly #pairs = new Map<number | null, Map<number, PairSum>>();
  readonly #internal = new Map<number | null, Float64Array>();

  /** Codes of all nodes, in the order of their positions. */
  constructor(codes: readonly string[]) {
    this.#codes = codes;
  }

  add(a: number, b: number, year: number | null, weight: number, line: number): void {
    const key = a * this.#codes.length + b;
    let ofYear = this.#pairs.get(year);
    if (ofYear === undefined) this.#pairs.set(year, (ofYear = new Map()));
    const known = ofYear.get(key);
    if (known === undefined) {
      ofYear.set(key, { weight, rows: 1, line });
      return;
    }
    known.weight += weight;
    known.rows++;
  }

  addInternal(node: number, year: number | null, weight: number): void {
    let ofYear = this.#internal.get(year);
    if (ofYear === undefined) this.#internal.set(year, (ofYear = new Float64Array(this.#codes.length)));
    ofYear[node] = ofYear[node]! + weight;
  }

  /**
   * One edge list a year, in ascending order of years and of pairs. Without directions, A–B and B–A are one link: the
   * rows of both add up, unless the whole list is a symmetric matrix, which says every link twice.
   */
  toYears(directed: boolean, remarks: DiagnosticList): YearOfEdges[] {
    const years = [...new Set([...this.#pairs.keys(), ...this.#internal.keys()])];
    const isMatrix = !directed && this.#isSymmetric();
    if (isMatrix)
      remarks.add('network/repeated-edge', () => ({
        message:
          'Every link stands in the table in both directions with the same weight; it was taken once, not twice.',
      }));
    return years
      .sort((first, second) => (first ?? 0) - (second ?? 0))
      .map((year) => ({
        year,
        edges: this.#edgesOf(year, directed, isMatrix, remarks),
        internal: this.#internal.get(year) ?? new Float64Array(this.#codes.length),
      }));
  }

  #edgesOf(year: number | null, directed: boolean, isMatrix: boolean, remarks: DiagnosticList): EdgeList {
    const n = this.#codes.length;
    const folded = new Map<number, PairSum>();
    for (const [key, sum] of this.#pairs.get(year) ?? []) {
      const [a, b] = [Math.floor(key / n), key % n];
      const isBackwards = !directed && a > b;
      if (isBackwards && isMatrix) continue;
      const pair = isBackwards ? b * n + a : key;
      const known = folded.get(pair);
      if (known === undefined) folded.set(pair, { ...sum });
      else {
        known.weight += sum.weight;
        known.rows += sum.rows;
      }
    }
    const ascending = [...folded].sort(([first], [second]) => first - second);
    for (const [key, { rows, line }] of ascending)
      if (rows > 1) this.#tellRepeated(key, { rows, line, year, directed }, remarks);
    return {
      nodes: [...this.#codes],
      a: Uint32Array.from(ascending, ([key]) => Math.floor(key / n)),
      b: Uint32Array.from(ascending, ([key]) => key % n),
      weight: Float64Array.from(ascending, ([, { weight }]) => weight),
      directed,
    };
  }

  #tellRepeated(
    key: number,
    { rows, line, year, directed }: { rows: number; line: number; year: number | null; directed: boolean },
    remarks: DiagnosticList,
  ): void {
    const n = this.#codes.length;
    const [a, b] = [this.#codes[Math.floor(key / n)]!, this.#codes[key % n]!];
    remarks.add('network/repeated-edge', () => ({
      message: `${rows} rows are about the link ${a} ${directed ? '→' : '–'} ${b}${year === null ? '' : ` in ${year}`}; their weights were added up.`,
      at: { line, ...(year === null ? {} : { year }) },
      count: rows,
    }));
  }

  /** Whether every pair of every year has the same weight in both directions. */
  #isSymmetric(): boolean {
    const n = this.#codes.length;
    const sums = [...this.#pairs.values()];
    return (
      sums.some((ofYear) => ofYear.size > 0) &&
      sums.every((ofYear) =>
        [...ofYear].every(
          ([key, { weight }]) => ofYear.get((key % n) * n + Math.floor(key / n))?.weight === weight,
        ),
      )
    );
  }
}
