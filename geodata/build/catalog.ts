import type { AtlasConfig } from '../config/schema.ts';
import type { Catalog, FeaturesEntry, LevelEntry, MeasureEntry } from '../model/catalog.ts';
import type { DiagnosticsReport } from '../model/diagnostic.ts';
import type { MeasureTable } from '../model/measure.ts';
import type { BakedArchives } from './archives.ts';
import { indicatorEntries } from './catalog-entries.ts';
import type { CompiledAtlas } from './compiled-atlas.ts';
import { boundsOf, homeOf } from './home.ts';
import type { CompiledLevel } from './levels.ts';

/** The table of contents of a bundle, but for its revision. */
export function catalogOf(
  atlas: CompiledAtlas,
  { tilesets, equalArea }: Pick<BakedArchives, 'tilesets' | 'equalArea'>,
  features: FeaturesEntry[],
  report: DiagnosticsReport,
  version: string,
): Omit<Catalog, 'revision'> {
  const { config } = atlas;
  return {
    jiju: 1,
    version,
    id: config.id,
    title: config.title,
    description: config.description,
    bounds: boundsOf(atlas.levels.flatMap(({ regions }) => regions)),
    home: homeOf(atlas),
    ...(config.inset === undefined ? {} : { inset: config.inset }),
    captions: config.captions,
    sources: config.sources,
    groupings: config.groupings,
    levels: atlas.levels.map(levelEntry),
    indicators: indicatorEntries(atlas.indicators.values(), atlas.columns),
    themes: config.themes,
    tilesets,
    ...(equalArea === null ? {} : { equalArea }),
    features,
    networks: atlas.networks.map((network) => network.entry),
    tiers: atlas.tiers,
    ...(atlas.agglomerations.length > 0 ? { agglomerations: atlas.agglomerations } : {}),
    ...(atlas.corridors.length > 0 ? { corridors: atlas.corridors } : {}),
    measures: atlas.measures.map((table) => measureEntry(table, config)),
    views: config.views.map((view) => ({
      id: view.id,
      name: view.name,
      summary: view.summary,
      level: view.level,
      indicator: view.indicator ?? null,
      year: view.year ?? null,
      layers: view.layers,
      bounds: view.bounds ?? null,
      ...(view.analysis === undefined ? {} : { analysis: view.analysis }),
      ...(view.coloring === 'value' ? {} : { coloring: view.coloring }),
    })),
    diagnostics: report.counts,
  };
}

function levelEntry(level: CompiledLevel): LevelEntry {
  const { id, name, parent, zooms, sources } = level.config;
  return {
    id,
    name,
    layer: level.layer,
    parent: parent?.level ?? null,
    ...(level.isOfPoints ? { points: true } : {}),
    count: level.regions.length,
    units: `units/${id}.json`,
    zooms,
    sources,
  };
}

function measureEntry(table: MeasureTable, config: AtlasConfig): MeasureEntry {
  const entry = config.measures.find(({ id }) => id === table.id);
  return {
    id: table.id,
    measure: table.measure,
    title: table.title,
    level: table.level,
    within: table.within,
    ...(entry === undefined ? {} : { frame: { kinds: entry.kinds ?? null, exclude: entry.exclude } }),
    indicators: [...new Set(table.rows.map((row) => row.indicator))],
    years: [...new Set(table.rows.map((row) => row.year))],
    rows: table.rows.length,
    path: `measures/${table.id}.json`,
    sources: table.sources,
  };
}
