import type { CellValue, FeatureColumn, FeatureTable, Provenance } from '../model/feature-table.ts';
import type { MeasureRow, MeasureTable } from '../model/measure.ts';

/** The columns of every table of results. */
export const measureColumns: readonly FeatureColumn[] = [
  { name: 'region', type: 'string', unit: null, label: { zh: '区域代码', en: 'Region code' } },
  { name: 'area_group', type: 'string', unit: null, label: { zh: '分组', en: 'Group' } },
  { name: 'other', type: 'string', unit: null, label: { zh: '另一方', en: 'Other region or group' } },
  { name: 'indicator', type: 'string', unit: null, label: { zh: '指标', en: 'Indicator' } },
  { name: 'year', type: 'integer', unit: null, label: { zh: '年份', en: 'Year' } },
  { name: 'to_year', type: 'integer', unit: null, label: { zh: '终止年份', en: 'Last year of a change' } },
  { name: 'value', type: 'real', unit: null, label: { zh: '数值', en: 'Value' } },
  { name: 'n', type: 'integer', unit: null, label: { zh: '有值区域数', en: 'Regions with a value' } },
  { name: 'frame', type: 'integer', unit: null, label: { zh: '区域总数', en: 'Regions looked at' } },
  { name: 'flags', type: 'string', unit: null, label: { zh: '备注', en: 'Remarks' } },
  { name: 'reason', type: 'string', unit: null, label: { zh: '无值原因', en: 'Why there is no value' } },
  { name: 'published', type: 'real', unit: null, label: { zh: '原文数值', en: 'Value as printed' } },
  { name: 'details', type: 'string', unit: null, label: { zh: '细目（JSON）', en: 'Details (JSON)' } },
];

/** A table of results without geometry, one row per result; the id of a row is its number from 1. */
export function measureFeatureTable(table: MeasureTable, provenance: Provenance): FeatureTable {
  return {
    id: table.id,
    title: table.title,
    geometryType: null,
    columns: [...measureColumns],
    rows: table.rows.map((row, index) => ({ id: index + 1, values: valuesOf(row), geometry: null })),
    provenance,
  };
}

/** The cells of a result in the order of `measureColumns`. */
function valuesOf(row: MeasureRow): CellValue[] {
  const {
    region,
    other,
    group,
    indicator,
    year,
    toYear,
    value,
    n,
    frame,
    flags,
    reason,
    published,
    details,
  } = row;
  return [
    region,
    group ?? null,
    other ?? null,
    indicator,
    year,
    toYear ?? null,
    value,
    n,
    frame,
    flags.length === 0 ? null : flags.join(' '),
    reason ?? null,
    published ?? null,
    details === undefined ? null : JSON.stringify(details),
  ];
}
