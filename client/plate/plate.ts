import type {
  Catalog,
  ColumnDocument,
  IndicatorEntry,
  LevelEntry,
  RegionRegister,
} from '../../geodata/model/catalog.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import type { Quality } from '../../geodata/model/indicator.ts';
import { columnsAt, type ViewState } from '../state/view-state.ts';
import { classOf, shadeOf } from './classes.ts';

/** What is shown at one moment: one indicator in one year for the regions of one level, ready to draw. */
export interface Plate {
  state: ViewState;
  catalog: Catalog;
  level: LevelEntry;
  register: RegionRegister;
  /** Register of the level above, null at the top. */
  parents: RegionRegister | null;
  indicator: IndicatorEntry | null;
  /** Where the indicator exists at this level: years, breaks, extent. */
  coverage: IndicatorEntry['columns'][number] | null;
  column: ColumnDocument | null;
  /** One mark per region, in the order of the register. */
  marks: RegionMark[];
  /** The network whose links are drawn, with the register of its ends; null where none are. */
  network: { document: NetworkDocument; register: RegionRegister } | null;
  /** Rows of the register that table and curve are about, ascending. */
  frame: number[];
}

/** How one region is drawn and listed. */
export interface RegionMark {
  value: number | null;
  /** Place on the colour scale, null without data. */
  shade: number | null;
  quality: Quality | null;
  /** 1 is the largest value within the frame; equal values are ranked by code. */
  rank: number | null;
}

/** The documents that a plate is made of. */
export interface PlateDocuments {
  register: RegionRegister;
  parents: RegionRegister | null;
  column: ColumnDocument | null;
  network: Plate['network'];
}

/** Lays out a plate. Regions outside the frame keep their colour and have no rank. */
export function layPlate(catalog: Catalog, state: ViewState, documents: PlateDocuments): Plate {
  const { register, parents, column, network } = documents;
  const level = catalog.levels.find(({ id }) => id === state.level)!;
  const indicator = catalog.indicators.find(({ id }) => id === state.indicator) ?? null;
  const coverage = columnsAt(indicator ?? undefined, level.id) ?? null;
  const within = parents !== null && state.within !== null && parents.code.includes(state.within);
  const frame = [...register.code.keys()].filter((row) => !within || register.parent[row] === state.within);
  const ranks = rankRows(frame, column?.values ?? []);
  const breaks = coverage?.breaks ?? [];
  const marks = register.code.map((_, row): RegionMark => {
    const value = column?.values[row] ?? null;
    if (value === null) return { value, shade: null, quality: null, rank: null };
    return {
      value,
      shade: shadeOf(classOf(value, breaks), breaks.length + 1),
      quality: qualityAt(column!, row),
      rank: ranks.get(row) ?? null,
    };
  });
  return { state, catalog, level, register, parents, indicator, coverage, column, network, marks, frame };
}

/** Quality of one value of a column. */
export function qualityAt(column: ColumnDocument, row: number): Quality | null {
  if (column.values[row] === null) return null;
  return typeof column.quality === 'string' ? column.quality : (column.quality[row] ?? null);
}

/** Source id of one value of a column. */
export function sourceAt(column: ColumnDocument, row: number): string | null {
  if (column.values[row] === null) return null;
  return typeof column.source === 'string' ? column.source : (column.source[row] ?? null);
}

/** True for values that a reader must not take for a count or a survey. */
export const isMarked = (quality: Quality | null): boolean => quality !== null && quality !== 'measured';

/** Rank of every row that has a value. Rows are in code order, so a stable sort breaks ties by code. */
export function rankRows(
  rows: readonly number[],
  values: readonly (number | null)[],
): ReadonlyMap<number, number> {
  const valued = rows.filter((row) => (values[row] ?? null) !== null);
  const sorted = valued.sort((one, other) => values[other]! - values[one]!);
  return new Map(sorted.map((row, place) => [row, place + 1]));
}
