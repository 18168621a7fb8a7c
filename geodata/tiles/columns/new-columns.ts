import { AttributeCollector } from '../encode/attribute-collector.ts';
import type { AttributeColumns } from '../encode/attribute-collector.ts';

/** Columns for features: row i belongs to those whose key is `keys[i]`. */
export interface NewColumns {
  /** The field of the features that holds their key; null for their ids. */
  keyField: string | null;
  keys: string[];
  /** Row i has the values of feature i. */
  attributes: AttributeColumns;
}

/**
 * Columns out of the text cells of a table, `rows[i]` in the order of `names`. A column whose cells all are numbers, or
 * empty, holds numbers; every other holds texts. Empty cells are no values.
 */
export function columnsOfTable(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): AttributeColumns {
  const collector = new AttributeCollector();
  const columns = names.map((name, column) => ({
    key: collector.key(name),
    isNumber: rows.every((row) => isEmpty(row[column]) || isNumber(row[column]!)),
  }));
  for (const row of rows) {
    collector.startFeature();
    for (const [column, { key, isNumber: asNumber }] of columns.entries()) {
      const cell = row[column];
      if (isEmpty(cell)) continue;
      if (asNumber) collector.addNumber(key, Number(cell));
      else collector.addString(key, cell!);
    }
  }
  return collector.finish();
}

const isEmpty = (cell: string | undefined): boolean => cell === undefined || cell.trim() === '';

/** A plain decimal number; codes with leading zeros are texts. */
const isNumber = (cell: string): boolean =>
  /^\s*[+-]?(0|[1-9]\d*)?(\.\d+)?([eE][+-]?\d+)?\s*$/.test(cell) && Number.isFinite(Number(cell));
