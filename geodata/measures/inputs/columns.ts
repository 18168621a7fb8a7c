import { z } from 'zod';
import type { LocalText } from '../../model/text.ts';
import type { InputKind } from './input-kind.ts';
import { checkLength, checkUnique, defineInput, ordinalCodes } from './input-kind.ts';
import type { Rows } from './rows.ts';
import { codesOfRows, numberOrNull, requireColumns } from './rows.ts';

/** A column of an input: a number or a label per unit. */
interface Column<Cell> {
  cell: z.ZodType<Cell>;
  description: string;
  /** Reads a cell of the table column of that name. */
  fromText(this: void, text: string, name: string): unknown;
}

/** A column of numbers; null is missing. */
export const numbers = (description: string): Column<number | null> => ({
  cell: z.number().nullable(),
  description: `${description} One number per unit; null where it is missing.`,
  fromText: numberOrNull,
});

/** A column of names, such as the group of each unit. */
export const labels = (description: string): Column<string> => ({
  cell: z.string(),
  description: `${description} One text per unit.`,
  fromText: (text) => text,
});

type Cells<Columns> = {
  [Name in keyof Columns]: Columns[Name] extends Column<infer Cell> ? Cell[] : never;
};

/** Units with columns of equal length, and whatever stands beside them (`rest`). */
export type ColumnsInput<Columns, Rest = unknown> = { codes: string[] } & Cells<Columns> & Rest;

/** An input kind made of columns over the same units. */
export function defineColumns<Columns extends Record<string, Column<unknown>>, Rest = unknown>(kind: {
  id: string;
  title: LocalText;
  columns: Columns;
  /** What stands beside the columns, by name. */
  rest?: { [Name in keyof Rest]: z.ZodType<Rest[Name]> };
}): InputKind<ColumnsInput<Columns, Rest>> {
  const names = Object.keys(kind.columns);
  const shape: Record<string, z.ZodType> = {
    codes: z.array(z.string()).optional().describe('Code of each unit; its position (from 1) by default.'),
    ...kind.rest,
  };
  for (const [name, { cell, description }] of Object.entries(kind.columns))
    shape[name] = z.array(cell).describe(description);
  const schema = z.strictObject(shape) as unknown as z.ZodType<Record<string, unknown[]>>;
  return defineInput({
    id: kind.id,
    title: kind.title,
    schema,
    prepare(json) {
      const count = json[names[0]!]!.length;
      const codes = (json['codes'] as string[] | undefined) ?? ordinalCodes(count);
      checkLength('codes', codes.length, count);
      for (const name of names) checkLength(name, json[name]!.length, count);
      checkUnique('codes', codes);
      return { ...json, codes } as unknown as ColumnsInput<Columns, Rest>;
    },
    ...(kind.rest === undefined ? { fromRows: (rows) => columnsOfRows(kind.columns, rows) } : {}),
  });
}

/** JSON form of a table whose header names the columns; a column `code` names the units. */
function columnsOfRows(columns: Record<string, Column<unknown>>, rows: Rows): Record<string, unknown> {
  requireColumns(rows, Object.keys(columns));
  const cells = Object.entries(columns).map(([name, column]) => [
    name,
    rows.map((row) => column.fromText(row[name]!, name)),
  ]);
  const named = rows[0]?.['code'] === undefined ? {} : codesOfRows(rows);
  return { ...named, ...(Object.fromEntries(cells) as Record<string, unknown>) };
}
