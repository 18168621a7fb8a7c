/** An entry of `levels` in atlas.yaml: how boundaries and register of a level are to be read. */
export interface LevelSpec {
  id: string;
  /** Boundary property with the code. */
  key: string;
  names: { zh?: string | undefined; en?: string | undefined };
  parent?: { level: string; property?: string | undefined } | undefined;
  /** Boundary property with the sort of unit. */
  kind?: string | undefined;
  register?: RegisterSpec | undefined;
}

/** The columns of the table that adds to the boundaries. */
export interface RegisterSpec {
  file: string;
  key: string;
  names: { zh?: string | undefined; en?: string | undefined };
  kind?: string | undefined;
  parent?: string | undefined;
  capital?: string | undefined;
  /** Grouping id to column. */
  groups: Record<string, string>;
  point?: { longitude: string; latitude: string } | undefined;
}
