/** One record of a file: its cells as they stand, and the line an editor shows for its first cell. */
export interface TableRecord {
  line: number;
  cells: string[];
}
