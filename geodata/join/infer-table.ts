import type { TableRoles } from '../model/roles.ts';
import type { RawTable } from '../model/table.ts';
import type { LevelCandidate } from './infer-boundaries.ts';
import { columnCells, findColumn, findYear, sampleRows } from './infer-columns.ts';
import { inferQuality } from './infer-quality.ts';
import { inferValues, nameColumns } from './infer-values.ts';
import type { RegionIndex } from './region-index.ts';
import { createRegionIndex } from './region-index.ts';
import { divideGroups, groupByText } from './row-groups.ts';

/** Less than this of the rows found in a level, the table is not about it. A table of five with two misprints is. */
const ENOUGH = 0.4;

/** Levels whose shares differ by less fit alike. */
const ALIKE = 0.1;

/**
 * Guesses what the columns of a table are by holding their cells against the regions of every level there could be.
 * Null where no column names the regions of any.
 */
export function inferTable(table: RawTable, candidates: readonly LevelCandidate[]): TableRoles | null {
  const sample = sampleRows(table);
  const fits = candidates.map((candidate) => ({
    ...fitLevel(table.columns, sample, candidate),
    depth: depthOf(candidate, candidates),
  }));
  const best = fits.toSorted(compareFits)[0];
  if (best === undefined || best.share < ENOUGH) return null;

  const { key, name, candidate } = best;
  const taken = new Set([key, name].filter((position) => position !== null));
  const parent = findParent(table.columns, sample, candidate, taken);
  if (parent !== null) taken.add(parent);
  const year = findYear(table.columns, sample, taken);
  if (year !== null) taken.add(year);
  const quality = inferQuality(table.columns, sample, taken);
  if (quality !== null) taken.add(quality.position);

  const regionsOf = key ?? name ?? 0;
  const rows = table.rows.map(({ cells }) => cells);
  const regions = groupByText(columnCells(rows, regionsOf));
  const slots = year === null ? regions : divideGroups(regions, groupByText(columnCells(rows, year)));
  const { long, values } = inferValues({ columns: table.columns, rows, sample, taken, regions, slots });
  const heading = (position: number | null): string | null =>
    position === null ? null : (table.columns[position] ?? null);
  return {
    file: table.name,
    atlas: candidate.atlas,
    level: candidate.level,
    rows: table.rows.length,
    matched: Math.round(best.share * table.rows.length),
    key: heading(key),
    name: heading(name),
    parent: heading(parent),
    year: heading(year),
    quality: quality?.quality ?? null,
    long,
    values: nameColumns(values, table),
  };
}

interface LevelFit {
  candidate: LevelCandidate;
  depth: number;
  /** Part of the rows whose region was found by key or name. */
  share: number;
  key: number | null;
  name: number | null;
  /** Different texts in that column. */
  distinct: number;
}

interface ColumnFit {
  position: number;
  /** Part of the rows whose cell names a region. */
  share: number;
}

/**
 * The better fit first. Of levels that fit alike in one column, the larger regions: 北京 and 上海 alone are provinces.
 * Where each has a column of its own, the smaller ones: the other column is that of the parents. Boundaries of the folder
 * are there to be used, unless they are those of the parents.
 */
function compareFits(a: LevelFit, b: LevelFit): number {
  if (Math.abs(a.share - b.share) > ALIKE) return b.share - a.share;
  const sameColumn = (a.key ?? a.name) === (b.key ?? b.name);
  const own = Number(a.candidate.atlas !== null) - Number(b.candidate.atlas !== null);
  const larger = a.depth - b.depth || a.candidate.regions.length - b.candidate.regions.length;
  if (sameColumn) return own || larger;
  const isFiner = own < 0 ? a.distinct >= b.distinct : b.distinct >= a.distinct;
  return (isFiner && own) || -larger;
}

/** How many levels there are above this one. */
function depthOf({ parents }: LevelCandidate, candidates: readonly LevelCandidate[]): number {
  if (parents === undefined || parents.length === 0) return 0;
  const above = candidates.find(({ regions }) => regions === parents);
  return 1 + (above === undefined ? 0 : depthOf(above, candidates));
}

function fitLevel(
  columns: readonly string[],
  sample: readonly string[][],
  candidate: LevelCandidate,
): Omit<LevelFit, 'depth'> {
  const index = createRegionIndex(candidate);
  const isName = (cell: string): boolean => /\p{L}/u.test(cell) && isRegion(index, { name: cell });
  const coded = bestColumn(columns, sample, (cell) => isRegion(index, { code: cell }));
  const named = nameColumn(columns, sample, isName);
  const fit = (key: ColumnFit | null, name: ColumnFit | null): Omit<LevelFit, 'depth'> => ({
    candidate,
    share: Math.max(key?.share ?? 0, name?.share ?? 0),
    key: key?.position ?? null,
    name: name?.position ?? null,
    distinct: new Set(columnCells(sample, key?.position ?? name?.position ?? 0)).size,
  });
  if (coded !== null && named === null && isAmount(columns, sample, coded.position)) return fit(null, null);
  if (named === null || coded === null) return fit(coded, named);
  const isSame = named.position === coded.position;
  // A code that is a word ("FRA") is found as a name too; the names then stand beside it, or nowhere.
  const beside = isSame ? nameColumn(columns, sample, isName, coded.position) : named;
  if (beside !== null && agree(index, sample, coded.position, beside.position)) return fit(coded, beside);
  return isSame && named.share <= coded.share ? fit(coded, null) : fit(null, named);
}

/** Whether numbers may well be amounts, although there are regions with such codes: 44 laboratories are no Guangdong. */
function isAmount(columns: readonly string[], sample: readonly string[][], position: number): boolean {
  if (/code|id$|fips|iso|代码|编码|编号|区划/i.test(columns[position] ?? '')) return false;
  return columnCells(sample, position).every((cell) => /^\d{0,3}$/.test(cell));
}

const isRegion = (index: RegionIndex, query: { code: string } | { name: string }): boolean => {
  const match = index.match(query);
  return match.kind === 'region' || match.kind === 'ambiguous';
};

/** Small numbers happen to be codes somewhere: a column of codes says mostly what the column of names says. */
function agree(index: RegionIndex, sample: readonly string[][], key: number, name: number): boolean {
  const both = sample.flatMap((cells) => {
    const byCode = index.match({ code: cells[key] ?? '' });
    const byName = index.match({ name: cells[name] ?? '' });
    return byCode.kind === 'region' && byName.kind === 'region' ? [byCode.region === byName.region] : [];
  });
  return both.length === 0 || both.filter(Boolean).length >= both.length / 2;
}

/** The column most of whose cells pass, if enough do. */
const bestColumn = (
  columns: readonly string[],
  sample: readonly string[][],
  passes: (cell: string) => boolean,
): ColumnFit | null => passingColumns(columns, sample, passes).reduce<ColumnFit | null>(better, null);

/** Of columns that name about as many regions the one with the longest texts: beside "France" "FR" is a name, too. */
function nameColumn(
  columns: readonly string[],
  sample: readonly string[][],
  passes: (cell: string) => boolean,
  except = -1,
): ColumnFit | null {
  const passing = passingColumns(columns, sample, passes).filter(({ position }) => position !== except);
  const most = passing.reduce<ColumnFit | null>(better, null)?.share ?? 0;
  const length = ({ position }: ColumnFit): number => columnCells(sample, position).join('').length;
  return (
    passing.filter(({ share }) => share >= most - ALIKE).toSorted((a, b) => length(b) - length(a))[0] ?? null
  );
}

const better = (best: ColumnFit | null, column: ColumnFit): ColumnFit =>
  best === null || column.share > best.share ? column : best;

/** Columns enough of whose cells pass. */
function passingColumns(
  columns: readonly string[],
  sample: readonly string[][],
  passes: (cell: string) => boolean,
): ColumnFit[] {
  return [...columns.keys()].flatMap((position) => {
    const known = new Map<string, boolean>();
    const hits = sample.filter((cells) => {
      const cell = cells[position] ?? '';
      const passed = known.get(cell) ?? (cell.trim() !== '' && passes(cell));
      known.set(cell, passed);
      return passed;
    }).length;
    const share = hits / Math.max(1, sample.length);
    return share >= ENOUGH ? [{ position, share }] : [];
  });
}

function findParent(
  columns: readonly string[],
  sample: readonly string[][],
  { parents }: LevelCandidate,
  taken: ReadonlySet<number>,
): number | null {
  if (parents === undefined || parents.length === 0) return null;
  const index = createRegionIndex({ regions: parents });
  return findColumn(
    columns,
    sample,
    taken,
    (cell) => /\p{L}/u.test(cell) && index.match({ name: cell }).kind === 'region',
  );
}
