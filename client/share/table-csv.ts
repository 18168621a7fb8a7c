import { sortRows } from '../panels/ranking-order.ts';
import { sourceAt } from '../plate/column.ts';
import type { Plate } from '../plate/plate.ts';

/** A cell of CSV, quoted where it must be (RFC 4180). */
const cell = (value: string | number | null): string => {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/**
 * The table of a plate as CSV with a byte order mark, without which Excel takes Chinese for something else. Values are
 * not rounded; an empty cell is no data. Where two years are compared the last column has the values of the earlier.
 */
export function plateCsv(plate: Plate): string {
  const { register, marks, shown, column, indicator, state, earlier } = plate;
  const head = [
    'code',
    'name',
    'name_en',
    'indicator',
    'year',
    'since',
    'value',
    'unit',
    'rank',
    'quality',
    'source',
    ...(earlier === null ? [] : ['value_since']),
  ];
  const rows = sortRows(plate, state.language).map((row) => {
    const { value, rank, quality } = marks[row]!;
    return [
      register.code[row]!,
      register.name.zh[row]!,
      register.name.en[row]!,
      indicator?.id ?? null,
      state.year,
      earlier?.state.year ?? shown?.since ?? null,
      value,
      shown?.unit[state.language] ?? null,
      rank,
      quality,
      column === null ? null : sourceAt(column, row),
      ...(earlier === null ? [] : [earlier.marks[row]!.value]),
    ];
  });
  return `\uFEFF${[head, ...rows].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}
