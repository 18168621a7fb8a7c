import { safeColumnNames } from '../exports/column-names.ts';
import { uniformGeometry, uniformTypes } from '../exports/uniform-geometry.ts';
import type { FeatureTable, UniformGeometryType } from '../model/feature-table.ts';
import type { Layer } from '../model/layer.ts';
import type { LocalText } from '../model/text.ts';
import { layersOf } from './archives.ts';
import { layerTitle } from './layer-texts.ts';
import type { CompiledAtlas } from './compile.ts';
import type { TableColumn } from './level-columns.ts';
import { levelColumns } from './level-columns.ts';
import type { CompiledLevel } from './levels.ts';

/** A layer as a table for download, and what its values stand on. */
export interface LayerTable {
  table: Omit<FeatureTable, 'provenance'> & { geometryType: UniformGeometryType };
  level: string | null;
  sources: string[];
}

/** The regions of every level with all that is known of them, then the links and the centres. */
export function layerTablesOf(atlas: CompiledAtlas): LayerTable[] {
  const networkSources = atlas.networks.flatMap((network) => network.entry.sources);
  const sourcesOf: Record<string, string[]> = {
    flows: networkSources,
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
      geometryType: 'MultiPolygon',
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
      label: fieldLabels[name] ?? { zh: name, en: name },
      type: type === 'number' ? (isWhole ? 'integer' : 'real') : type,
      unit: name === 'distance_km' ? { zh: '千米', en: 'km' } : null,
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

const fieldLabels: Record<string, LocalText> = {
  code: { zh: '代码', en: 'Code' },
  name: { zh: '名称', en: 'Name' },
  name_en: { zh: '英文名', en: 'English name' },
  scheme: { zh: '体系', en: 'Scheme' },
  tier: { zh: '等级', en: 'Tier' },
  zone: { zh: '联合区域', en: 'Zone' },
  zone_en: { zh: '联合区域英文名', en: 'English name of the zone' },
  network: { zh: '网络', en: 'Network' },
  year: { zh: '年份', en: 'Year' },
  a: { zh: '起点代码', en: 'Code of one end' },
  b: { zh: '终点代码', en: 'Code of the other end' },
  weight: { zh: '强度', en: 'Weight' },
  rank: { zh: '位次', en: 'Rank' },
  basis: { zh: '依据', en: 'Observed or modelled' },
  distance_km: { zh: '距离', en: 'Distance' },
  p: { zh: '差异过滤概率', en: 'p of the disparity filter' },
  backbone: { zh: '骨干联系', en: 'In the backbone' },
  dominant: { zh: '主导联系', en: 'Dominant link' },
  strong: { zh: '强联系', en: 'Strong link' },
  tier_a: { zh: '起点等级', en: 'Tier of one end' },
  tier_b: { zh: '终点等级', en: 'Tier of the other end' },
  zoom: { zh: '最小显示级别', en: 'Lowest zoom that shows it' },
  rank_before: { zh: '前一年位次', en: 'Rank in the year before' },
};
