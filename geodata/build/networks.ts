import type { AtlasConfig } from '../config/schema.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { CompiledLevel } from './levels.ts';
import type { CompiledNetwork } from './networks-draw.ts';
import { compileEdgeListNetwork } from './networks-edges.ts';
import { compileGravityNetwork } from './networks-gravity.ts';
import type { CompiledTables } from './tables.ts';

export interface CompiledNetworks {
  networks: CompiledNetwork[];
  diagnostics: Diagnostic[];
}

/** Every network of the atlas, in the order of atlas.yaml. */
export async function compileNetworks(
  config: AtlasConfig,
  levels: readonly CompiledLevel[],
  { columns, indexes }: CompiledTables,
  files: AtlasFiles,
): Promise<CompiledNetworks> {
  const networks: CompiledNetwork[] = [];
  for (const network of config.networks) {
    const level = levels.find((each) => each.config.id === network.level)!;
    networks.push(
      network.kind === 'gravity'
        ? compileGravityNetwork(network, level, columns)
        : await compileEdgeListNetwork(network, level, indexes.get(network.level)!, files),
    );
  }
  return { networks, diagnostics: networks.flatMap(({ diagnostics }) => diagnostics) };
}
