import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memoryOutput } from '../../../geodata/archive/index.ts';
import { bakeFilesInto, type BakeArchiveOptions, type BakedArchive } from '../../../geodata/bake.ts';
import { GREAT_CIRCLE, type FileLayer } from '../../../geodata/tiles/index.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'jiju-test-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

let files = 0;
async function fileOf(text: string, extension = 'geojsonl'): Promise<string> {
  const path = join(folder, `${files++}.${extension}`);
  await writeFile(path, text);
  return path;
}

const layer = (path: string, rest: Partial<FileLayer> = {}): FileLayer => ({
  id: 'features',
  path,
  label: 'features',
  minzoom: 0,
  maxzoom: 6,
  buffer: 64,
  coverage: 'auto',
  content: { kind: 'features', onInvalid: 'repair' },
  ...rest,
});

interface Baked {
  bytes: Buffer;
  summary: Omit<BakedArchive, 'spilledBytes'>;
  spilledBytes: number;
}

async function bake(layers: FileLayer[], options: Partial<BakeArchiveOptions>): Promise<Baked> {
  const output = memoryOutput();
  const common = { minzoom: 0, maxzoom: 6, workers: 1, spillFolder: folder };
  const { spilledBytes, ...summary } = await bakeFilesInto(layers, { ...common, ...options }, output);
  return { bytes: Buffer.from(output.bytes()), summary, spilledBytes };
}

/** Bakes at once and in parts, and expects no difference but what lay on disk. */
async function expectSame(
  layers: FileLayer[],
  partBytes: number,
  options: Partial<BakeArchiveOptions> = {},
): Promise<void> {
  const whole = await bake(layers, options);
  const parts = await bake(layers, { ...options, partBytes });
  expect(whole.spilledBytes).toBe(0);
  expect(parts.spilledBytes).toBeGreaterThan(0);
  expect(parts.summary).toEqual(whole.summary);
  expect(Buffer.compare(parts.bytes, whole.bytes)).toBe(0);
}

const place = fc.tuple(
  fc.double({ min: -175, max: 179, noNaN: true }),
  fc.double({ min: -80, max: 80, noNaN: true }),
);
const geometry = fc.oneof(
  place.map((coordinates) => ({ type: 'Point', coordinates })),
  fc.array(place, { minLength: 2, maxLength: 6 }).map((coordinates) => ({ type: 'LineString', coordinates })),
  fc.tuple(place, fc.double({ min: 0.0001, max: 4, noNaN: true })).map(([[x, y], d]) => ({
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + d, y],
        [x + d / 2, y + d / 3],
        [x + d, y + d],
        [x, y + d],
        [x, y],
      ],
    ],
  })),
);
const value = fc.oneof(
  fc.boolean(),
  fc.integer({ min: -9, max: 2 ** 33 }),
  fc.constantFrom('a', 'b', '北京', 0.5),
);
const feature = fc.record(
  {
    type: fc.constant('Feature'),
    id: fc.nat(),
    tippecanoe: fc.record({ minzoom: fc.integer({ min: 0, max: 5 }) }),
    properties: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'rank'), value, { noNullPrototype: true }),
    geometry,
  },
  { requiredKeys: ['type', 'properties', 'geometry'], noNullPrototype: true },
);

describe('features that are cut in parts', () => {
  it('make the tiles that they make at once, however small the parts are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(feature, { minLength: 3, maxLength: 40 }),
        fc.integer({ min: 100, max: 3000 }),
        fc.constantFrom(0, 700, 500_000),
        async (features, partBytes, maxTileBytes) => {
          const text = features.map((each) => JSON.stringify(each)).join('\n');
          fc.pre(text.length > partBytes);
          await expectSame([layer(await fileOf(text), { coverage: false })], partBytes, { maxTileBytes });
        },
      ),
      { numRuns: 25 },
    );
  });

  it('make room in tiles for those before them, and wait for zooms of a field', async () => {
    const points = Array.from({ length: 600 }, (_, i) => ({
      type: 'Feature',
      properties: { name: `point ${i}`, ...(i > 300 ? { rank: i % 4 } : {}) },
      geometry: { type: 'Point', coordinates: [(i * 37) % 170, (i * 23) % 60] },
    }));
    const path = await fileOf(`{"type":"FeatureCollection","features":${JSON.stringify(points)}}`, 'geojson');
    const content: FileLayer['content'] = { kind: 'features', onInvalid: 'repair', minzoomField: 'rank' };
    await expectSame([layer(path, { content })], 9000, { maxTileBytes: 6000, maxzoom: 3 });
    const { summary } = await bake([layer(path, { content })], { maxTileBytes: 6000, maxzoom: 3 });
    expect(summary.drops.some(({ reason, count }) => reason === 'no-room' && count > 20)).toBe(true);
    expect(summary.deferred.length).toBeGreaterThan(0);
  });

  it('stand in tiles with layers that are not divided, by one thread and by two', async () => {
    const states = layer('test/cases/regional-sets/atlas/cities.geojson', { id: 'states', coverage: 'auto' });
    const buildings = layer(await fileOf(squares(400)), { id: 'buildings' });
    const roads: FileLayer['content'] = { kind: 'features', onInvalid: 'repair', weight: 'lanes' };
    const ranked = layer(await fileOf(lines(200)), { id: 'roads', content: roads });
    const table = `from_lon,from_lat,to_lon,to_lat,weight,kind\n1,2,30,40,5,a\n3,4,60,-7,8,b\n`;
    const points = [{ id: 'arrows', share: 0.65 }];
    const flows = layer(await fileOf(table, 'csv'), {
      id: 'flows',
      content: { kind: 'edges', curve: GREAT_CIRCLE, bend: 0.2, points },
    });
    const layers = [flows, states, buildings, ranked];
    for (const options of [{ maxTileBytes: 3000 }, { workers: 2, threadsFrom: 1 }])
      await expectSame(layers, 20_000, options);
  });

  it('may be so many in a part that several ranges of them come into a tile', async () => {
    const points = Array.from({ length: 70_000 }, (_, i) => ({
      properties: { n: i },
      geometry: { type: 'Point', coordinates: [((i * 7) % 1700) / 10, ((i * 3) % 600) / 10] },
    }));
    const options = { maxzoom: 0, maxTileBytes: 0, workers: 2, threadsFrom: 1 };
    await expectSame([layer(await fileOf(toLines(points)), { maxzoom: 0 })], 6_500_000, options);
  });

  it('are refused where one tile has more of them than fit into memory, with the tile', async () => {
    const points = Array.from({ length: 40_000 }, (_, i) => ({
      properties: { n: i },
      geometry: { type: 'Point', coordinates: [((i * 7) % 1700) / 10, ((i * 3) % 600) / 10] },
    }));
    const layers = [layer(await fileOf(toLines(points)), { maxzoom: 0 })];
    const options = { maxzoom: 0, maxTileBytes: 0, partBytes: 1_500_000 };
    await expect(bake(layers, { ...options, memory: 155 * 2 ** 20 })).rejects.toThrow(
      /MB of features so far in tile 0\/0\/0, which deeper zooms .*--memory/,
    );
    await bake(layers, { ...options, memory: 180 * 2 ** 20 });
  });

  it('leave nothing behind, neither where all is well nor where a file is cut off', async () => {
    const before = await readdir(folder);
    const good = await fileOf(squares(300));
    const text = squares(300);
    const broken = await fileOf(text.slice(0, text.length - 40));
    await bake([layer(good)], { partBytes: 10_000 });
    await expect(bake([layer(broken)], { partBytes: 10_000 })).rejects.toThrow(
      /is not valid GeoJSON at line 300/,
    );
    expect(await readdir(folder)).toHaveLength(before.length + 2);
  });

  it.runIf(existsSync('/dev/full'))(
    'say that a disk is full, in whichever thread that is found',
    async () => {
      const path = await fileOf(squares(300));
      const full = { ...memoryOutput(), write: () => writeFileSync('/dev/full', 'x') };
      const options = { minzoom: 0, maxzoom: 6, workers: 2, threadsFrom: 1, partBytes: 10_000 };
      await expect(bakeFilesInto([layer(path)], options, full)).rejects.toThrow(/ENOSPC/);
    },
  );

  it('say where there is no room for them', async () => {
    const options = { partBytes: 10_000, spillFolder: join(folder, 'nowhere') };
    await expect(bake([layer(await fileOf(squares(300)))], options)).rejects.toMatchObject({
      code: 'io',
      message: expect.stringMatching(/cannot be kept in .*nowhere.*(--memory)/) as string,
    });
  });

  it('are refused as those of a whole file are: in metres, or without the field that is asked for', async () => {
    const metres = await fileOf(
      lines(200).replaceAll(/\[(-?[\d.]+),(-?[\d.]+)\]/g, (_, x, y) => `[${x}00000,${y}00000]`),
    );
    await expect(bake([layer(metres)], { partBytes: 5000 })).rejects.toThrow(
      /expected longitude and latitude/,
    );
    const content: FileLayer['content'] = { kind: 'features', onInvalid: 'repair', minzoomField: 'level' };
    const path = await fileOf(squares(100));
    await expect(bake([layer(path, { content })], { partBytes: 5000 })).rejects.toThrow(
      /no numbers in the field "level"/,
    );
  });
});

const toLines = (features: readonly object[]): string =>
  features.map((each) => JSON.stringify({ type: 'Feature', ...each })).join('\n');

const squares = (count: number): string =>
  toLines(
    Array.from({ length: count }, (_, i) => {
      const [x, y] = [((i * 7.31) % 300) - 150, ((i * 3.17) % 100) - 50];
      const ring = [
        [x, y],
        [x + 0.5, y],
        [x + 0.5, y + 0.5],
        [x, y + 0.5],
        [x, y],
      ];
      return {
        id: i,
        properties: { name: `house ${i}`, floors: i % 5 },
        geometry: { type: 'Polygon', coordinates: [ring] },
      };
    }),
  );

const lines = (count: number): string =>
  toLines(
    Array.from({ length: count }, (_, i) => ({
      properties: { lanes: (i * 13) % 50 },
      geometry: {
        type: 'LineString',
        coordinates: [
          [i % 90, i % 50],
          [i % 90, (i % 50) + 2],
          [(i % 90) + 3, i % 50],
        ],
      },
    })),
  );
