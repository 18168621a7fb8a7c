import type { CellValue, ColumnType } from '../model/feature-table.ts';

/**
 * A number as text that keeps its type: reals get a decimal point or an exponent even where they are whole, because
 * readers guess the type of a column from its first values, and turn decimals that come later into nothing.
 */
export function numberText(value: number, type: ColumnType): string {
  const text = String(value);
  return type === 'real' && /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A cell as JSON; what is not finite cannot be said there and becomes null. */
export function cellJson(value: CellValue, type: ColumnType): string {
  if (typeof value !== 'number') return JSON.stringify(value);
  return Number.isFinite(value) ? numberText(value, type) : 'null';
}
