/** A value as SQL gives and takes it; whole numbers of 64 bits come as numbers, they are counts. */
export type SqlValue = string | number | null;

export type SqlRow = Record<string, SqlValue>;

/** A column of a table that rows are appended to. */
export interface SqlColumn {
  name: string;
  type: 'VARCHAR' | 'INTEGER' | 'TINYINT';
}

/** As much of a database as the counting of records needs. Errors of the database come as AtlasError 'invalid-data'. */
export interface SqlEngine {
  /** Runs a statement and gives all rows; for results that fit in memory. Parameters are `$1`, `$2`, … */
  query(sql: string, params?: readonly SqlValue[]): Promise<SqlRow[]>;
  /** Runs a query and gives its columns block by block, while the query goes on. */
  stream(sql: string): AsyncIterable<SqlValue[][]>;
  /** Makes a table and fills it with blocks of columns of equal length. */
  append(table: string, columns: readonly SqlColumn[], blocks: AsyncIterable<SqlValue[][]>): Promise<void>;
  close(): Promise<void>;
}

export interface SqlEngineOptions {
  /** Most memory the engine may use before it goes to disk, e.g. "2GB". */
  memoryLimit: string;
  threads: number;
  /** Folder for what does not fit in memory; the caller makes and removes it. */
  folder: string;
}
