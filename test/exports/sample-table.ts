import type { FeatureTable, UniformGeometry } from '../../geodata/model/feature-table.ts';
import type { ExportFormat, ExportOptions } from '../../geodata/exports/export-format.ts';
import { exportTable } from '../../geodata/exports/export-table.ts';
import { idColumn } from '../../geodata/exports/id-column.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** A square with a hole, counter-clockwise outside and clockwise inside. */
export const withHole: UniformGeometry = {
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [100, 20],
        [110, 20],
        [110, 30],
        [100, 30],
        [100, 20],
      ],
      [
        [104.5, 24.25],
        [104.5, 26.125],
        [106, 26.125],
        [106, 24.25],
        [104.5, 24.25],
      ],
    ],
  ],
};

/** An island on both sides of the antimeridian, cut there. */
export const acrossAntimeridian: UniformGeometry = {
  type: 'MultiPolygon',
  coordinates: [
    [
      [
        [178.5, -17],
        [180, -17],
        [180, -16],
        [178.5, -16],
        [178.5, -17],
      ],
    ],
    [
      [
        [-180, -17],
        [-179.25, -17],
        [-179.25, -16],
        [-180, -16],
        [-180, -17],
      ],
    ],
  ],
};

/** The largest id that a region can have. */
export const largestId = Number.MAX_SAFE_INTEGER;

export const sampleColumns: FeatureTable['columns'] = [
  { name: 'code', label: both('代码', 'Code'), type: 'string', unit: null },
  { name: 'name', label: both('名称', 'Name'), type: 'string', unit: null },
  { name: 'rd_intensity_2016', label: both('研发强度', 'R&D intensity'), type: 'real', unit: both('%', '%') },
  { name: 'rd_intensity_2017', label: both('研发强度', 'R&D intensity'), type: 'real', unit: both('%', '%') },
  { name: 'people', label: both('人口', 'People'), type: 'integer', unit: both('人', 'people') },
  { name: 'is_core', label: both('核心', 'Core'), type: 'boolean', unit: null },
];

/** Texts that break writers, whole reals, nulls in the first row, a hole, the antimeridian, the largest id. */
export const sampleTable: FeatureTable = {
  id: 'cities',
  title: both('城市', 'Cities'),
  geometryType: 'MultiPolygon',
  columns: sampleColumns,
  rows: [
    { id: 320_500, values: ['320500', '苏州市', null, 3, 12_748_262, null], geometry: withHole },
    {
      id: largestId,
      values: ['9007199254740991', 'Quote " comma , line\r\nend 𠮷', 0.1, -2.5, largestId, true],
      geometry: acrossAntimeridian,
    },
    { id: 0, values: ['', ' ', 100, 1e-7, -5, false], geometry: withHole },
  ],
  provenance: {
    atlas: 'toy',
    title: both('玩具图集', 'Toy atlas'),
    revision: '0123456789abcdef',
    generator: 'jiju 0.0.0',
    caption: both('示意图', 'Schematic map'),
    mapApproval: null,
    credits: [both('自制', 'Home-made')],
    sources: [
      {
        id: 'toy',
        title: both('玩具年鉴', 'Toy yearbook'),
        publisher: both('玩具局', 'Toy office'),
        year: '2024',
        licence: { zh: 'CC0-1.0', en: 'CC0-1.0' },
      },
    ],
  },
};

export const emptyTable: FeatureTable = { ...sampleTable, rows: [] };

/** The same rows without their geometry. */
export const plainTable: FeatureTable = {
  ...sampleTable,
  id: 'results',
  geometryType: null,
  rows: sampleTable.rows.map((row) => ({ ...row, geometry: null })),
};

/** A table whose second row has no geometry. */
export const gapTable: FeatureTable = {
  ...sampleTable,
  rows: sampleTable.rows.map((row, index) => (index === 1 ? { ...row, geometry: null } : row)),
};

export const lineTable: FeatureTable = {
  ...sampleTable,
  id: 'links',
  geometryType: 'MultiLineString',
  rows: sampleTable.rows.map((row) => ({
    ...row,
    geometry: {
      type: 'MultiLineString',
      coordinates: [
        [
          [179, 1],
          [180, 2],
        ],
        [
          [-180, 2],
          [-178.5, 3.25],
        ],
      ],
    },
  })),
};

export const pointTable: FeatureTable = {
  ...sampleTable,
  id: 'centres',
  geometryType: 'Point',
  rows: sampleTable.rows.map((row, index) => ({
    ...row,
    geometry: { type: 'Point', coordinates: [120.5 + index, 31.25] },
  })),
};

/** Every row as an object by column name, with its id in front. */
export const recordsOf = (table: FeatureTable): Record<string, unknown>[] =>
  table.rows.map((row) => ({
    [idColumn.name]: row.id,
    ...Object.fromEntries(table.columns.map(({ name }, index) => [name, row.values[index]])),
  }));

/** The whole file. */
export async function bytesOf(
  format: ExportFormat,
  table: FeatureTable,
  options: ExportOptions = {},
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of exportTable(format, table, options)) pieces.push(piece);
  return new Uint8Array(Buffer.concat(pieces));
}

export const textOf = async (...parameters: Parameters<typeof bytesOf>): Promise<string> =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await bytesOf(...parameters));
