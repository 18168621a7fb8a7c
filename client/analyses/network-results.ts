import type { MeasureEntry } from '../../geodata/model/catalog.ts';
import type { MeasureDocument, MeasureRow, MeasureTable } from '../../geodata/model/measure.ts';

/** A table about a network with its entry in the catalog. */
export interface NetworkTable {
  entry: MeasureEntry;
  table: MeasureDocument;
}

/** The rows of the year nearest to the one shown; all of a table without years. */
export function rowsNear({ rows }: MeasureTable, year: number | null): MeasureRow[] {
  const years = [...new Set(rows.flatMap((row) => row.year ?? []))];
  if (years.length === 0) return [...rows];
  const near = years.reduce((best, each) =>
    Math.abs(each - (year ?? Infinity)) < Math.abs(best - (year ?? Infinity)) ? each : best,
  );
  return rows.filter((row) => row.year === (year === null ? years.at(-1) : near));
}

/** A number among what comes with a result; null where it has none of that name. */
export function detail({ details }: MeasureRow, name: string): number | null {
  const value = (details as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === 'number' ? value : null;
}

/** Share of all weight between two groups, both ways where links have no direction. */
export interface TierMatrix {
  groups: { id: string; name: { zh: string; en: string } }[];
  /** `cells[from][to]`; null where nothing joins the two. */
  cells: ({ share: number; links: number } | null)[][];
  largest: number;
}

/** The matrix out of a table of the measure `tier-pairs`; tiers that nothing joins are left out. */
export function tierMatrix(table: MeasureTable, rows: readonly MeasureRow[], directed: boolean): TierMatrix {
  const joined = new Set(rows.flatMap(({ group, other }) => [group, other]));
  const groups = (table.groups ?? []).filter(({ id }) => joined.has(id));
  const found = (from: string, to: string): MeasureRow | undefined =>
    rows.find(({ group, other }) => group === from && other === to);
  const cells = groups.map((from) =>
    groups.map((to) => {
      const row = found(from.id, to.id) ?? (directed ? undefined : found(to.id, from.id));
      const share = row === undefined ? null : detail(row, 'share');
      return share === null ? null : { share, links: detail(row!, 'links') ?? 0 };
    }),
  );
  const shares = cells.flat().map((cell) => cell?.share ?? 0);
  return { groups, cells, largest: Math.max(0, ...shares) };
}

/** Shares of the largest component after none, one, two, … nodes are gone, out of the measure `robustness`. */
export function removalShares({ details }: MeasureRow): number[] {
  const { shares } = (details ?? {}) as { shares?: unknown };
  return Array.isArray(shares) ? shares.filter((share): share is number => typeof share === 'number') : [];
}
