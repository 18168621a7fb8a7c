import { AtlasError } from '../model/atlas-error.ts';
import { nearestWords } from '../model/edit-distance.ts';
import type { FeatureTable } from '../model/feature-table.ts';

/** The table with only the named columns, in that order. Throws AtlasError invalid-request for names it does not have. */
export function selectColumns(table: FeatureTable, names: readonly string[]): FeatureTable {
  const known = table.columns.map((column) => column.name);
  const positions = names.map((name, index) => {
    const position = known.indexOf(name);
    if (position === -1) {
      const nearest = nearestWords(name, known);
      const hint = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`;
      throw new AtlasError(
        'invalid-request',
        `Found the column "${name}", which ${table.id} does not have.${hint}`,
        { at: 'columns' },
      );
    }
    if (names.indexOf(name) !== index)
      throw new AtlasError('invalid-request', `Found the column "${name}" twice; name it once.`, {
        at: 'columns',
      });
    return position;
  });
  return {
    ...table,
    columns: positions.map((position) => table.columns[position]!),
    rows: table.rows.map((row) => ({
      ...row,
      values: positions.map((position) => row.values[position] ?? null),
    })),
  };
}
