import { join } from 'node:path';
import type { TierScheme } from '../model/catalog.ts';
import type { Indicator } from '../model/indicator.ts';
import { deepestZoom, zoomOffset } from '../model/zoom-offset.ts';
import { readTable } from '../sources/table.ts';
import { AtlasFiles } from './atlas-files.ts';
import { auditTables } from './audit.ts';
import { BoundaryLoader } from './boundaries.ts';
import { compileCentres } from './centres.ts';
import { extentOf } from './home.ts';
import { inferConfig } from './infer.ts';
import type { CompiledAtlas } from './compiled-atlas.ts';
import { lentHomeOf } from './lender.ts';
import { compileLevels } from './levels.ts';
import { LevelNeighbours } from './measure-neighbours.ts';
import { remarksOn } from './measure-remarks.ts';
import { compileMeasures } from './measures.ts';
import { withStructure } from './networks-structure.ts';
import { networkTables } from './networks-tables.ts';
import { compileNetworks } from './networks.ts';
import type { BuildProgress } from './progress.ts';
import { hasAtlasFile, readConfig } from './read-config.ts';
import { compileRegionalSets } from './regional-sets.ts';
import { compileTables } from './tables.ts';
import { makeTierScheme } from './tiers.ts';

/** Reads, joins, measures: the stages before the baking, in their order. */
export async function compileAtlas(
  folder: string,
  out: string,
  progress: BuildProgress,
): Promise<CompiledAtlas> {
  progress.step('Read the atlas');
  const files = new AtlasFiles(folder);
  const boundaries = new BoundaryLoader(files, join(out, 'cache'), (text) => progress.detail(text));
  const { config, diagnostics, listing } = hasAtlasFile(folder)
    ? await readConfig(files)
    : await inferConfig(files, boundaries);
  const indicators = new Map(
    config.indicators.map((indicator): [string, Indicator] => [indicator.id, indicator]),
  );

  progress.step('Boundaries');
  const compiled = await compileLevels(config, files, boundaries);
  const { levels } = compiled;
  diagnostics.push(...compiled.diagnostics);

  progress.step('Join tables');
  const tables = await compileTables(config, levels, indicators, files);
  diagnostics.push(...tables.diagnostics);

  const tiers: TierScheme[] = [];
  for (const tierConfig of config.tiers) {
    const read = await readTable(await files.read(tierConfig.file), tierConfig.file);
    const level = levels.find((each) => each.config.id === tierConfig.level)!;
    const made = makeTierScheme(tierConfig, read.table, level);
    diagnostics.push(...read.diagnostics, ...made.diagnostics);
    tiers.push(made.scheme);
  }

  const neighbours = new LevelNeighbours();
  const audited = { indicators, levels, columns: tables.columns, neighbours };
  diagnostics.push(...(await auditTables(config, audited, files)));

  progress.step('Networks');
  const { networks, ...linked } = await compileNetworks(config, levels, tables, indicators, files);
  const counted = [...tables.columns, ...linked.columns];
  diagnostics.push(...linked.diagnostics);

  progress.step('Measures');
  const measures = await compileMeasures(
    config,
    { indicators, levels, columns: counted, networks, neighbours },
    files,
    join(out, 'cache', 'measures'),
    (text) => progress.detail(text),
  );
  diagnostics.push(...measures.diagnostics, ...neighbours.remarks());
  const columns = [...counted, ...measures.columns];

  const centres = config.centres.map((entry) => {
    const level = levels.find((each) => each.config.id === entry.level)!;
    const designated = tiers.find(({ id }) => id === entry.designated);
    return compileCentres(entry, level, columns, indicators, designated);
  });
  diagnostics.push(...centres.flatMap((each) => each.diagnostics));
  const schemes = [...tiers, ...centres.map(({ scheme }) => scheme)];

  const found = { config, networks, tiers: schemes, measures: measures.tables, columns, indicators };
  const sets = await compileRegionalSets(found, levels, tables.indexes, files);
  diagnostics.push(...sets.diagnostics);
  const lentHome = await lentHomeOf(config);
  const maxzoom = deepestZoom(extentOf({ config, levels, lentHome }));
  const structured = networks.map((network) => {
    const { byCode } = levels.find((each) => each.config.id === network.entry.level)!;
    const place = { parentOf: (code: string) => byCode.get(code)!.parent, offset: zoomOffset(maxzoom) };
    return withStructure(network, schemes, sets.agglomerations, place);
  });
  const asked = [...measures.tables, ...centres.map(({ table }) => table)];
  const unasked = networks
    .flatMap((network) => {
      const level = levels.find((each) => each.config.id === network.entry.level)!;
      return networkTables(network, schemes, level);
    })
    .filter((table) => !asked.some(({ id }) => id === table.id));
  diagnostics.push(...unasked.flatMap(remarksOn));

  return {
    config,
    indicators,
    levels,
    lentHome,
    maxzoom,
    columns,
    tiers: schemes,
    agglomerations: sets.agglomerations,
    corridors: sets.corridors,
    networks: structured,
    measures: [...asked, ...unasked],
    diagnostics,
    summaries: tables.summaries,
    inputs: { recipes: boundaries.hashes(), files: files.hashes(), listing },
  };
}
