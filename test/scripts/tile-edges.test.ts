import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileSource, verifyArchive } from '../../geodata/archive/index.ts';
import { command } from '../../scripts/commands/tile.ts';
import { run } from '../support/command-line.ts';

interface Found {
  layer: string;
  z: number;
  id: number;
  bearing: unknown;
  weight: unknown;
}

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'jiju-test-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Tiles a table of edges and reads every feature back; those that lie in several tiles come several times. */
async function tileEdges(
  lines: string[],
  ...options: string[]
): Promise<{ features: Found[]; summary: { drops: { layer: string; zoom: number; count: number }[] } }> {
  const table = join(folder, 'flows.csv');
  await writeFile(table, ['from_lon,from_lat,to_lon,to_lat,weight', ...lines].join('\n'));
  const out = join(folder, 'flows.pmtiles');
  const { status, out: printed } = await run(command, [
    table,
    '-o',
    out,
    '-f',
    '--json',
    '--workers',
    '1',
    ...options,
  ]);
  expect(status).toBe(0);
  const features: Found[] = [];
  const source = await fileSource(out);
  const { problems } = await verifyArchive(source, (tile, z) => {
    for (const layer of Object.values(new VectorTile(new Pbf(new Uint8Array(tile))).layers)) {
      for (let i = 0; i < layer.length; i++) {
        const feature = layer.feature(i);
        const { bearing, weight } = feature.properties;
        features.push({ layer: layer.name, z, id: feature.id!, bearing, weight });
      }
    }
    return [];
  });
  await source.close();
  expect(problems).toEqual([]);
  return { features, summary: JSON.parse(printed) as { drops: [] } };
}

test('arrows and labels stand on every edge that has a length, and point along it', async () => {
  const edges = ['10,0,20,0,1', '10,0,10,20,2', '170,-45,-170,-45,3', '10,45,60,45,4', '5,5,5,5,6'];
  const { features } = await tileEdges(edges, '-z', '2', '--arrows', '--labels');
  const bearings = (layer: string): (readonly [number, unknown, unknown])[] =>
    features
      .filter((each) => each.layer === layer && each.z === 0)
      .map(({ id, bearing, weight }) => [id, bearing, weight] as const);
  const arrows = bearings('flows-arrows');
  expect(arrows.map(([id]) => id)).toEqual([1, 2, 3, 4]);
  expect(arrows.slice(0, 2)).toEqual([
    [1, 90, 1],
    [2, 0, 2],
  ]);
  // South of the equator a great circle to the east bends south first; past the middle it has turned north.
  expect(Number(arrows[2]![1])).toBeLessThan(90);
  expect(Number(arrows[3]![1])).toBeGreaterThan(90);
  expect(bearings('flows-labels').map(([, bearing]) => bearing)).toEqual([90, 0, 90, 90]);
});

test('a zoom shows the arrows of just those edges for which its tiles have room', async () => {
  const edges = Array.from(
    { length: 400 },
    (_, i) => `${100 + (i % 20) / 3},${20 + i / 40},${110 + (i % 7)},35,${i}`,
  );
  const { features, summary } = await tileEdges(edges, '-z', '5', '--arrows', '--max-tile-bytes', '6000');
  expect(summary.drops.some(({ layer, count }) => layer === 'flows' && count > 100)).toBe(true);
  for (let zoom = 0; zoom <= 5; zoom++) {
    const shown = (layer: string): number[] => [
      ...new Set(features.filter((each) => each.z === zoom && each.layer === layer).map(({ id }) => id)),
    ];
    const edgesShown = shown('flows').toSorted((a, b) => a - b);
    expect(edgesShown.length).toBeGreaterThan(5);
    expect(shown('flows-arrows').toSorted((a, b) => a - b)).toEqual(edgesShown);
  }
});

test('two layers of one name are refused', async () => {
  const table = join(folder, 'flows.csv');
  await writeFile(table, 'from_lon,from_lat,to_lon,to_lat\n1,2,3,4\n');
  const layers = ['-L', `a=${table}`, '-L', `a-arrows=${table}`];
  const { status, notes } = await run(command, [...layers, '--arrows', '-o', join(folder, 'two.pmtiles')]);
  expect(status).toBe(2);
  expect(notes).toContain('Two layers are named a-arrows');
});
