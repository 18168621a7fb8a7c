import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { RawTable } from '../../model/table.ts';
import type { AuditContext } from './audit-context.ts';
import { cellReader } from './audit-context.ts';
import { sumInCell } from '../cell-sum.ts';

/** Points by which a percentage may be off that is quoted with "about". */
const ABOUT = 1;

/** L7: a quoted percentage is what its operands give, within half a unit of its last digit. */
export function checkQuotedPercentages({ quoted }: AuditContext): Diagnostic[] {
  return quoted.flatMap((table) => checkTable(table));
}

function checkTable(table: RawTable): Diagnostic[] {
  const cell = cellReader(table);
  return table.rows.flatMap(({ line, cells }) => {
    const at = { file: table.name, line, column: 'percent' };
    const printed = cell(cells, 'percent');
    const [part, whole] = [sumInCell(cell(cells, 'part')), sumInCell(cell(cells, 'whole'))];
    if (part === null || whole === null || whole === 0 || sumInCell(printed) === null)
      return [
        diagnostic(
          'table/not-a-number',
          `Found "${printed}" of "${cell(cells, 'part')}" over "${cell(cells, 'whole')}", expected numbers.`,
          { at, found: printed },
        ),
      ];
    const value = (100 * part) / whole;
    const step = 10 ** -(printed.split('.')[1]?.length ?? 0);
    const difference = Math.abs(value - Number(printed));
    const allowed = cell(cells, 'qualifier') === 'about' ? Math.max(ABOUT, step / 2) : step / 2;
    if (difference <= allowed + 1e-9) return [];
    const truncated = Math.floor(value / step) * step;
    const hint = Math.abs(truncated - Number(printed)) < 1e-9 ? ' (truncated instead of rounded)' : '';
    return [
      diagnostic(
        'audit/quoted-percentage',
        `${cell(cells, 'claim')}: quoted ${printed} %, but ${cell(cells, 'part')} of ${cell(cells, 'whole')} is ${value.toFixed(2)} %${hint}.`,
        { at, found: printed },
      ),
    ];
  });
}
