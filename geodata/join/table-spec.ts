import type { Quality } from '../model/indicator.ts';

/** An entry of `tables` in atlas.yaml: what the columns of one table mean. */
export interface TableSpec {
  file: string;
  level: string;
  key?: string | undefined;
  name?: string | undefined;
  parent?: string | undefined;
  /** Column, or the one year the table is about. */
  year?: string | number | undefined;
  /**
   * Long tables: columns with the indicator and the value. Several columns name an indicator together; several values
   * stand side by side for years.
   */
  indicator?: string | readonly string[] | undefined;
  value?: string | readonly string[] | undefined;
  /** Wide tables: column to indicator id. */
  values?: Record<string, string | { indicator: string; year?: number | undefined }> | undefined;
  /** Column, and what its words stand for where they are its own. */
  quality?: string | { column: string; means: Record<string, Quality> } | undefined;
  /** Id of a source, or the column that holds one. */
  source?: string | undefined;
  /** Indicator that counts the rows of each region. */
  count?: string | undefined;
}
