import type { AtlasConfig } from '../config/schema.ts';
import { joinEdges } from '../join/join-edges.ts';
import type { RegionIndex } from '../join/region-index.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { CompiledLevel } from './levels.ts';
import type { CompiledNetwork, NetworkYear } from './networks-draw.ts';
import { drawNetwork, emptyYear } from './networks-draw.ts';

type EdgesConfig = Extract<AtlasConfig['networks'][number], { kind: 'edges' }>;

/** A network read from a table: as many documents as it has years; an empty one where no row is a link. */
export async function compileEdgeListNetwork(
  config: EdgesConfig,
  level: CompiledLevel,
  index: RegionIndex,
  files: AtlasFiles,
): Promise<CompiledNetwork> {
  const read = await readTable(await files.read(config.file), config.file, {
    sheet: config.sheet,
    encoding: config.encoding,
  });
  const joined = joinEdges(read.table, config, index);
  const isYearly = joined.years.some(({ year }) => year !== null);
  const years: NetworkYear[] = joined.years.length > 0 ? joined.years : [emptyYear(level, config.directed)];
  const basis =
    config.basis === 'observed'
      ? { zh: '由数据表读取，为观测值。', en: 'Read from a table of observed links.' }
      : {
          zh: '由数据表读取，为模型推算值，非观测。',
          en: 'Read from a table of modelled links, not observed.',
        };
  return drawNetwork({
    config,
    level,
    years,
    isYearly,
    basis: config.basis,
    directed: config.directed,
    method: basis,
    weightUnit: config.unit,
    sources: config.sources,
    params: { file: config.file },
    rows: joined.counts,
    diagnostics: [...read.diagnostics, ...joined.diagnostics],
  });
}
