import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileSource, verifyArchive } from '../../geodata/archive/index.ts';
import { command } from '../../scripts/commands/tile.ts';
import { run } from '../support/command-line.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'jiju-test-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Summary {
  deferred: { layer: string; zoom: number; count: number }[];
  remarks: { message: string }[];
}

/** Tiles a file of the given text; ids by layer and zoom. */
async function tile(
  name: string,
  text: string,
  ...options: string[]
): Promise<{ ids: (layer: string, zoom: number) => number[]; summary: Summary }> {
  await writeFile(join(folder, name), text);
  const out = join(folder, 'out.pmtiles');
  const { status, out: printed } = await run(command, [
    join(folder, name),
    '-o',
    out,
    '-fz4',
    '--json',
    '--workers=1',
    ...options,
  ]);
  expect(status).toBe(0);
  const found = new Set<string>();
  const source = await fileSource(out);
  const { problems } = await verifyArchive(source, (bytes, z) => {
    for (const layer of Object.values(new VectorTile(new Pbf(bytes)).layers)) {
      for (let i = 0; i < layer.length; i++) found.add(`${layer.name} ${z} ${layer.feature(i).id}`);
    }
    return [];
  });
  await source.close();
  expect(problems).toEqual([]);
  const ids = (layer: string, zoom: number): number[] =>
    [...found]
      .filter((each) => each.startsWith(`${layer} ${zoom} `))
      .map((each) => Number(each.split(' ')[2]))
      .toSorted((a, b) => a - b);
  return { ids, summary: JSON.parse(printed) as Summary };
}

const point = (id: number, extension: unknown, properties: Record<string, unknown> = {}): string =>
  JSON.stringify({
    type: 'Feature',
    id,
    tippecanoe: extension,
    properties,
    geometry: { type: 'Point', coordinates: [id, id] },
  });

test('features of GeoJSON say their zooms as tippecanoe reads them; a wrong zoom is said and left out', async () => {
  const lines = [
    point(1, undefined),
    point(2, { minzoom: 3, layer: 'other' }),
    point(3, { maxzoom: 1 }),
    point(4, { minzoom: 2, maxzoom: 3 }),
    point(5, { minzoom: 'deep' }),
    point(6, [4]),
  ];
  const { ids, summary } = await tile('places.geojsonl', lines.join('\n'));
  expect([0, 1, 2, 3, 4].map((zoom) => ids('places', zoom))).toEqual([
    [1, 3, 5, 6],
    [1, 3, 5, 6],
    [1, 4, 5, 6],
    [1, 2, 4, 5, 6],
    [1, 2, 5, 6],
  ]);
  expect(summary.deferred.map(({ zoom, count }) => [zoom, count])).toEqual([
    [0, 2],
    [1, 2],
    [2, 2],
    [3, 1],
    [4, 2],
  ]);
  const remarks = summary.remarks.map(({ message }) => message).join('\n');
  expect(remarks).toContain('found a minzoom that is no whole number from 0 to 254; it is left out');
  expect(remarks).toContain('found a member "tippecanoe" that is no object');
});

test('members of a geometry collection have the zooms of their feature', async () => {
  const feature = {
    type: 'Feature',
    id: 7,
    geometry: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Point', coordinates: [1, 1] },
        { type: 'Point', coordinates: [2, 2] },
      ],
    },
    properties: {},
    tippecanoe: { minzoom: 4 },
  };
  const { ids, summary } = await tile('two.geojsonl', `${point(1, undefined)}\n${JSON.stringify(feature)}`);
  expect([3, 4].map((zoom) => ids('two', zoom))).toEqual([[1], [1, 7]]);
  expect(summary.deferred.find(({ zoom }) => zoom === 3)?.count).toBe(2);
});

test('--minzoom-from takes the lowest zoom out of a field, of features and of edges with their arrows', async () => {
  const features = [point(1, undefined, { rank: 0 }), point(2, undefined, { rank: 2 }), point(3, undefined)];
  const points = await tile('ranked.geojsonl', features.join('\n'), '--minzoom-from', 'rank');
  expect([1, 2].map((zoom) => points.ids('ranked', zoom))).toEqual([
    [1, 3],
    [1, 2, 3],
  ]);

  const table = ['from_lon,from_lat,to_lon,to_lat,weight,from_zoom', '0,0,9,9,5,0', '0,9,9,0,4,3'].join('\n');
  const edges = await tile(
    'flows.csv',
    table,
    '--minzoom-from',
    'from_zoom',
    '--drop',
    'from_zoom',
    '--arrows',
  );
  for (const layer of ['flows', 'flows-arrows']) {
    expect([2, 3].map((zoom) => edges.ids(layer, zoom))).toEqual([[1], [1, 2]]);
  }
  expect(edges.summary.deferred).toContainEqual({ layer: 'flows-arrows', zoom: 2, count: 1 });
});

test('a field without numbers is refused', async () => {
  await writeFile(join(folder, 'plain.geojsonl'), point(1, undefined, { rank: 'first' }));
  const { status, notes } = await run(command, [
    join(folder, 'plain.geojsonl'),
    '-o',
    join(folder, 'plain.pmtiles'),
    '--minzoom-from=rank',
  ]);
  expect(status).toBe(2);
  expect(notes).toContain('Found no numbers in the field "rank"');
});
