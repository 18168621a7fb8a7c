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
  /** Number of edges computed before the drawing rule was applied. */
  total: number;
  params: Record<string, unknown>;
}
