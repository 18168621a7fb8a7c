import { decode } from 'geobuf';
import Pbf from 'pbf';
import { expect, test } from 'vitest';
import { geobuf } from '../../geodata/exports/geobuf.ts';
import { readBoundaries } from '../../geodata/sources/boundaries.ts';
import { bytesOf, emptyTable, gapTable, lineTable, pointTable, sampleTable } from './sample-table.ts';

test.each([sampleTable, lineTable, pointTable, gapTable, emptyTable])(
  'has the rows of $id with their ids, values and geometries',
  async (table) => {
    const collection = decode(new Pbf(new Uint8Array(await bytesOf(geobuf, table))));
    expect(collection).toMatchObject({
      type: 'FeatureCollection',
      name: table.id,
      description: { provenance: table.provenance },
      features: table.rows.map(({ id, values, geometry }) => ({
        id,
        properties: Object.fromEntries(table.columns.map(({ name }, index) => [name, values[index]])),
        geometry,
      })),
    });
    expect((collection as { features: unknown[] }).features).toHaveLength(table.rows.length);
  },
);

test('is read back as boundaries', async () => {
  const { features } = await readBoundaries(await bytesOf(geobuf, sampleTable), 'cities.geobuf');
  expect(features.map((feature) => feature.properties['code'])).toEqual(['320500', '9007199254740991', '']);
});

test('refuses numbers it cannot hold', async () => {
  const table = { ...sampleTable, rows: [{ ...sampleTable.rows[0]!, values: ['', '', 1e300, 0, 0, true] }] };
  await expect(bytesOf(geobuf, table)).rejects.toThrow(/rd_intensity_2016.*2\^64/);
});
