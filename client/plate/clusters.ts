import type { RegionRegister } from '../../geodata/model/catalog.ts';
import type { MeasureRow, MeasureTable } from '../../geodata/model/measure.ts';

/** Id of the measure that finds spatial clusters (Anselin 1995). */
export const localMoran = 'local-moran';

/** Kinds of cluster in the order of their colours; the first is none. */
export const clusterKinds = ['none', 'HH', 'LL', 'LH', 'HL'] as const;
export type ClusterKind = (typeof clusterKinds)[number];

/** Largest pseudo-probability of a cluster that is shown at all, before the correction for many tests. */
const nominal = 0.05;

/** What local Moran says of one region. */
export interface ClusterMark {
  kind: ClusterKind;
  /** False where it would not stand after the correction for many tests (false discovery rate). */
  holds: boolean;
  /** Value and mean of the neighbours' values, both standardised: a point of the Moran scatterplot. */
  standardised: number;
  lag: number;
  p: number | null;
}

/** Clusters of one indicator and year, in the order of the register; null where a region was not looked at. */
export function clusterMarks(
  table: MeasureTable,
  register: RegionRegister,
  indicator: string,
  year: number | null,
): (ClusterMark | null)[] {
  const own = table.rows.filter((row) => row.indicator === indicator && row.year === year);
  const byRegion = new Map(own.map((row) => [row.region, row]));
  return register.code.map((code) => clusterMark(byRegion.get(code)));
}

function clusterMark(row: MeasureRow | undefined): ClusterMark | null {
  if (row?.value === null || row === undefined || typeof row.details !== 'object') return null;
  const { standardised, lag, quadrant, p, significant } = row.details as Record<string, unknown>;
  if (typeof standardised !== 'number' || typeof lag !== 'number') return null;
  const probability = typeof p === 'number' ? p : null;
  const kind = clusterKinds.find((known) => known === quadrant) ?? 'none';
  const shown = probability !== null && probability <= nominal;
  return { kind: shown ? kind : 'none', holds: significant === true, standardised, lag, p: probability };
}
