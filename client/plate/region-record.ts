import type { Catalog, IndicatorEntry, LevelEntry, RegionRegister } from '../../geodata/model/catalog.ts';
import type { Quality } from '../../geodata/model/indicator.ts';
import type { MeasureRow } from '../../geodata/model/measure.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { hasAmounts, type RegionReference, type ViewState } from '../state/view-state.ts';
import { columnsAt, networkYear } from '../state/years.ts';
import type { MeasureContext } from './concentration.ts';
import { qualityAt, rankRows, sourceAt } from './column.ts';

/** One value of a region, and where it stands among all regions of its level. */
export interface RegionValue {
  indicator: IndicatorEntry;
  year: number | null;
  value: number | null;
  quality: Quality | null;
  source: string | null;
  rank: number | null;
  ranked: number;
}

/** A link of the region, seen from it. */
export interface RegionLink {
  code: string;
  weight: number;
  distanceKm: number;
}

/** A measure of the region: over its members, or of how it changed. */
export interface RegionMeasure extends MeasureContext {
  row: MeasureRow;
}

/** Everything the atlas knows about one region. */
export interface RegionRecord {
  level: LevelEntry;
  register: RegionRegister;
  parents: RegionRegister | null;
  row: number;
  /** The indicator on the map through the years, oldest first; empty where it does not exist at this level. */
  series: RegionValue[];
  /** Every indicator that exists at this level, in its latest year. */
  profile: RegionValue[];
  measures: RegionMeasure[];
  /** Strongest first. */
  links: RegionLink[];
  linkRegister: RegionRegister | null;
}

const listedLinks = 8;

/** Id of the measure of change. */
const growth = 'growth';

/** Reads the record of a region; null where the register does not know its code. */
export async function loadRegionRecord(
  bundle: Bundle,
  reference: RegionReference,
  state: ViewState,
): Promise<RegionRecord | null> {
  const { catalog } = bundle;
  const level = catalog.levels.find(({ id }) => id === reference.level);
  if (level === undefined) return null;
  const register = await bundle.register(level.id);
  const row = register.code.indexOf(reference.code);
  if (row === -1) return null;
  const shown = catalog.indicators.find(({ id }) => id === state.indicator);
  const network = catalog.networks.find((entry) => entry.id === state.network && entry.level === level.id);
  const [parents, series, profile, measures, links] = await Promise.all([
    level.parent === null ? null : bundle.register(level.parent),
    shown === undefined
      ? []
      : valuesOf(bundle, level.id, row, shown, columnsAt(shown, level.id)?.years ?? []),
    loadProfile(bundle, catalog, level.id, row),
    loadMeasures(bundle, catalog, reference),
    network === undefined
      ? []
      : bundle
          .network(network.id, networkYear(network, state.year))
          .then((read) => linksOf(read, reference.code)),
  ]);
  const linkRegister = network === undefined ? null : register;
  return { level, register, parents, row, series, profile, measures, links, linkRegister };
}

const valuesOf = (
  bundle: Bundle,
  level: string,
  row: number,
  indicator: IndicatorEntry,
  years: readonly (number | null)[],
): Promise<RegionValue[]> =>
  Promise.all(
    years.map(async (year) => {
      const column = await bundle.column(level, indicator.id, year);
      const ranks = rankRows(hasAmounts(indicator) ? [...column.values.keys()] : [], column.values);
      return {
        indicator,
        year,
        value: column.values[row] ?? null,
        quality: qualityAt(column, row),
        source: sourceAt(column, row),
        rank: ranks.get(row) ?? null,
        ranked: ranks.size,
      };
    }),
  );

async function loadProfile(
  bundle: Bundle,
  catalog: Catalog,
  level: string,
  row: number,
): Promise<RegionValue[]> {
  const latest = await Promise.all(
    catalog.indicators.map((indicator) =>
      valuesOf(bundle, level, row, indicator, columnsAt(indicator, level)?.years.slice(-1) ?? []),
    ),
  );
  return latest.flat();
}

/** Rows about this very region out of every table of measures that has one row or more for each region of its level. */
async function loadMeasures(
  bundle: Bundle,
  catalog: Catalog,
  reference: RegionReference,
): Promise<RegionMeasure[]> {
  // Other results about single regions are indicators of their own, and stand in the profile.
  const entries = catalog.measures.filter(
    ({ within, level, measure }) =>
      within === reference.level && (level !== reference.level || measure === growth),
  );
  const found = await Promise.all(
    entries.map(async (entry) => {
      const table = await bundle.measure(entry.id);
      const rows = table.rows.filter(({ region }) => region === reference.code);
      return mostTelling(rows).map((row) => ({
        entry,
        params: table.params,
        description: table.description,
        row,
      }));
    }),
  );
  return found.flat();
}

const span = ({ year, toYear }: MeasureRow): number => (toYear ?? 0) - (year ?? 0);

/** Of each indicator the latest year; of changes the longest stage. */
function mostTelling(rows: readonly MeasureRow[]): MeasureRow[] {
  const chosen = new Map<string, MeasureRow>();
  for (const row of rows) {
    const before = chosen.get(row.indicator);
    const better =
      before === undefined ||
      (row.toYear === undefined ? (row.year ?? 0) >= (before.year ?? 0) : span(row) > span(before));
    if (better) chosen.set(row.indicator, row);
  }
  return [...chosen.values()];
}

/** The links of one region in a network file, strongest first. */
export function linksOf(network: NetworkDocument, code: string): RegionLink[] {
  const node = network.nodes.indexOf(code);
  if (node === -1) return [];
  const links = network.weight.flatMap((weight, edge) => {
    const a = network.a[edge]!;
    const b = network.b[edge]!;
    if (a !== node && b !== node) return [];
    return [{ code: network.nodes[a === node ? b : a]!, weight, distanceKm: network.distanceKm[edge]! }];
  });
  return links.sort((one, other) => other.weight - one.weight).slice(0, listedLinks);
}
