import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Alias } from '../model/region.ts';
import { asRegionCode } from '../model/region.ts';
import type { RawTable } from '../model/table.ts';
import { normaliseCode } from './region-code.ts';
import { parseYear } from './parse-year.ts';
import { requireColumns } from './table-columns.ts';

/**
 * Reads the alias table of an atlas: columns level, alias, code, and if there are any valid_from, valid_to and note.
 * Years are inclusive; an empty year is open.
 */
export function readAliases(table: RawTable): { aliases: Alias[]; diagnostics: Diagnostic[] } {
  const remarks = new DiagnosticList(table.name);
  const position = requireColumns(table, ['level', 'alias', 'code'], remarks);
  const optional = (column: string): number => table.columns.indexOf(column);
  const [from, to, note] = [optional('valid_from'), optional('valid_to'), optional('note')];
  if (position === null) return { aliases: [], diagnostics: remarks.toArray() };

  const aliases = table.rows.map(({ line, cells }): Alias => {
    const year = (index: number): number | null => {
      const found = cells[index] ?? '';
      const parsed = parseYear(found);
      if (parsed === 'invalid')
        remarks.add('table/invalid-year', () => ({
          message: `Found "${found}", expected a year or nothing; the alias is taken to be open there.`,
          at: { line, column: table.columns[index] ?? '' },
          found,
        }));
      return typeof parsed === 'number' ? parsed : null;
    };
    const text = (column: 'level' | 'alias' | 'code'): string => (cells[position[column]] ?? '').trim();
    const remark = (cells[note] ?? '').trim();
    return {
      level: text('level'),
      alias: text('alias'),
      code: asRegionCode(normaliseCode(text('code'))),
      validFrom: year(from),
      validTo: year(to),
      ...(remark === '' ? {} : { note: remark }),
    };
  });
  return { aliases, diagnostics: remarks.toArray() };
}
