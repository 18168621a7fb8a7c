import type { AtlasConfig } from '../config/schema.ts';
import type { JoinSummary } from '../join/summary.ts';
import type { AgglomerationSet, CorridorSet, TierScheme } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { BoundingBox } from '../model/geometry.ts';
import type { Indicator } from '../model/indicator.ts';
import type { MeasureTable } from '../model/measure.ts';
import type { Column } from './columns.ts';
import type { BuildInputs } from './freshness.ts';
import type { CompiledLevel } from './levels.ts';
import type { CompiledNetwork } from './networks-draw.ts';

/** An atlas in memory: all that a bundle will say, before tiles and files. */
export interface CompiledAtlas {
  config: AtlasConfig;
  indicators: ReadonlyMap<string, Indicator>;
  levels: CompiledLevel[];
  /** Where a reader of the atlas that lends the largest regions looks first; null where nobody says. */
  lentHome: BoundingBox | null;
  /** Deepest zoom of its tiles. */
  maxzoom: number;
  columns: Column[];
  tiers: TierScheme[];
  agglomerations: AgglomerationSet[];
  corridors: CorridorSet[];
  networks: CompiledNetwork[];
  measures: MeasureTable[];
  diagnostics: Diagnostic[];
  summaries: JoinSummary[];
  inputs: Omit<BuildInputs, 'code'>;
}
