import * as fc from 'fast-check';
import type { HeaderMeta } from 'flatgeobuf';
import { geojson } from 'flatgeobuf';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { flatgeobuf } from '../../geodata/exports/flatgeobuf.ts';
import { readFlatGeobuf } from '../../geodata/exports/flatgeobuf-reader.ts';
import { writeFlatGeobuf } from '../../geodata/exports/flatgeobuf-writer.ts';
import { withIdColumn } from '../../geodata/exports/id-column.ts';
import { extentOf } from '../../geodata/exports/uniform-geometry.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type { FeatureTable } from '../../geodata/model/feature-table.ts';
import { readBoundaries } from '../../geodata/sources/boundaries.ts';
import {
  bytesOf,
  emptyTable,
  gapTable,
  lineTable,
  pointTable,
  recordsOf,
  sampleTable,
} from './sample-table.ts';

// The reader tells every step of a search.
beforeEach(() => void vi.spyOn(console, 'debug').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

interface Found {
  properties: Record<string, unknown>;
  geometry: unknown;
}

async function read(bytes: Uint8Array, rect?: { minX: number; minY: number; maxX: number; maxY: number }) {
  let header: HeaderMeta | undefined;
  const features: Found[] = [];
  const options = { headerMetaFn: (meta: HeaderMeta) => void (header = meta), ...(rect && { rect }) };
  for await (const { properties, geometry } of geojson.deserialize(bytes, options))
    features.push({ properties: { ...properties }, geometry: { ...geometry } });
  return { header, features };
}

/** Cells without a value are not in the file. */
const knownOf = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));

const byId = (a: Found, b: Found): number => Number(a.properties['id']) - Number(b.properties['id']);

describe('FlatGeobuf for others', () => {
  test.each([sampleTable, lineTable, pointTable])('has the rows of $id', async (table) => {
    const { features } = await read(await bytesOf(flatgeobuf, table));
    const expected = recordsOf(table).map((record, index) => ({
      properties: knownOf(record),
      geometry: { ...table.rows[index]!.geometry },
    }));
    expect(features.sort(byId)).toEqual(expected.sort(byId));
  });

  test('declares title, types, labels, extent, reference system and provenance', async () => {
    const { header } = await read(await bytesOf(flatgeobuf, sampleTable));
    expect(header).toMatchObject({
      title: '城市 / Cities',
      featuresCount: 3,
      indexNodeSize: 16,
      crs: { org: 'EPSG', code: 4326 },
      description: expect.stringContaining('CC0-1.0') as string,
    });
    expect([...header!.envelope!]).toEqual([-180, -17, 180, 30]);
    expect(header!.columns!.map(({ name, title, type }) => [name, title, type])).toContainEqual([
      'rd_intensity_2016',
      '研发强度 / R&D intensity',
      10,
    ]);
    expect(JSON.parse(header!.metadata!)).toMatchObject({ provenance: sampleTable.provenance });
  });

  test('has a header where there are no rows, and no index where a row has no geometry', async () => {
    const empty = await read(await bytesOf(flatgeobuf, emptyTable));
    expect(empty.features).toEqual([]);
    expect(empty.header).toMatchObject({ featuresCount: 0, indexNodeSize: 0 });
    const rows = readFlatGeobuf(await bytesOf(flatgeobuf, gapTable), gapTable.columns);
    expect(rows).toEqual(gapTable.rows);
  });

  test('is read back as boundaries', async () => {
    const { features } = await readBoundaries(await bytesOf(flatgeobuf, sampleTable), 'cities.fgb');
    expect(new Set(features.map(({ properties }) => properties['code']))).toEqual(
      new Set(['', '320500', '9007199254740991']),
    );
  });

  test('its index finds what lies in a box, and nothing else', async () => {
    const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
    const position = fc.tuple(degrees(180), degrees(90));
    await fc.assert(
      fc.asyncProperty(
        fc.array(position, { minLength: 1, maxLength: 300 }),
        position,
        position,
        async (points, a, b) => {
          const table: FeatureTable = {
            ...pointTable,
            columns: [],
            rows: points.map((coordinates, id) => ({
              id,
              values: [],
              geometry: { type: 'Point', coordinates },
            })),
          };
          const [minX, maxX] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
          const [minY, maxY] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
          const { features } = await read(await bytesOf(flatgeobuf, table), { minX, minY, maxX, maxY });
          const inside = table.rows.filter((row) => {
            const [x, y] = extentOf([row.geometry])!;
            return x >= minX && x <= maxX && y >= minY && y <= maxY;
          });
          expect(features).toHaveLength(inside.length);
          expect(new Set(features.map(({ properties }) => properties['id']))).toEqual(
            new Set(inside.map(({ id }) => id)),
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('FlatGeobuf in a bundle', () => {
  const written = (table: FeatureTable): Uint8Array => writeFlatGeobuf(withIdColumn(table), { index: false });

  test.each([sampleTable, lineTable, pointTable, gapTable, emptyTable])('gives back $id', (table) => {
    expect(readFlatGeobuf(written(table), table.columns)).toEqual(table.rows);
  });

  test('can stand anywhere in memory', () => {
    const bytes = written(sampleTable);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(readFlatGeobuf(shifted.subarray(3), sampleTable.columns)).toEqual(sampleTable.rows);
  });

  test('is refused where it is cut off, of something else, or has other columns', () => {
    const bytes = written(sampleTable);
    for (const length of [0, 7, 11, 40, bytes.length - 1])
      expect(() => readFlatGeobuf(bytes.subarray(0, length), sampleTable.columns)).toThrow(AtlasError);
    expect(() => readFlatGeobuf(new Uint8Array(100), sampleTable.columns)).toThrow(/signature/);
    expect(() => readFlatGeobuf(bytes, sampleTable.columns.slice(1))).toThrow(/build it again/);
  });
});

test('with a single feature is read back as boundaries: its index has a root above it', async () => {
  const one = { ...sampleTable, rows: sampleTable.rows.slice(0, 1) };
  const { features } = await readBoundaries(await bytesOf(flatgeobuf, one), 'one.fgb');
  expect(features.map((feature) => feature.properties['code'])).toEqual(['320500']);
});
