import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zxyToTileId } from '../../geodata/model/tile-id.ts';
import { bakeBatches } from '../../geodata/tiles/bake-batches.ts';
import { completeOptions } from '../../geodata/tiles/bake-options.ts';
import { selectKept } from '../../geodata/tiles/budget/select-kept.ts';
import { Crew } from '../../geodata/tiles/crew.ts';
import { bytesOf } from '../../geodata/tiles/memory-limit.ts';
import { planBatches } from '../../geodata/tiles/plan.ts';
import { buildTopology } from '../../geodata/tiles/topology/build-topology.ts';
import { prepareZooms } from '../../geodata/tiles/zoom/prepare-zooms.ts';
import { command as tile } from '../../scripts/commands/tile.ts';
import { run } from '../support/command-line.ts';
import { coverageOf, square } from '../support/flat-layers.ts';

const countries = coverageOf([
  square(-120, -60, -10, 60),
  square(-10, -60, 100, 60),
  square(100, -60, 110, 60),
]);

describe('a limit of memory', () => {
  let folder: string;
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'jiju-test-'))));
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('that the input does not fit into is refused, with what it needs', async () => {
    const table = join(folder, 'flows.csv');
    await writeFile(table, 'from_lon,from_lat,to_lon,to_lat\n1,2,3,4\n');
    const options = [table, '-o', join(folder, 'flows.pmtiles'), '-z', '2', '-q', '--workers', '1'];
    const { status, notes } = await run(tile, [...options, '--memory', '64']);
    expect(status).not.toBe(0);
    expect(notes).toMatch(/\d+ MB of memory are needed; expected that 64 MB suffice \(--memory\)/);
    expect((await run(tile, [...options, '--memory', '400'])).status).toBe(0);
  });
});

/** All tiles of a coverage, where batches are estimated to hold so much. */
async function bakeWithin(batchBytes: number): Promise<{ ids: number[]; bytes: Buffer }> {
  const options = completeOptions([], { minzoom: 0, maxzoom: 7 });
  const crew = new Crew(1);
  const { arcs, tables } = buildTopology([countries], 0);
  const geometry = await prepareZooms(crew, arcs, tables, options);
  const kept = await selectKept(crew, arcs, tables, geometry, options);
  const ids: number[] = [];
  const tiles: Uint8Array[] = [];
  const sink = {
    add(tileId: number, bytes: Uint8Array) {
      ids.push(tileId);
      tiles.push(bytes.slice());
    },
  };
  const memory = { batchBytes: () => batchBytes, collect: () => {} };
  await bakeBatches(crew, { arcs, tables, geometry, kept }, options, memory, sink);
  return { ids, bytes: Buffer.concat(tiles) };
}

describe('batches', () => {
  const { tables } = buildTopology([countries], 0);
  const layers = [{ table: tables[0]!, layer: 0, kept: null, drawnShare: 1 }];

  it.each([2 ** 30, 20_000, 2_000, 200])(
    'of %i bytes have every tile of every zoom once, in order',
    (bytes) => {
      const batches = planBatches(2, 6, () => layers, bytes);
      const ranges = batches.flatMap((batch) => batch.ranges);
      for (const [i, { from, to }] of ranges.entries()) {
        expect(to).toBeGreaterThan(from);
        if (i > 0) expect(from).toBeGreaterThanOrEqual(ranges[i - 1]!.to);
      }
      for (let zoom = 2; zoom <= 6; zoom++) {
        // Somewhere within each of the three squares.
        for (const longitude of [-60, 40, 105]) {
          const id = zxyToTileId(zoom, Math.floor((longitude / 360 + 0.5) * 2 ** zoom), 2 ** (zoom - 1));
          expect(ranges.filter(({ from, to }) => from <= id && id < to).length).toBe(1);
        }
      }
      expect(batches.every(({ slices }) => slices.length > 0)).toBe(true);
    },
  );

  it('change no byte of the tiles, however small they are', async () => {
    const whole = await bakeWithin(2 ** 30);
    const pieces = await bakeWithin(500);
    expect(pieces.ids).toEqual(whole.ids);
    expect(Buffer.compare(pieces.bytes, whole.bytes)).toBe(0);
  });

  it('are more where less memory is allowed', () => {
    const counts = [2 ** 30, 20_000, 2_000].map((bytes) => planBatches(2, 6, () => layers, bytes).length);
    expect(counts[0]).toBe(1);
    expect(counts[1]).toBeGreaterThan(1);
    expect(counts[2]).toBeGreaterThan(counts[1]!);
  });
});

it('memory that arrays share is counted once', () => {
  const shared = new ArrayBuffer(100);
  const value = {
    a: new Uint8Array(shared),
    b: [new Uint8Array(shared, 10, 20), new Float64Array(4)],
    c: null,
  };
  expect(bytesOf(value)).toBe(132);
});
