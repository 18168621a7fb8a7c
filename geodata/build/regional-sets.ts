import type { AtlasConfig } from '../config/schema.ts';
import type { RegionIndex } from '../join/region-index.ts';
import type { AgglomerationSet, CorridorSet, TierScheme } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Indicator } from '../model/indicator.ts';
import type { MeasureTable } from '../model/measure.ts';
import { compileAgglomerations } from './agglomerations.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { Column } from './columns.ts';
import { compileCorridors } from './corridors.ts';
import type { CompiledLevel } from './levels.ts';
import type { CompiledNetwork } from './networks-draw.ts';

/** What agglomerations and corridors are measured with. */
export interface MeasuredAtlas {
  config: AtlasConfig;
  networks: readonly CompiledNetwork[];
  tiers: readonly TierScheme[];
  measures: readonly MeasureTable[];
  columns: readonly Column[];
  indicators: ReadonlyMap<string, Indicator>;
}

/** Every agglomeration and corridor of the atlas, in the order of atlas.yaml. */
export async function compileRegionalSets(
  atlas: MeasuredAtlas,
  levels: readonly CompiledLevel[],
  indexes: ReadonlyMap<string, RegionIndex>,
  files: AtlasFiles,
): Promise<{ agglomerations: AgglomerationSet[]; corridors: CorridorSet[]; diagnostics: Diagnostic[] }> {
  const levelOf = (id: string): CompiledLevel => levels.find(({ config }) => config.id === id)!;
  const agglomerations: AgglomerationSet[] = [];
  const corridors: CorridorSet[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const config of atlas.config.agglomerations) {
    const index = indexes.get(config.level)!;
    const compiled = await compileAgglomerations(config, atlas, levelOf(config.level), index, files);
    agglomerations.push(compiled.set);
    diagnostics.push(...compiled.diagnostics);
  }
  for (const config of atlas.config.corridors) {
    const index = indexes.get(config.level)!;
    const compiled = await compileCorridors(config, atlas, levelOf(config.level), index, files);
    corridors.push(compiled.set);
    diagnostics.push(...compiled.diagnostics);
  }
  return { agglomerations, corridors, diagnostics };
}
