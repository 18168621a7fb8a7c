/** Whether links were seen in data or computed from a model. Never mixed in one network. */
export type NetworkBasis = 'observed' | 'modelled';

/** Edges as columns: edge i joins nodes[a[i]] and nodes[b[i]] with weight[i]. Undirected edges have a < b. */
export interface EdgeList {
  /** Region codes; a and b are indices into it. */
  nodes: string[];
  a: Uint32Array;
  b: Uint32Array;
  weight: Float64Array;
  directed: boolean;
}

/** Where the rows of an edge list went: every row is in exactly one of the counts after the first. */
export interface EdgeRowCounts {
  rows: number;
  /** Rows that make a link; several of one pair and year are one link. */
  linked: number;
  /** Rows about a place and itself: kept as `internal`. */
  selfLoops: number;
  /** Rows with an end that is no region, could be several, was not valid in the year, or is a total. */
  unmatched: number;
  ambiguous: number;
  outOfPeriod: number;
  totals: number;
  /** Rows whose weight is empty, no number, or not above zero. */
  missing: number;
  notNumbers: number;
  nonPositive: number;
  invalidYears: number;
  /** Rows of a table without the columns that atlas.yaml names. */
  unread: number;
}

/** A network file of the bundle (plain arrays, ready for JSON). */
export interface NetworkDocument {
  id: string;
  level: string;
  basis: NetworkBasis;
  directed: boolean;
  year: number | null;
  nodes: string[];
  /** Strength of every node over all edges, drawn or not. */
  strength: number[];
  a: number[];
  b: number[];
  weight: number[];
  /** Great-circle length of each edge in km. */
  distanceKm: number[];
  /** Weight of the links of every node with itself, where the data has any; they are no edges. */
  internal?: number[];
  /** Where the rows of the table went, all years together, for networks read from one. */
  rows?: EdgeRowCounts;
  /** Number of edges computed before the drawing rule was applied. */
  total: number;
  params: Record<string, unknown>;
}
