import { listBundleTables } from '../geodata/exports/bundle-tables.ts';
import { bilingual } from '../geodata/exports/provenance.ts';
import { AtlasError } from '../geodata/model/atlas-error.ts';
import type { Catalog } from '../geodata/model/catalog.ts';
import { countOf } from '../geodata/model/counted-words.ts';

/** The tables of a bundle for a terminal: id, rows, geometry, title. */
export const formatTableList = (catalog: Catalog): string =>
  formatRows(
    listBundleTables(catalog).map(({ id, rows, geometry, title }) => [
      id,
      countOf(rows, 'rows'),
      geometry ?? 'no geometry',
      bilingual(title),
    ]),
  );

/** The columns of one table for a terminal: name, type, unit, label. Throws AtlasError not-found. */
export function formatColumnList(catalog: Catalog, id: string): string {
  const table = listBundleTables(catalog).find((each) => each.id === id);
  if (table === undefined)
    throw new AtlasError('not-found', 'There is no layer or table of that name; --list alone names them.', {
      at: id,
    });
  return formatRows(
    table.columns.map(({ name, type, unit, label }) => [
      name,
      type,
      unit === null ? '' : bilingual(unit),
      bilingual(label),
    ]),
  );
}

/** Rows with their cells aligned; the last one is as long as it is. */
function formatRows(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => widthOf(row[index]!))));
  return rows
    .map((row) =>
      row
        .map((cell, index) =>
          index + 1 < row.length ? cell + ' '.repeat(widths[index]! - widthOf(cell) + 2) : cell,
        )
        .join('')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Cells of a terminal that a text takes: Chinese characters are twice as wide. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((width, character) => width + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
