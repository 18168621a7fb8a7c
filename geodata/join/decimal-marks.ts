import type { DiagnosticList } from '../model/diagnostic-list.ts';
import type { RawTable } from '../model/table.ts';
import type { DecimalMark } from './parse-number.ts';
import { findDecimalMark } from './parse-number.ts';

/**
 * The decimal mark of every column of numbers. A column decides for itself; where none of its cells does, it goes with
 * the other columns of the table, and where those say nothing either, it is a point. What could have been read otherwise
 * is remarked on.
 */
export function findDecimalMarks(
  table: RawTable,
  positions: readonly number[],
  remarks: DiagnosticList,
): (position: number) => DecimalMark {
  const evidence = new Map(
    positions.map((position) => [
      position,
      findDecimalMark(table.rows.map(({ cells }) => cells[position] ?? '')),
    ]),
  );
  const decided = new Set([...evidence.values()].map(({ mark }) => mark).filter((mark) => mark !== null));
  const usual: DecimalMark = decided.size === 1 && decided.has('comma') ? 'comma' : 'point';
  for (const [position, { doubtful }] of evidence) {
    // In a file with commas between cells, "1,234" has been a thousand since ever; behind semicolons it may not be.
    const isPlain =
      usual === 'point' && (table.delimiter !== ';' || decided.has('point') || doubtful?.includes('.'));
    if (doubtful === null || isPlain === true) continue;
    const column = table.columns[position] ?? '';
    const mark = doubtful.includes('.') === (usual === 'point') ? 'decimal mark' : 'thousands separator';
    remarks.add('table/ambiguous-number', () => ({
      message: `No number of "${column}" tells whether "${doubtful}" has thousands or decimals; it was read with a ${mark}.`,
      at: { column },
      found: doubtful,
    }));
  }
  return (position) => evidence.get(position)?.mark ?? usual;
}
