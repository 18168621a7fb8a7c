import { columnCells } from './infer-columns.ts';
import type { RowGroups } from './row-groups.ts';
import { divideGroups, follows, groupByText } from './row-groups.ts';

/** Part of the rows that must be told apart for them to be figures of several indicators. */
const TOLD_APART = 0.95;
/** Part of the rows that a further column must tell apart to be one that names indicators; notes do so for a few. */
const TELLING = 0.02;

const indicatorHeading = /indicator|measure|variable|series|指标|项目/i;
const unitHeading = /^unit|[_ ]unit|measure.?unit|计量单位|^单位/i;

const utf8 = new TextEncoder();

/** Columns of a long table that name its indicators together, and the one that says the unit of each. */
export interface Dimensions {
  columns: number[];
  unit: number | null;
  /** Rows by indicator. */
  groups: RowGroups;
}

interface Column {
  position: number;
  groups: RowGroups;
  /** Bytes of a usual cell in UTF-8: of a code and its label the label is longer, one of two ideographs too. */
  length: number;
}

/**
 * Finds the columns of words that tell rows of the same region and year apart, as few as do: sector and activity, say,
 * of a table that gives each region and year many figures. Null where rows are told apart without, or by none.
 */
export function findDimensions(
  headings: readonly string[],
  rows: readonly string[][],
  words: readonly number[],
  { regions, slots }: { regions: RowGroups; slots: RowGroups },
): Dimensions | null {
  const columns = words.map((position) => describe(rows, position));
  const named = columns.find(({ position }) => indicatorHeading.test(headings[position] ?? ''));
  if (named === undefined && slots.count === rows.length) return null;
  const chosen = named === undefined ? [] : [named];
  let apart = named === undefined ? slots : divideGroups(slots, named.groups);
  // Names that hardly come twice are those of the things listed, and what is the same in all rows of a region is about it.
  const candidates = columns.filter(
    ({ groups }) => groups.count > 1 && groups.count <= rows.length / 2 && !follows(groups, regions),
  );
  while (apart.count < rows.length) {
    const divided = candidates.map((column) => ({ column, groups: divideGroups(apart, column.groups) }));
    const best = divided.toSorted((a, b) => b.groups.count - a.groups.count)[0];
    if (best === undefined || best.groups.count < apart.count + Math.max(1, TELLING * rows.length)) break;
    chosen.push(best.column);
    apart = best.groups;
  }
  if (chosen.length === 0 || (named === undefined && apart.count < TOLD_APART * rows.length)) return null;
  const groups = chosen.map((column) => column.groups).reduce(divideGroups);
  if (groups.count > rows.length / 2 && named === undefined) return null;
  const units = columns.filter(
    (column) => unitHeading.test(headings[column.position] ?? '') && follows(column.groups, groups),
  );
  return {
    columns: chosen.map((column) => labelOf(column, columns).position).toSorted((a, b) => a - b),
    unit: longest(units)?.position ?? null,
    groups,
  };
}

function describe(rows: readonly string[][], position: number): Column {
  const cells = columnCells(rows, position);
  const length = cells.reduce((sum, cell) => sum + utf8.encode(cell).length, 0) / Math.max(1, cells.length);
  return { position, groups: groupByText(cells), length };
}

/** The longest of the columns that say the same: "Business enterprise" beside "BES". */
const labelOf = (column: Column, columns: readonly Column[]): Column =>
  longest(
    columns.filter(
      (other) =>
        other.groups.count === column.groups.count &&
        (other === column || follows(other.groups, column.groups)),
    ),
  ) ?? column;

const longest = (columns: readonly Column[]): Column | undefined =>
  columns.toSorted((a, b) => b.length - a.length)[0];
