import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { geojson } from '../../geodata/exports/geojson.ts';
import { ndjson } from '../../geodata/exports/ndjson.ts';
import {
  emptyTable,
  gapTable,
  lineTable,
  plainTable,
  pointTable,
  sampleTable,
  textOf,
} from './sample-table.ts';

interface Collection {
  type: string;
  name: string;
  description: { provenance: { sources: { licence: { en: string } }[]; revision: string } };
  features: { type: string; id: number; properties: Record<string, unknown>; geometry: unknown }[];
}

const collectionOf = async (table: typeof sampleTable): Promise<Collection> =>
  JSON.parse(await textOf(geojson, table)) as Collection;

describe('GeoJSON', () => {
  test.each([sampleTable, lineTable, pointTable, gapTable, plainTable, emptyTable])(
    'has the rows of $id with their ids, values and geometries',
    async (table) => {
      const { type, features } = await collectionOf(table);
      expect(type).toBe('FeatureCollection');
      expect(features).toEqual(
        table.rows.map(({ id, values, geometry }) => ({
          type: 'Feature',
          id,
          properties: Object.fromEntries(table.columns.map(({ name }, index) => [name, values[index]])),
          geometry,
        })),
      );
    },
  );

  test('writes whole reals with a decimal point and integers without', async () => {
    const text = await textOf(geojson, sampleTable);
    expect(text).toContain('"rd_intensity_2017":3.0');
    expect(text).toContain('"rd_intensity_2016":100.0');
    expect(text).toContain('"people":12748262,');
  });

  test('says where it comes from', async () => {
    const { name, description } = await collectionOf(sampleTable);
    expect(name).toBe('cities');
    expect(description.provenance).toEqual(sampleTable.provenance);
  });

  test('keeps every finite real, and makes null of what JSON cannot say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double(), async (value) => {
        const table = {
          ...plainTable,
          columns: [sampleTable.columns[2]!],
          rows: [{ id: 1, values: [value], geometry: null }],
        };
        const { features } = await collectionOf(table);
        const found = features[0]!.properties['rd_intensity_2016'];
        expect(found).toBe(Number.isFinite(value) ? (value === 0 ? 0 : value) : null);
      }),
    );
  });
});

describe('NDJSON', () => {
  test('has the same features, one per line', async () => {
    const lines = (await textOf(ndjson, sampleTable)).trimEnd().split('\n');
    const { features } = await collectionOf(sampleTable);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(features);
    expect(await textOf(ndjson, emptyTable)).toBe('');
  });

  test('becomes a text sequence on demand', async () => {
    const text = await textOf(ndjson, sampleTable, { sequence: true });
    const [before, ...records] = text.split('\u001e');
    expect(before).toBe('');
    expect(records).toHaveLength(3);
    for (const record of records) expect(JSON.parse(record)).toMatchObject({ type: 'Feature' });
  });
});
