import { nearestWords } from '../model/edit-distance.ts';
import type { Quality } from '../model/indicator.ts';
import type { RawRow } from '../model/table.ts';
import { parseNumber } from './parse-number.ts';
import { parseYear } from './parse-year.ts';
import type { TableJoin } from './table-join.ts';
import { qualityKey } from './table-plan.ts';

/** The year of a row; null where the table has no time, undefined where the cell is no year. */
export function readYear({ line, cells }: RawRow, join: TableJoin): number | null | undefined {
  const { plan, remarks, input } = join;
  if (plan.year.position < 0) return plan.year.fixed;
  const found = cells[plan.year.position] ?? '';
  const year = parseYear(found);
  if (typeof year === 'number') return year;
  // Where every value column has a year of its own, the row needs none.
  if (plan.wide.length > 0 && plan.wide.every((column) => column.year !== undefined)) return null;
  if (year === 'missing' && hasNoValues(cells, join)) {
    remarks.add('table/empty-row', () => ({
      message: 'The row has neither a year nor a value.',
      at: { line },
    }));
    return undefined;
  }
  remarks.add('table/invalid-year', () => ({
    message:
      year === 'missing'
        ? 'The year is empty; the row was not joined.'
        : `Found "${found}", expected one year; the row was not joined.`,
    at: { line, column: input.table.columns[plan.year.position] ?? '' },
    found,
  }));
  return undefined;
}

const hasNoValues = (cells: readonly string[], { plan }: TableJoin): boolean => {
  const positions = plan.long?.values ?? plan.wide.map(({ position }) => position);
  const isEmpty = (position: number): boolean => parseNumber(cells[position] ?? '', {}) === 'missing';
  return positions.length > 0 && positions.every(isEmpty);
};

const qualities: ReadonlySet<string> = new Set<Quality>([
  'measured',
  'approx',
  'interpolated',
  'extrapolated',
  'suspect',
  'modelled',
]);

/** Quality that the row states; null where it states none. */
export function readQuality({ line, cells }: RawRow, { plan, remarks, input }: TableJoin): Quality | null {
  const { position, means } = plan.quality;
  const found = position < 0 ? '' : (cells[position] ?? '').trim();
  if (found === '') return null;
  const meant = means.get(qualityKey(found));
  if (meant !== undefined) return meant;
  if (qualities.has(found)) return found as Quality;
  remarks.addOnce('table/invalid-quality', found, () => ({
    message: `Found "${found}", expected one of ${[...means.keys(), ...qualities].join(', ')}.`,
    at: { line, column: input.table.columns[position] ?? '' },
    found,
    nearest: nearestWords(found, [...means.keys(), ...qualities]),
  }));
  return null;
}

/** Source of the values of a row: the one of the table, or the one the row names. */
export function readSource({ line, cells }: RawRow, { plan, remarks, input }: TableJoin): string {
  const { position, id, known } = plan.source;
  if (position < 0) return id;
  const found = (cells[position] ?? '').trim();
  if (!known.has(found))
    remarks.addOnce('table/unknown-source', found, () => ({
      message: `"${found}" is not a source of the atlas.`,
      at: { line, column: input.table.columns[position] ?? '' },
      found,
      nearest: nearestWords(found, known),
    }));
  return found;
}
