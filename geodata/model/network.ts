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
  /** What the pattern of all links says of the drawn ones and of the nodes; left out where there are no links. */
  structure?: NetworkStructure;
}

/** Roles of links and nodes, found on all links, drawn or not. */
export interface NetworkStructure {
  /** Columns in the order of the drawn links. */
  links: {
    /** Disparity filter: chance that a share as large falls on the link at one of its ends (Serrano et al. 2009). */
    p: number[];
    /** p below 0.05, or the strongest link of one of its ends. */
    backbone: boolean[];
    /** Whether one of its ends depends on the other by it (Nystuen & Dacey 1961). */
    dominant: boolean[];
    /** p below 0.05, or a weight in the top quartile of the links between the same two tiers. */
    strong: boolean[];
    /** Lowest zoom whose tiles have it: see geodata/networks/zoom-budget.ts. */
    zoom: number[];
    /** Rank among all links in the year before, 0 where it was not there; only where there is a year before. */
    rankBefore?: number[];
  };
  /** Columns in the order of the nodes. */
  nodes: {
    /** Position of the node it depends on by its dominant link; null for terminal nodes and those without links. */
    parent: (number | null)[];
    /** Dominant links up to the root. */
    depth: number[];
    /** Number of links, drawn or not; of both directions where they have one. */
    links: number[];
    /** Tier in the hierarchy of the network; only where it has one. */
    tier?: (number | null)[];
  };
  /** Id of the hierarchy; only where it has one. */
  tiers?: string;
  /** Share of the weight between members of one and the same agglomeration, by set. */
  agglomerations: { set: string; within: number }[];
}
