import { sortRows } from '../panels/ranking-order.ts';
import { sourceAt } from '../plate/column.ts';
import type { Plate } from '../plate/plate.ts';
import { csvOf } from './csv.ts';

/**
 * The table of a plate as CSV. Values are not rounded; an empty cell is no data. Where two years are compared the last column has the values of the earlier.
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
  return csvOf([head, ...rows]);
}
