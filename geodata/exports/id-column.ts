import type { FeatureColumn, FeatureTable } from '../model/feature-table.ts';

/** The column that carries the feature id in formats whose features have none. */
export const idColumn: FeatureColumn = {
  name: 'id',
  label: { zh: '要素编号', en: 'Feature id' },
  type: 'integer',
  unit: null,
};

export const withIdColumn = (table: FeatureTable): FeatureTable => ({
  ...table,
  columns: [idColumn, ...table.columns],
  rows: table.rows.map((row) => ({ ...row, values: [row.id, ...row.values] })),
});
