import type { Category } from '../../geodata/model/indicator.ts';
import type { Language } from '../../geodata/model/text.ts';
import { sortRows } from '../panels/ranking-order.ts';
import { sourceAt } from '../plate/column.ts';
import type { Plate } from '../plate/plate.ts';
import { csvOf } from './csv.ts';

/**
 * The table of a plate as CSV. Values are not rounded; an empty cell is no data. Where two years are compared a column has the values of the earlier; where values are codes the last column has their names.
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
    ...(shown?.categories == null ? [] : ['class']),
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
      ...(shown?.categories == null ? [] : [className(shown.categories, value, state.language)]),
    ];
  });
  return csvOf([head, ...rows]);
}

const className = (
  categories: readonly Category[],
  value: number | null,
  language: Language,
): string | null => categories.find((category) => category.value === value)?.name[language] ?? null;
