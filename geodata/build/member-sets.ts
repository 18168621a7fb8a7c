/** Named sets of regions that may overlap, such as agglomerations. */
export interface MemberSet {
  id: string;
  /** Level of the members. */
  level: string;
  members: readonly string[];
}

/** Sets by the id of the list they stand in. */
export type MemberSets = ReadonlyMap<string, readonly MemberSet[]>;
