/** What all shortest paths of a network say about each node, in one pass from every node. */
export interface PathStatistics {
  /** Share of shortest paths between two others through the node, summed over ordered pairs. */
  betweenness: Float64Array;
  /** Sum of the distances to all nodes it reaches. */
  farness: Float64Array;
  /** Sum of the inverse distances to them. */
  harmonic: Float64Array;
  /** How many others it reaches. */
  reached: Uint32Array;
  /** Largest of these distances. */
  eccentricity: Float64Array;
}

export const emptyStatistics = (size: number): PathStatistics => ({
  betweenness: new Float64Array(size),
  farness: new Float64Array(size),
  harmonic: new Float64Array(size),
  reached: new Uint32Array(size),
  eccentricity: new Float64Array(size),
});
