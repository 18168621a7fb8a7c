import type {
  CellValue,
  ColumnType,
  FeatureColumn,
  FeatureTable,
  Provenance,
} from '../model/feature-table.ts';
import type { MeasureRow, MeasureTable } from '../model/measure.ts';

interface MeasureColumn {
  name: string;
  type: ColumnType;
  zh: string;
  en: string;
  valueOf: (row: MeasureRow) => CellValue | undefined;
}

const measureColumns: readonly MeasureColumn[] = [
  { name: 'region', type: 'string', zh: '区域代码', en: 'Region code', valueOf: (row) => row.region },
  { name: 'area_group', type: 'string', zh: '分组', en: 'Group', valueOf: (row) => row.group },
  { name: 'indicator', type: 'string', zh: '指标', en: 'Indicator', valueOf: (row) => row.indicator },
  { name: 'year', type: 'integer', zh: '年份', en: 'Year', valueOf: (row) => row.year },
  { name: 'to_year', type: 'integer', zh: '终止年份', en: 'Last year', valueOf: (row) => row.toYear },
  { name: 'value', type: 'real', zh: '数值', en: 'Value', valueOf: (row) => row.value },
  { name: 'n', type: 'integer', zh: '有值区域数', en: 'Regions with a value', valueOf: (row) => row.n },
  { name: 'frame', type: 'integer', zh: '区域总数', en: 'Regions looked at', valueOf: (row) => row.frame },
  { name: 'flags', type: 'string', zh: '备注', en: 'Remarks', valueOf: (row) => row.flags.join(' ') },
  {
    name: 'reason',
    type: 'string',
    zh: '无值原因',
    en: 'Why there is no value',
    valueOf: (row) => row.reason,
  },
  {
    name: 'published',
    type: 'real',
    zh: '原文数值',
    en: 'Value as printed',
    valueOf: (row) => row.published,
  },
];

/** A table of results without geometry, one row per result; the id of a row is its number from 1. */
export function measureFeatureTable(table: MeasureTable, provenance: Provenance): FeatureTable {
  return {
    id: table.id,
    title: table.title,
    geometryType: null,
    columns: measureColumns.map(({ name, type, zh, en }): FeatureColumn => ({
      name,
      type,
      label: { zh, en },
      unit: null,
    })),
    rows: table.rows.map((row, index) => ({
      id: index + 1,
      values: measureColumns.map((column) => column.valueOf(row) ?? null),
      geometry: null,
    })),
    provenance,
  };
}
