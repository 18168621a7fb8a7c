/** An entry of `tables` in atlas.yaml: what the columns of one table mean. */
export interface TableSpec {
  file: string;
  level: string;
  key?: string | undefined;
  name?: string | undefined;
  parent?: string | undefined;
  /** Column, or the one year the table is about. */
  year?: string | number | undefined;
  /** Long tables: columns with the indicator id and the value; several values where years stand side by side. */
  indicator?: string | undefined;
  value?: string | readonly string[] | undefined;
  /** Wide tables: column to indicator id. */
  values?: Record<string, string | { indicator: string; year?: number | undefined }> | undefined;
  quality?: string | undefined;
  /** Id of a source, or the column that holds one. */
  source?: string | undefined;
  /** Indicator that counts the rows of each region. */
  count?: string | undefined;
}
