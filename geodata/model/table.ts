/** A table as it was read: text cells, nothing interpreted. */
export interface RawTable {
  /** File name as the user knows it, relative to the atlas folder. */
  name: string;
  /** What the numbers are, where a title above the header says so: "GDP（亿元）" of "指标：GDP（亿元）". */
  subject?: string;
  /** Unit of the columns that have none of their own, where a title says so: "亿元" of "单位：亿元". */
  unit?: string;
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
