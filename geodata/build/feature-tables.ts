import { safeColumnNames } from '../exports/column-names.ts';
import { uniformGeometry, uniformTypes } from '../exports/uniform-geometry.ts';
import type { FeatureTable, UniformGeometryType } from '../model/feature-table.ts';
import type { Layer } from '../model/layer.ts';
import type { LocalText } from '../model/text.ts';
import { layersOf } from './archives.ts';
import { fieldLabel, fieldUnits } from './field-labels.ts';
import { layerTitle } from './layer-texts.ts';
import type { CompiledAtlas } from './compiled-atlas.ts';
import type { TableColumn } from './level-columns.ts';
import { levelColumns } from './level-columns.ts';
import type { CompiledLevel } from './levels.ts';

/** A layer as a table for download, and what its values stand on. */
export interface LayerTable {
  table: Omit<FeatureTable, 'provenance'> & { geometryType: UniformGeometryType };
  level: string | null;
  sources: string[];
}

/** The regions of every level with all that is known of them, then every other layer but the names. */
export function layerTablesOf(atlas: CompiledAtlas): LayerTable[] {
  const networkSources = atlas.networks.flatMap((network) => network.entry.sources);
  const sourcesOf: Record<string, string[]> = {
    flows: networkSources,
    arrowheads: networkSources,
    nodes: networkSources,
    agglomerations: atlas.agglomerations.flatMap((set) => set.sources),
    corridors: atlas.corridors.flatMap((set) => set.sources),
    centres: atlas.tiers.map((scheme) => scheme.source),
  };
  const others = layersOf(atlas).filter((layer) => layer.id in sourcesOf && layer.features.length > 0);
  return [
    ...atlas.levels.map((level) => levelTable(level, atlas)),
    ...others.map((layer) => layerTable(layer, layerTitle(layer.id, atlas), sourcesOf[layer.id]!)),
  ];
}

function levelTable(level: CompiledLevel, atlas: CompiledAtlas): LayerTable {
  const columns = levelColumns(level, atlas);
  return {
    level: level.config.id,
    sources: distinct([...level.config.sources, ...columns.flatMap((column) => column.sources)]),
    table: {
      id: level.layer,
      title: level.config.name,
      geometryType: level.isOfPoints ? 'Point' : 'MultiPolygon',
      ...tableOf(
        columns,
        level.regions.map((region) => region.id),
        (row) => uniformGeometry(level.geometries[row]!),
      ),
    },
  };
}

/** A layer without regions of its own; its features are numbered, since a city can be in it more than once. */
function layerTable(layer: Layer, title: LocalText, sources: readonly string[]): LayerTable {
  const columns = Object.entries(layer.fields).map(([name, type]): TableColumn => {
    const cells = layer.features.map(({ properties }) => {
      const value = properties[name];
      // Tiles have no null: an empty text and the year 0 stand for it there.
      return value === undefined || value === '' || (name === 'year' && value === 0) ? null : value;
    });
    const isWhole = cells.every((cell) => cell === null || Number.isSafeInteger(cell));
    return {
      name,
      label: fieldLabel(name),
      type: type === 'number' ? (isWhole ? 'integer' : 'real') : type,
      unit: fieldUnits[name] ?? null,
      cells,
      sources: [],
    };
  });
  return {
    level: null,
    sources: distinct(sources),
    table: {
      id: layer.id,
      title,
      geometryType: uniformTypes[layer.geometry],
      ...tableOf(
        columns,
        layer.features.map((_, index) => index + 1),
        (row) => uniformGeometry(layer.features[row]!.geometry),
      ),
    },
  };
}

/** Columns with their cells as columns and rows, under names that every format can hold. */
function tableOf(
  columns: readonly TableColumn[],
  ids: readonly number[],
  geometryOf: (row: number) => FeatureTable['rows'][number]['geometry'],
): Pick<FeatureTable, 'columns' | 'rows'> {
  const names = safeColumnNames(columns.map((column) => column.name));
  return {
    columns: columns.map(({ label, type, unit }, index) => ({ name: names[index]!, label, type, unit })),
    rows: ids.map((id, row) => ({
      id,
      values: columns.map((column) => column.cells[row] ?? null),
      geometry: geometryOf(row),
    })),
  };
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].sort();
