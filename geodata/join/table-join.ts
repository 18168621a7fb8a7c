import type { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Indicator } from '../model/indicator.ts';
import type { NamedRegion } from '../model/region.ts';
import type { RawTable } from '../model/table.ts';
import type { Blank, ObservationSet, TotalObservation } from './observation-set.ts';
import type { PlacedRows } from './read-places.ts';
import type { RegionIndex } from './region-index.ts';
import type { RowCounter } from './row-counter.ts';
import type { JoinSummary } from './summary.ts';
import type { TablePlan } from './table-plan.ts';
import type { TableSpec } from './table-spec.ts';

export interface JoinInput {
  table: RawTable;
  /** The entry of `tables` in atlas.yaml. */
  spec: TableSpec;
  /** Index over the regions of the level of the table. */
  index: RegionIndex;
  indicators: readonly Indicator[];
  sources: readonly { id: string }[];
  /** Where the table itself says where its places are. */
  placed?: PlacedRows;
}

/** What is known and gathered while the rows of one table are joined. */
export interface TableJoin {
  input: JoinInput;
  plan: TablePlan;
  remarks: DiagnosticList;
  found: ObservationSet;
  /** Where rows are counted. */
  counter: RowCounter | null;
  totals: TotalObservation[];
  blanks: Blank[];
  matched: Set<NamedRegion>;
  summary: JoinSummary;
}
