import type { MeasuredProcess } from './measured-process.ts';
import type { ArchiveSize } from './tiles-archive.ts';

const MEGABYTE = 2 ** 20;

/** What one contender took for a workload, and what came of it. */
export interface Row extends MeasuredProcess, ArchiveSize {
  name: string;
}

const widths = [20, 9, 9, 9, 10, 9, 13, 9, 9, 9];
const lineFrom = (cells: readonly string[]): string =>
  cells
    .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
    .join('');
/** Names of the columns. */
export const heading = lineFrom([
  '',
  'wall s',
  'CPU s',
  'peak MB',
  'MB',
  'tiles',
  'largest KB',
  'wall ×',
  'CPU ×',
  'bytes ×',
]);

/** A row of the table; the factors are ours to theirs. */
export function lineOf(row: Row, own: Row): string {
  if (row.failure !== null) return `${row.name.padEnd(widths[0]!)}failed: ${row.failure.split('\n').at(-1)!}`;
  const { name, wallSeconds, cpuSeconds, peakBytes, bytes, tiles, largestTile } = row;
  return lineFrom([
    name,
    wallSeconds.toFixed(2),
    cpuSeconds.toFixed(2),
    (peakBytes / MEGABYTE).toFixed(0),
    (bytes / MEGABYTE).toFixed(2),
    `${tiles}`,
    (largestTile / 1024).toFixed(0),
    (own.wallSeconds / wallSeconds).toFixed(2),
    (own.cpuSeconds / cpuSeconds).toFixed(2),
    (own.bytes / bytes).toFixed(2),
  ]);
}
