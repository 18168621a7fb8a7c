import type { CellValue, FeatureColumn } from '../model/feature-table.ts';
import type { Indicator } from '../model/indicator.ts';
import type { Region } from '../model/region.ts';
import type { LocalText } from '../model/text.ts';
import type { Column } from './columns.ts';
import { sourcesOf } from './columns.ts';
import type { CompiledAtlas } from './compiled-atlas.ts';
import type { CompiledLevel } from './levels.ts';

/** A column with its cells, one per region in ascending order of code. */
export interface TableColumn extends FeatureColumn {
  cells: CellValue[];
  sources: string[];
}

/**
 * All columns of a level: what the register says, then for every indicator its latest year under its own name, and
 * where there are several years one column each, rd_intensity_2016.
 */
export function levelColumns(level: CompiledLevel, atlas: CompiledAtlas): TableColumn[] {
  return [
    ...registerColumns(level, atlas),
    ...[...atlas.indicators.values()].flatMap((indicator) =>
      indicatorColumns(
        indicator,
        atlas.columns.filter(
          (column) => column.level === level.config.id && column.indicator === indicator.id,
        ),
      ),
    ),
  ];
}

function registerColumns(
  { config, regions, isOfPoints }: CompiledLevel,
  atlas: CompiledAtlas,
): TableColumn[] {
  const parents = atlas.levels.find((level) => level.config.id === config.parent?.level)?.byCode;
  const column = (
    name: string,
    label: LocalText,
    type: FeatureColumn['type'],
    cellOf: (region: Region) => CellValue | undefined,
    unit: LocalText | null = null,
  ): TableColumn => ({
    name,
    label,
    type,
    unit,
    cells: regions.map((region) => cellOf(region) ?? null),
    sources: [],
  });
  const groupings = atlas.config.groupings.filter((grouping) => grouping.level === config.id);
  const degree: LocalText = { zh: '度', en: '°' };
  return [
    column('code', { zh: '代码', en: 'Code' }, 'string', (region) => region.code),
    column('name', { zh: '名称', en: 'Name' }, 'string', (region) => region.name.zh),
    column('name_en', { zh: '英文名', en: 'English name' }, 'string', (region) => region.name.en),
    ...(parents === undefined
      ? []
      : [
          column(
            'parent',
            { zh: '上级代码', en: 'Code of the region above' },
            'string',
            (region) => region.parent,
          ),
          column('parent_name', { zh: '上级名称', en: 'Name of the region above' }, 'string', (region) =>
            region.parent === null ? null : parents.get(region.parent)?.name.zh,
          ),
        ]),
    column('kind', { zh: '类型', en: 'Kind' }, 'string', (region) => region.kind),
    column('capital', { zh: '首府代码', en: 'Code of the capital' }, 'string', (region) => region.capital),
    ...groupings.map(({ id, name }) => column(id, name, 'string', (region) => region.groups[id])),
    ...(isOfPoints
      ? []
      : [
          column(
            'area_km2',
            { zh: '图上面积', en: 'Area of the drawn boundary' },
            'real',
            (region) => Math.round(region.areaKm2),
            { zh: '平方千米', en: 'km²' },
          ),
        ]),
    column(
      'lon',
      isOfPoints ? { zh: '经度', en: 'Longitude' } : { zh: '代表点经度', en: 'Longitude of a point inside' },
      'real',
      ({ point }) => point[0],
      degree,
    ),
    column(
      'lat',
      isOfPoints ? { zh: '纬度', en: 'Latitude' } : { zh: '代表点纬度', en: 'Latitude of a point inside' },
      'real',
      ({ point }) => point[1],
      degree,
    ),
  ];
}

function indicatorColumns(indicator: Indicator, columns: readonly Column[]): TableColumn[] {
  const latest = columns.at(-1);
  if (latest === undefined) return [];
  const isWhole =
    indicator.kind === 'count' &&
    columns.every((column) => column.values.every((value) => value === null || Number.isSafeInteger(value)));
  const { id, name, unit } = indicator;
  const tableColumn = (columnName: string, column: Column): TableColumn => ({
    name: columnName,
    label:
      column.year === null ? name : { zh: `${name.zh}（${column.year}）`, en: `${name.en} (${column.year})` },
    type: isWhole ? 'integer' : 'real',
    unit: unit.zh === '' && unit.en === '' ? null : unit,
    cells: column.values,
    sources: sourcesOf(column),
  });
  const series = columns.length > 1 ? columns : [];
  return [tableColumn(id, latest), ...series.map((column) => tableColumn(`${id}_${column.year}`, column))];
}
