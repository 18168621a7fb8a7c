import type {
  Catalog,
  ColumnDocument,
  IndicatorEntry,
  LevelEntry,
  RegionRegister,
} from '../../geodata/model/catalog.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import type { MeasureTable } from '../../geodata/model/measure.ts';
import type { Quality } from '../../geodata/model/indicator.ts';
import { hasAmounts, type ViewState } from '../state/view-state.ts';
import { columnsAt } from '../state/years.ts';
import { classOf, shadeOf } from '../../geodata/model/class-shades.ts';
import { clusterKinds, clusterMarks, type ClusterMark } from './clusters.ts';
import { isMarked, rankRows } from './column.ts';
import { shownChange, shownValues, type Shown } from './shown.ts';

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
  /** What the numbers and colours are; null without an indicator. */
  shown: Shown | null;
  /** One mark per region, in the order of the register. */
  marks: RegionMark[];
  /** The network whose links are drawn, with the register of its ends; null where none are. */
  network: { document: NetworkDocument; register: RegionRegister } | null;
  /** Registers of the members of the groups of regions that are drawn. */
  groupRegisters: RegionRegister[];
  /** Rows of the register that table and curve are about, ascending. */
  frame: number[];
  /** Whether every value of the frame is an estimate: then the legend says so, and no region is dotted. */
  allMarked: boolean;
  /** The earlier of two years that are compared, in the same classes; null where one year is shown. */
  earlier: Plate | null;
}

/** How one region is drawn and listed. */
export interface RegionMark {
  value: number | null;
  /** Place among the colours of the ramp, null without data. */
  shade: number | null;
  quality: Quality | null;
  /** Spatial cluster, where those are shown. */
  cluster: ClusterMark | null;
  /** 1 is the largest value within the frame; equal values are ranked by code. */
  rank: number | null;
}

/** The documents that a plate is made of. */
export interface PlateDocuments {
  register: RegionRegister;
  parents: RegionRegister | null;
  column: ColumnDocument | null;
  /** Column of the first year where a change or a comparison is shown. */
  base: ColumnDocument | null;
  /** Table of local Moran where clusters are shown. */
  clusters: MeasureTable | null;
  network: Plate['network'];
  groupRegisters: RegionRegister[];
}

/** Lays out a plate. Regions outside the frame keep their colour and have no rank. */
export function layPlate(catalog: Catalog, state: ViewState, documents: PlateDocuments): Plate {
  const { register, parents, column, clusters, network, groupRegisters } = documents;
  const level = catalog.levels.find(({ id }) => id === state.level)!;
  const indicator = catalog.indicators.find(({ id }) => id === state.indicator) ?? null;
  const coverage = columnsAt(indicator ?? undefined, level.id) ?? null;
  const within = parents !== null && state.within !== null && parents.code.includes(state.within);
  const frame = [...register.code.keys()].filter((row) => !within || register.parent[row] === state.within);
  const compares = state.coloring === 'compare';
  const shown = showing(indicator, coverage, compares ? { ...documents, base: null } : documents);
  const ranks = rankRows(hasAmounts(indicator) ? frame : [], shown?.values ?? []);
  const found =
    clusters === null || indicator === null
      ? null
      : clusterMarks(clusters, register, indicator.id, state.year);
  const marks = register.code.map((_, row): RegionMark => {
    const value = shown?.values[row] ?? null;
    const cluster = found?.[row] ?? null;
    const shade = found === null ? shadeOfValue(shown, value) : shadeOfCluster(cluster);
    return { value, shade, quality: shown?.quality[row] ?? null, cluster, rank: ranks.get(row) ?? null };
  });
  const known = frame.filter((row) => marks[row]!.value !== null);
  return {
    state,
    catalog,
    level,
    register,
    parents,
    indicator,
    coverage,
    column,
    shown,
    marks,
    network,
    groupRegisters,
    frame,
    allMarked: known.length > 1 && known.every((row) => isMarked(marks[row]!.quality)),
    earlier: compares ? layEarlier(catalog, state, documents) : null,
  };
}

/** The plate of the first of two years; null where its column is not there. */
function layEarlier(catalog: Catalog, state: ViewState, documents: PlateDocuments): Plate | null {
  if (documents.base === null) return null;
  return layPlate(
    catalog,
    { ...state, year: documents.base.year, coloring: 'value', since: null },
    { ...documents, column: documents.base, base: null },
  );
}

function showing(
  indicator: IndicatorEntry | null,
  coverage: Plate['coverage'],
  { column, base, clusters }: PlateDocuments,
): Shown | null {
  if (indicator === null || coverage === null || column === null) return null;
  if (base !== null) return shownChange(indicator, base, column);
  const values = shownValues(indicator, coverage, column);
  return clusters === null ? values : { ...values, ramp: 'clusters' };
}

const shadeOfValue = (shown: Shown | null, value: number | null): number | null =>
  shown === null || value === null ? null : shadeOf(classOf(value, shown.breaks), shown.breaks.length + 1);

const shadeOfCluster = (cluster: ClusterMark | null): number | null =>
  cluster === null ? null : clusterKinds.indexOf(cluster.kind);

/** Whether a region is dotted: an estimate, or a cluster that would not stand the correction for many tests. */
export function isDotted({ marks, shown, allMarked }: Plate, row: number): boolean {
  const { quality, cluster } = marks[row]!;
  if (shown?.ramp === 'clusters') return cluster !== null && cluster.kind !== 'none' && !cluster.holds;
  return !allMarked && isMarked(quality);
}
