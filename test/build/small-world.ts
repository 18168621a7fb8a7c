import type { Column } from '../../geodata/build/columns.ts';
import type { CompiledLevel } from '../../geodata/build/levels.ts';
import type { Indicator } from '../../geodata/model/indicator.ts';
import type { Region } from '../../geodata/model/region.ts';
import { asRegionCode } from '../../geodata/model/region.ts';
import type { RawTable } from '../../geodata/model/table.ts';

/** A level of squares in a row, each one degree wide: neighbours share a side. */
export function levelOfCodes(
  id: string,
  codes: readonly string[],
  { parent = null, group }: { parent?: string | null; group?: string } = {},
): CompiledLevel {
  const regions = codes.map((code, index): Region => ({
    id: Number(code),
    code: asRegionCode(code),
    level: id,
    name: { zh: code, en: code },
    parent: parent === null ? null : asRegionCode(parent),
    point: [index + 0.5, 0.5],
    bbox: [index, 0, index + 1, 1],
    areaKm2: 1,
    kind: 'city',
    groups: group === undefined ? {} : { belt: group },
    capital: null,
  }));
  return {
    config: {
      id,
      name: { zh: id, en: id },
      source: { file: `${id}.geojson` },
      key: 'code',
      names: {},
      zooms: [0, 8],
      sources: [],
    },
    layer: id,
    isOfPoints: false,
    placed: null,
    regions,
    geometries: codes.map((_, index) => ({
      type: 'Polygon',
      coordinates: [
        [
          [index, 0],
          [index + 1, 0],
          [index + 1, 1],
          [index, 1],
          [index, 0],
        ],
      ],
    })),
    byCode: new Map(regions.map((region) => [region.code, region])),
  };
}

export function indicatorOf(id: string, changes: Partial<Indicator>): Indicator {
  return {
    id,
    name: { zh: id, en: id },
    unit: { zh: '', en: '' },
    scale: 1,
    kind: 'ratio',
    direction: 1,
    quality: 'measured',
    absent: 'missing',
    uncovered: [],
    decimals: 0,
    theme: 'general',
    ...changes,
  };
}

/** A column of a level; regions beyond the values given have none. */
export function columnOf(
  level: CompiledLevel,
  indicator: string,
  year: number | null,
  values: readonly (number | null)[],
  changes: Partial<Column> = {},
): Column {
  const cells = level.regions.map((_, position) => values[position] ?? null);
  return {
    level: level.config.id,
    indicator,
    year,
    values: cells,
    quality: cells.map((value) => (value === null ? null : 'measured')),
    source: cells.map((value) => (value === null ? null : 'source')),
    totals: [],
    summedFrom: null,
    ...changes,
  };
}

export const tableOf = (columns: string[], rows: string[][]): RawTable => ({
  name: 'table.csv',
  columns,
  rows: rows.map((cells, index) => ({ line: index + 2, cells })),
  encoding: 'utf-8',
  delimiter: ',',
});
