import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AtlasError } from '../../../geodata/model/atlas-error.ts';
import { Crew } from '../../../geodata/tiles/crew.ts';
import { columnOfNumbers } from '../../../geodata/tiles/encode/attributes.ts';
import { statisticsOf } from '../../../geodata/tiles/encode/field-statistics.ts';
import type { ParserOptions } from '../../../geodata/tiles/read/parser-options.ts';
import { readRange } from '../../../geodata/tiles/read/read-range.ts';
import { readGeoJson, type ReadFeatures } from '../../../geodata/tiles/read/read-geojson.ts';
import { xToLongitude, yToLatitude } from '../../../geodata/tiles/world-grid.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
const read = async (
  content: string | Uint8Array,
  options: Partial<ParserOptions> = {},
): Promise<ReadFeatures> => {
  const path = join(folder, `${files++}.geojson`);
  await writeFile(path, content);
  return readGeoJson(new Crew(1), path, 'x.geojson', { onInvalid: 'repair', ...options });
};

const feature = (geometry: unknown, properties: unknown = {}, id?: unknown): string =>
  JSON.stringify({ type: 'Feature', ...(id === undefined ? {} : { id }), properties, geometry });
const collection = (...features: string[]): string =>
  `{"type":"FeatureCollection","features":[${features.join(',')}]}`;
const point = (x: number, y: number) => ({ type: 'Point', coordinates: [x, y] });

const failure = async (
  content: string | Uint8Array,
  options: Partial<ParserOptions> = {},
): Promise<AtlasError> => {
  const error: unknown = await read(content, options).catch((cause: unknown) => cause);
  expect(error).toMatchObject({ name: 'AtlasError', code: 'invalid-data' });
  return error as AtlasError;
};

describe('every form of GeoJSON', () => {
  const features = [feature(point(1, 2), { a: 1 }, 7), feature(point(3, 4), { a: 2 }, 8)];
  it.each([
    ['a collection', collection(...features)],
    [
      'a collection with members before and behind',
      `{"name":"x","features":[${features.join()}],"type":"FeatureCollection","crs":{"a":[{},{}]}}`,
    ],
    ['lines', features.join('\n')],
    ['lines with returns', `${features.join('\r\n')}\r\n`],
    ['a text sequence', features.map((text) => `\u001e${text}\n`).join('')],
    ['an array', `[${features.join()}]`],
    ['collections one after the other', features.map((text) => collection(text)).join('\n')],
    ['a byte order mark', `\uFEFF${collection(...features)}`],
    ['spaces everywhere', JSON.stringify(JSON.parse(collection(...features)), null, 3)],
  ])('is read: %s', async (_, text) => {
    const { geometry, attributes, diagnostics } = await read(text);
    expect([...geometry.featureId]).toEqual([7, 8]);
    expect([...geometry.x].map(xToLongitude).map(Math.round)).toEqual([1, 3]);
    expect([...geometry.y].map(yToLatitude).map(Math.round)).toEqual([2, 4]);
    expect([...columnOfNumbers(attributes, 'a')!]).toEqual([1, 2]);
    expect(diagnostics).toEqual([]);
  });

  it('may be a bare geometry, or a collection of geometries', async () => {
    expect((await read(JSON.stringify(point(1, 2)))).geometry.featureKind).toEqual(Uint8Array.of(1));
    const mixed = {
      type: 'GeometryCollection',
      geometries: [
        point(1, 2),
        {
          type: 'LineString',
          coordinates: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    };
    const { geometry, attributes } = await read(feature(mixed, { a: 5 }, 3));
    expect([...geometry.featureKind]).toEqual([1, 2]);
    expect([...geometry.featureId]).toEqual([3, 3]);
    expect([...columnOfNumbers(attributes, 'a')!]).toEqual([5, 5]);
  });

  it('may have members in any order, coordinates before their type, and coordinates with heights', async () => {
    const text =
      '{"geometry":{"coordinates":[[[0,0,9],[1,0,9],[1,1,9],[0,0,9]]],"type":"Polygon"},"id":"12","properties":{"b":null,"b":2},"type":"Feature"}';
    const { geometry, attributes } = await read(text);
    expect([...geometry.featureId]).toEqual([12]);
    expect(geometry.x.length).toBe(3);
    expect([...columnOfNumbers(attributes, 'b')!]).toEqual([2]);
  });

  it('is the same however it is cut into ranges', async () => {
    const text = collection(
      ...Array.from({ length: 200 }, (_, i) =>
        feature(
          {
            type: 'Polygon',
            coordinates: [
              [
                [i / 9, 0],
                [i / 9 + 1, 0],
                [i / 9 + 1, 1],
                [i / 9, 0],
              ],
            ],
          },
          { name: `}, {"n":${i}`, list: [{ a: 1 }, { b: [2] }], n: i },
          i,
        ),
      ),
    );
    const path = join(folder, 'ranges.geojson');
    await writeFile(path, text);
    const fileSize = Buffer.byteLength(text);
    const whole = readRange({
      path,
      fileSize,
      from: 0,
      to: fileSize,
      exact: true,
      options: { onInvalid: 'repair' },
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: fileSize - 1 }), (cut) => {
        const options = { onInvalid: 'repair' } as const;
        const first = readRange({ path, fileSize, from: 0, to: cut, exact: true, options });
        const guessed = readRange({ path, fileSize, from: cut, to: fileSize, exact: false, options });
        const second =
          guessed.start === first.next
            ? guessed
            : readRange({ path, fileSize, from: first.next, to: fileSize, exact: true, options });
        expect([...first.geometry.featureId, ...second.geometry.featureId]).toEqual([
          ...whole.geometry.featureId,
        ]);
        expect([...first.geometry.x, ...second.geometry.x]).toEqual([...whole.geometry.x]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('attributes', () => {
  it('have one type per field: mixed ones are text, and so is what tiles cannot hold', async () => {
    const rows = [
      { n: 1, mixed: 1, flag: true, nested: { a: [1] }, text: 'é"\n' },
      { n: 2.5, mixed: 'x', flag: false, nested: [1, 2], text: '集聚' },
      { n: null, mixed: true },
    ];
    const { attributes } = await read(collection(...rows.map((row) => feature(point(0, 0), row))));
    const fields = Object.fromEntries(
      statisticsOf(attributes)
        .summaries()
        .map(({ name, ...rest }) => [name, rest]),
    );
    expect(fields).toMatchObject({
      n: { type: 'number', min: 1, max: 2.5, distinct: 2 },
      mixed: { type: 'string', values: ['1', 'x', 'true'] },
      flag: { type: 'boolean' },
      nested: { type: 'string', values: ['{"a":[1]}', '[1,2]'] },
      text: { type: 'string', values: ['é"\n', '集聚'] },
    });
  });

  it('are kept, dropped, and used as ids', async () => {
    const row = feature(point(0, 0), { a: 1, b: 2, code: '0042' }, 9);
    const kept = await read(row, { keep: ['a'], idField: 'code' });
    expect(kept.attributes.keys).toEqual(['a']);
    expect([...kept.geometry.featureId]).toEqual([42]);
    expect((await read(row, { drop: ['a'] })).attributes.keys).toEqual(['b', 'code']);
    expect((await read(feature(point(0, 0), {}, 'x-1'))).geometry.featureId[0]).toBe(-1);
    expect((await read(feature(point(0, 0), {}, -5))).geometry.featureId[0]).toBe(-1);
  });

  it('may be a hundred thousand', async () => {
    const row = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`field ${i}`, i]));
    const { attributes } = await read(feature(point(0, 0), row));
    expect(attributes.cell.length).toBe(100_000);
  });
});

describe('invalid features', () => {
  const good = feature(point(1, 1), { ok: true }, 1);
  const cases: [string, string, string][] = [
    ['a latitude beyond the poles', feature(point(0, 91)), 'found the position [0, 91]'],
    ['projected coordinates', feature(point(4_000_000, 500_000)), 'longitude and latitude in degrees'],
    ['no geometry', feature(null), 'found no geometry'],
    ['an unknown geometry', feature({ type: 'Circle', coordinates: [1, 2] }), '"Circle"'],
    [
      'too few brackets',
      feature({
        type: 'Polygon',
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      }),
      'in 2 brackets, expected 3',
    ],
    [
      'NaN as a property',
      '{"type":"Feature","properties":{"a":NaN},"geometry":{"type":"Point","coordinates":[0,0]}}',
      'found NaN',
    ],
    [
      'a number without end',
      '{"type":"Feature","properties":{"a":1e999},"geometry":{"type":"Point","coordinates":[0,0]}}',
      '1.8e308',
    ],
  ];

  it.each(cases)('are named and left out or repaired: %s', async (_, text, message) => {
    const content = collection(good, text, good);
    const { diagnostics, geometry } = await read(content);
    expect(diagnostics[0]).toMatchObject({
      code: 'tile/invalid-feature',
      message: expect.stringContaining(message),
    });
    expect(geometry.featureId.length).toBeGreaterThanOrEqual(2);
    const aborted = await failure(content, { onInvalid: 'abort' });
    expect(aborted.message).toContain('feature 2');
    expect(aborted.message).toContain(message);
  });

  it('lose their wrong positions when repaired, and themselves when skipped', async () => {
    const line = feature({
      type: 'LineString',
      coordinates: [
        [0, 0],
        [1, 99],
        [2, 2],
      ],
    });
    expect((await read(line)).geometry.x.length).toBe(2);
    expect((await read(line, { onInvalid: 'skip' })).geometry.featureId.length).toBe(0);
  });

  it('with bytes that are not UTF-8 are named', async () => {
    const text = Buffer.from(feature(point(0, 0), { name: 'a?b' }));
    text[text.indexOf('?')] = 0xff;
    const { diagnostics } = await read(text);
    expect(diagnostics[0]!.message).toContain('not UTF-8');
    expect((await failure(text, { onInvalid: 'abort' })).message).toContain('not UTF-8');
  });
});

describe('text that is not JSON', () => {
  it.each([
    [
      'a missing bracket',
      '{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2},"properties":{}}',
      'expected "," or "]"',
    ],
    [
      'NaN in coordinates',
      feature({ type: 'Point', coordinates: [0, 0] }).replace('[0,0]', '[NaN,0]'),
      'expected coordinates',
    ],
    ['text between features', `${feature(point(0, 0))}\nhello`, 'expected a GeoJSON feature'],
    ['something else', 'PK\u0003\u0004', 'expected a GeoJSON feature'],
  ])('is named with its place: %s', async (_, text, expected) => {
    const error = await failure(text);
    expect(error.message).toMatch(/x\.geojson is not valid GeoJSON at line \d+, byte \d+, feature \d+/);
    expect(error.message).toContain(expected);
  });

  it('that is cut off anywhere is refused, or is a shorter list of features', async () => {
    const text = [
      feature(point(1, 2), { a: 'b' }),
      feature({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      }),
    ].join('\n');
    for (let length = 1; length < text.length; length += 3) {
      const result = await read(text.slice(0, length)).then(
        ({ geometry }) => geometry.featureId.length,
        (error: AtlasError) => error.code,
      );
      expect(['invalid-data', 1]).toContain(result);
    }
  });

  it('that ends within a collection is refused, also where it ends behind a feature', async () => {
    const text = collection(feature(point(1, 2)), feature(point(3, 4)), feature(point(5, 6)));
    for (let length = 1; length < text.lastIndexOf(']'); length++) {
      expect(await failure(text.slice(0, length)), text.slice(0, length)).toMatchObject({
        code: 'invalid-data',
      });
    }
  });

  it('of any bytes never crashes or hangs', async () => {
    const valid = Buffer.from(
      collection(feature(point(1, 2), { a: 'b' }, 1), feature(point(3, 4), { a: 5 }, 2)),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(valid.length - 1), fc.nat(255), async (at, byte) => {
        const damaged = Buffer.from(valid);
        damaged[at] = byte;
        const result: unknown = await read(damaged).catch((cause: unknown) => cause);
        if (result instanceof Error) expect(result.name).toBe('AtlasError');
      }),
      { numRuns: 300, seed: 20_261 },
    );
  });
});
