import type { MeasureRow, MeasureTable } from '../model/measure.ts';
import type { Indicator, Quality } from '../model/indicator.ts';
import type { EdgeList, NetworkDocument } from '../model/network.ts';
import type { RawTable } from '../model/table.ts';
import type { Column } from './columns.ts';
import type { Frame } from './frames.ts';
import type { CompiledLevel } from './levels.ts';
import type { MeasureConfig } from './measure-config.ts';
import type { LevelNeighbours } from './measure-neighbours.ts';
import type { MemberSet } from './member-sets.ts';

/** A network with all of its edges, as measures need it. */
export interface MeasurableNetwork {
  years: readonly { year: number | null; edges: EdgeList }[];
  /** The edges that are drawn, one document a year. */
  documents: readonly Pick<NetworkDocument, 'year' | 'nodes' | 'a' | 'b' | 'weight' | 'directed'>[];
  entry: { id: string; level: string; basis: 'observed' | 'modelled'; sources: string[] };
}

/** What all measures of an atlas draw from. */
export interface MeasureWorld {
  indicators: ReadonlyMap<string, Indicator>;
  levels: readonly CompiledLevel[];
  columns: readonly Column[];
  networks: readonly MeasurableNetwork[];
  /** Tables of the entries above, for those that explain results by results. */
  tables: readonly MeasureTable[];
  neighbours: LevelNeighbours;
}

/** One entry under `measures`, with what it names looked up. */
export interface MeasureRequest {
  config: MeasureConfig;
  level: CompiledLevel;
  frames: readonly Frame[];
  world: MeasureWorld;
  tables: EntryTables;
}

/** The tables that an entry under `measures` names. */
export interface EntryTables {
  /** Of `table`. */
  things: RawTable | null;
  /** Of `sets`. */
  sets: readonly MemberSet[] | null;
}

/** Who a row is about. */
export type Subject = Pick<MeasureRow, 'region' | 'group' | 'indicator' | 'year' | 'toYear'>;

/** One computation: an input in the JSON form of its kind, and what its result is about. */
export interface MeasureTask {
  input: unknown;
  /** Parameters that follow from the frame, such as its capital. */
  params: Record<string, unknown>;
  subject: Subject;
  /** Units in the frame. */
  frame: number;
  /** Qualities other than `measured` among the values that went in. */
  flags: string[];
  /** Ids of the sources of the values that went in. */
  sources: string[];
  /** Where the units or groups of the input are not regions but frames: what each of them is, by its code. */
  units?: ReadonlyMap<string, { subject: Subject; n: number; frame: number; flags: string[] }>;
}

/** Values that were not measured leave their mark on what is computed from them. */
export function qualityFlags(columns: readonly Column[], positions: Iterable<number>): string[] {
  const flags = new Set<Quality>();
  for (const position of positions)
    for (const { quality } of columns) {
      const own = quality[position];
      if (own !== null && own !== undefined && own !== 'measured') flags.add(own);
    }
  return [...flags].sort();
}
