/** A table as it was read: text cells, nothing interpreted. */
export interface RawTable {
  /** File name as the user knows it, relative to the atlas folder. */
  name: string;
  columns: string[];
  rows: RawRow[];
  encoding: string;
  delimiter: string;
}

export interface RawRow {
  /** Line of the file (1 is the first line), or row of the sheet: what an editor shows. */
  line: number;
  cells: string[];
}
