import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { readBoundaries } from '../../geodata/sources/boundaries.ts';
import { findJsonError } from '../../geodata/sources/json-error.ts';
import {
  collection,
  json,
  toDbf,
  toFlatGeobuf,
  toGeobuf,
  toShp,
  toTopology,
  toZip,
  twoUnits,
  utf8,
} from '../support/boundary-files.ts';

const whole: Record<string, Uint8Array> = {
  'units.geojson': json(collection(twoUnits)),
  'units.topojson': json(toTopology({ units: twoUnits })),
  'units.fgb': toFlatGeobuf(twoUnits),
  'units.pbf': toGeobuf(twoUnits),
  'units.geojson.gz': gzipSync(json(collection(twoUnits))),
  'units.zip': toZip({
    'units.shp': toShp(twoUnits),
    'units.dbf': toDbf(
      twoUnits.map(({ properties }) => ({ code: utf8(String(properties['code'])) })),
      ['code'],
    ),
  }),
};

test.each(Object.keys(whole))('%s cut off anywhere is an error that names it', async (name) => {
  const bytes = whole[name]!;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: bytes.length - 1 }), async (length) => {
      await expect(readBoundaries(bytes.subarray(0, length), name)).rejects.toMatchObject({
        code: 'invalid-data',
        at: expect.stringContaining('units') as string,
      });
    }),
    { numRuns: 100 },
  );
});

test('whatever the bytes are, only AtlasError is thrown', async () => {
  // FlatGeobuf and Geobuf have neither checksums nor, in their decoders, bounds: they are only cut off, above.
  const name = fc.constantFrom('units.geojson', 'units.topojson', 'units.geojson.gz', 'units.zip');
  await fc.assert(
    fc.asyncProperty(name, fc.uint8Array({ maxLength: 60 }), fc.nat(), async (file, noise, place) => {
      const bytes = Uint8Array.from(whole[file]!);
      bytes.set(noise, place % (bytes.length - noise.length));
      try {
        await readBoundaries(bytes, file);
      } catch (error) {
        expect(error).toBeInstanceOf(AtlasError);
      }
    }),
    { numRuns: 300 },
  );
});

describe('messages say what was found', () => {
  test.each<[string, string | number[], RegExp]>([
    ['a.geojson', '', /empty file/],
    ['a.geojson', 'hello', /begins with the bytes 68 65 6c 6c 6f, expected GeoJSON/],
    ['a.csv', '2019,32', /begins with the bytes 32 30 31 39/],
    ['a.kml', '<?xml version="1.0"?>', /XML/],
    ['a.gpkg', 'SQLite format 3\u0000', /GeoPackage/],
    ['a.shp', [0, 0, 0x27, 0x0a, 0, 0, 0, 0], /Shapefile/],
    ['a.geojson', '{"type":"FeatureCollection"}', /FeatureCollection without a list of features/],
    [
      'a.geojson',
      '{"type":"FeatureCollection","features":[]}',
      /GeoJSON with 0 features, none of which is a polygon/,
    ],
    [
      'a.geojson',
      '{"type":"Point","coordinates":[1,2]}',
      /GeoJSON with 1 features, none of which is a polygon/,
    ],
    ['a.geojson', '{"rows":1,"columns":2}', /an object with the keys rows, columns/],
    ['a.geojson', '{"type":"Feature', /Found ""Feature" at line 1, column 9/],
    ['a.geojson', '[1]', /Found a list, expected a GeoJSON/],
    ['a.topojson', '{"type":"Topology"}', /no objects/],
    [
      'a.topojson',
      '{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[5]]}},"arcs":[]}',
      /TopoJSON that cannot be decoded/,
    ],
  ])('%s: %j', async (name, content, message) => {
    const bytes = typeof content === 'string' ? utf8(content) : Uint8Array.from(content);
    await expect(readBoundaries(bytes, name)).rejects.toThrow(message);
  });

  test('broken JSON is found by line and column', async () => {
    const text = JSON.stringify(collection(twoUnits), null, 2).replace('"南京市"', '南京市');
    const line = text.split('\n').findIndex((each) => each.includes('南京市')) + 1;
    await expect(readBoundaries(utf8(text), 'units.geojson')).rejects.toMatchObject({
      at: `units.geojson:${line}:17`,
      message: expect.stringContaining(`Found "南京市`) as string,
    });
  });

  test('a broken line of NDJSON is found by its number', async () => {
    const [first, second] = twoUnits.map((feature) => JSON.stringify(feature));
    const text = `${first}\n\n${second!.slice(0, -1)}\n`;
    await expect(readBoundaries(utf8(text), 'units.ndjson')).rejects.toMatchObject({
      at: `units.ndjson:3:${second!.length}`,
      message: expect.stringContaining('the end of the file') as string,
    });
  });
});

test('the position of a JSON error is where the longest valid beginning ends', () => {
  const broken: [string, number][] = [
    ['{"a":1,}', 7],
    ['{"a" 1}', 5],
    ['[1 2]', 3],
    ['[1,]', 3],
    ['{a:1}', 1],
    ['[1]]', 3],
    ['[01]', 2],
    ['{"a":tru}', 5],
    ['[1', 2],
    [' ', 1],
    ["['a']", 1],
    ['["a\u0001"]', 1],
  ];
  for (const [text, offset] of broken) expect([text, findJsonError(text)]).toEqual([text, offset]);
});

test('valid JSON has no error before its end', () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 1), (text, indent) => {
      const written = JSON.stringify(JSON.parse(text), null, indent);
      expect(findJsonError(written)).toBe(written.length);
    }),
  );
});
