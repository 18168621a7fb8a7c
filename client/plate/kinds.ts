import type { Catalog, ColumnDocument, IndicatorEntry, RegionRegister } from '../../geodata/model/catalog.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { columnsAt, nearestYear } from '../state/years.ts';
import { isMarked, qualityAt } from './column.ts';
import type { Plate } from './plate.ts';

/** Measure that counts how many kinds of things a region has at once. */
const overlap = 'overlap';

/** One kind of thing that is counted, and how it is spread over the regions of a frame. */
export interface KindLayout {
  indicator: IndicatorEntry;
  year: number | null;
  /** Sum over the frame. */
  total: number;
  /** Sum that the level above has by a table of its own, where it is another: things may lie in two regions. */
  totalAbove: number | null;
  /** Regions that have at least one, and regions of which it is known. */
  holders: number;
  known: number;
  /** Row of the region with most, the first of several, and its share of the sum; null without any. */
  first: { row: number; share: number } | null;
  /** Share of the sum that the capitals hold, in regions above that have one; null where there are none. */
  capitalShare: number | null;
  /** Whether any of the values is not a plain count. */
  estimated: boolean;
}

/** How kinds of things are laid out over the frame of a plate. */
export interface KindsRecord {
  layouts: KindLayout[];
  /** Rows of the frame by how many kinds they have at once, from most to none; empty where that was not computed. */
  together: { kinds: number; rows: number[] }[];
  sources: string[];
}

const overlapEntry = (catalog: Catalog, indicator: IndicatorEntry, level: string) => {
  const computedBy = columnsAt(indicator, level)?.computedBy;
  return catalog.measures.find(({ id, measure }) => id === computedBy && measure === overlap);
};

/**
 * The counts that belong together with what a plate shows: those of its theme, or, where it shows how many kinds stand
 * together, those out of the sources of that number.
 */
export function kindsBeside({ catalog, indicator, level }: Plate): IndicatorEntry[] {
  if (indicator === null) return [];
  const sources = new Set(overlapEntry(catalog, indicator, level.id)?.sources);
  return catalog.indicators.filter((each) => {
    const columns = columnsAt(each, level.id);
    if (each.kind !== 'count' || columns === undefined) return false;
    return sources.size > 0
      ? columns.sources.some((source) => sources.has(source))
      : indicator.kind === 'count' && each.theme === indicator.theme;
  });
}

/** Reads the counts and lays them out; each in the year nearest to that of the plate. */
export async function loadKinds(bundle: Bundle, plate: Plate): Promise<KindsRecord> {
  const { catalog, level, state } = plate;
  const kinds = kindsBeside(plate);
  const columns = await Promise.all(
    kinds.map((indicator) =>
      bundle.column(level.id, indicator.id, nearestYear(columnsAt(indicator, level.id)!.years, state.year)),
    ),
  );
  const above = await Promise.all(kinds.map((indicator) => totalAbove(bundle, indicator, plate)));
  const together = catalog.indicators.find((each) => overlapEntry(catalog, each, level.id) !== undefined);
  const counted =
    together === undefined
      ? null
      : await bundle.column(
          level.id,
          together.id,
          nearestYear(columnsAt(together, level.id)!.years, state.year),
        );
  return {
    layouts: kinds.map((indicator, place) => layoutOf(indicator, columns[place]!, above[place]!, plate)),
    together: counted === null ? [] : byKinds(counted, plate.frame),
    sources: [...new Set(kinds.flatMap((kind) => columnsAt(kind, level.id)!.sources))],
  };
}

/** Sum over the level above, where it has figures of its own and the plate shows everything; else null. */
async function totalAbove(
  bundle: Bundle,
  indicator: IndicatorEntry,
  { level, state }: Plate,
): Promise<number | null> {
  const columns = level.parent === null ? undefined : columnsAt(indicator, level.parent);
  if (columns === undefined || columns.summedFrom !== null || state.within !== null) return null;
  const { values } = await bundle.column(level.parent!, indicator.id, nearestYear(columns.years, state.year));
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function layoutOf(
  indicator: IndicatorEntry,
  column: ColumnDocument,
  above: number | null,
  plate: Plate,
): KindLayout {
  const valued = plate.frame.filter((row) => (column.values[row] ?? null) !== null);
  const valueAt = (row: number): number => column.values[row]!;
  const total = valued.reduce((sum, row) => sum + valueAt(row), 0);
  const first = valued.toSorted((one, other) => valueAt(other) - valueAt(one) || one - other)[0];
  return {
    indicator,
    year: column.year,
    total,
    totalAbove: above === total ? null : above,
    holders: valued.filter((row) => valueAt(row) > 0).length,
    known: valued.length,
    first: first === undefined || total === 0 ? null : { row: first, share: valueAt(first) / total },
    capitalShare:
      plate.parents === null ? null : capitalShare(plate.register, plate.parents, valued, valueAt),
    estimated: valued.some((row) => isMarked(qualityAt(column, row))),
  };
}

/** Share of the capitals in the sum over all regions whose region above has a capital. */
function capitalShare(
  register: RegionRegister,
  parents: RegionRegister,
  rows: readonly number[],
  valueAt: (row: number) => number,
): number | null {
  const capitalOf = new Map(parents.code.map((code, row) => [code, parents.capital[row] ?? null]));
  let [whole, inCapitals] = [0, 0];
  for (const row of rows) {
    const capital = capitalOf.get(register.parent[row] ?? '') ?? null;
    if (capital === null) continue;
    whole += valueAt(row);
    if (register.code[row] === capital) inCapitals += valueAt(row);
  }
  return whole > 0 ? inCapitals / whole : null;
}

function byKinds({ values }: ColumnDocument, frame: readonly number[]): KindsRecord['together'] {
  const groups = new Map<number, number[]>();
  for (const row of frame) {
    const kinds = values[row] ?? null;
    if (kinds !== null) groups.set(kinds, [...(groups.get(kinds) ?? []), row]);
  }
  return [...groups].map(([kinds, rows]) => ({ kinds, rows })).sort((one, other) => other.kinds - one.kinds);
}
