import type { AtlasConfig } from '../config/schema.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Indicator } from '../model/indicator.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { Column } from './columns.ts';
import type { CompiledLevel } from './levels.ts';
import type { CompiledNetwork } from './networks-draw.ts';
import { compileEdgeListNetwork } from './networks-edges.ts';
import { compileGravityNetwork } from './networks-gravity.ts';
import { compileRecordsNetwork } from './networks-records.ts';
import type { CompiledTables } from './tables.ts';

export interface CompiledNetworks {
  networks: CompiledNetwork[];
  /** Indicators that were counted along with links. */
  columns: Column[];
  diagnostics: Diagnostic[];
}

/** Every network of the atlas, in the order of atlas.yaml; a model may be fitted to a list that stands below it. */
export async function compileNetworks(
  config: AtlasConfig,
  levels: readonly CompiledLevel[],
  { columns, indexes }: CompiledTables,
  indicators: ReadonlyMap<string, Indicator>,
  files: AtlasFiles,
): Promise<CompiledNetworks> {
  const levelOf = (id: string): CompiledLevel => levels.find((level) => level.config.id === id)!;
  const compiled = new Map<string, CompiledNetwork>();
  for (const network of config.networks) {
    if (network.kind === 'gravity') continue;
    const [level, index] = [levelOf(network.level), indexes.get(network.level)!];
    compiled.set(
      network.id,
      network.kind === 'edges'
        ? await compileEdgeListNetwork(network, level, index, files)
        : await compileRecordsNetwork(network, level, config.id, index, indicators, files),
    );
  }
  for (const network of config.networks) {
    if (network.kind !== 'gravity') continue;
    const from = config.networks.find(({ id }) => id === network.estimate?.network);
    const observed = from === undefined || from.kind === 'gravity' ? undefined : compiled.get(from.id);
    compiled.set(network.id, compileGravityNetwork(network, levelOf(network.level), columns, observed));
  }
  const networks = config.networks.map(({ id }) => compiled.get(id)!);
  return {
    networks,
    columns: networks.flatMap(({ columns: counted = [] }) => counted),
    diagnostics: networks.flatMap(({ diagnostics }) => diagnostics),
  };
}
