import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { measureProcess, type MeasuredProcess } from './measured-process.ts';
import { median } from './median.ts';
import { seededRandom } from './seeded-random.ts';
import { writeFeatures, writeTable } from './tiles-inputs.ts';
import type { Workload } from './tiles-workloads.ts';

const jiju = join(import.meta.dirname, '../../dist/scripts/jiju.js');
const LIMIT_SECONDS = 600;

/** What putting a changed column on tiles takes beside tiling again, as shares of that. */
export interface Rebake {
  wallShare: number;
  cpuShare: number;
  /** Shares of what is left where the start of a process is taken off both. */
  cpuShareWithoutStart: number;
  wallSeconds: number;
  cpuSeconds: number;
  /** Whether both gave the same bytes. */
  isEqual: boolean;
}

/**
 * Tiles features with an indicator, changes every value of it, and lets `jiju tile` (on the changed features) and
 * `jiju join` (on the tiles) take turns. Features need a `code`.
 */
export async function measureRebake(
  { name, maxzoom }: Workload,
  features: string,
  folder: string,
  { rounds, workers }: { rounds: number; workers: number },
): Promise<Rebake> {
  const before = await writeFeatures(folder, `${name}-before`, () => withColumn(features, 1));
  const after = await writeFeatures(folder, `${name}-after`, () => withColumn(features, 2));
  const table = await writeTable(folder, `${name}-column`, () => tableOf(after));
  const archive = (of: string): string => join(folder, `${name}-rebake-${of}.pmtiles`);
  const [old, tiled, joined] = ['old', 'tiled', 'joined'].map(archive) as [string, string, string];
  const tile = (input: string, out: string): string[] => [
    jiju,
    'tile',
    `--layer=layer=${input}`,
    `--out=${out}`,
    '--name=layer',
    `--maxzoom=${maxzoom}`,
    `--workers=${workers}`,
    '--force',
    '--quiet',
  ];
  const joinAgain = [jiju, 'join', old, table, `--out=${joined}`, '--key=code', '--force', '--quiet'];
  await measured(tile(before, old));
  const runs = {
    tile: [] as MeasuredProcess[],
    join: [] as MeasuredProcess[],
    start: [] as MeasuredProcess[],
  };
  for (let round = 0; round < rounds; round++) {
    runs.tile.push(await measured(tile(after, tiled)));
    runs.join.push(await measured(joinAgain));
    runs.start.push(await measured([jiju, '--version']));
  }
  const wall = (of: MeasuredProcess[]): number => median(of.map(({ wallSeconds }) => wallSeconds));
  const cpu = (of: MeasuredProcess[]): number => median(of.map(({ cpuSeconds }) => cpuSeconds));
  const start = cpu(runs.start);
  return {
    wallShare: wall(runs.join) / wall(runs.tile),
    cpuShare: cpu(runs.join) / cpu(runs.tile),
    cpuShareWithoutStart: (cpu(runs.join) - start) / (cpu(runs.tile) - start),
    wallSeconds: wall(runs.join),
    cpuSeconds: cpu(runs.join),
    isEqual: (await readFile(tiled)).equals(await readFile(joined)),
  };
}

async function measured(args: string[]): Promise<MeasuredProcess> {
  const run = await measureProcess(process.execPath, args, LIMIT_SECONDS);
  if (run.failure !== null) throw new Error(`${args.slice(1).join(' ')}: ${run.failure}`);
  return run;
}

interface Line {
  properties: Record<string, unknown>;
}

/** Features with an income, which `seed` decides. */
async function* withColumn(features: string, seed: number): AsyncGenerator<string> {
  const random = seededRandom(seed);
  for await (const text of createInterface({ input: createReadStream(features) })) {
    const line = JSON.parse(text) as Line;
    const properties = { ...line.properties, income: Math.round(random() * 1e7) / 100 };
    yield JSON.stringify({ ...line, properties });
  }
}

async function* tableOf(features: string): AsyncGenerator<string> {
  yield 'code,income';
  for await (const text of createInterface({ input: createReadStream(features) })) {
    const { properties } = JSON.parse(text) as Line;
    yield `${String(properties['code'])},${String(properties['income'])}`;
  }
}

/** The row of the table. */
export function rebakeLine(rebake: Rebake): string {
  const { wallShare, cpuShare, cpuShareWithoutStart, wallSeconds, cpuSeconds, isEqual } = rebake;
  return (
    `a changed column on these tiles: ${wallSeconds.toFixed(2)} s, CPU ${cpuSeconds.toFixed(2)} s; ` +
    `of tiling again wall ${wallShare.toFixed(2)}, CPU ${cpuShare.toFixed(2)}, ` +
    `without the start of the process ${cpuShareWithoutStart.toFixed(2)}; ` +
    `${isEqual ? 'the same bytes' : 'OTHER BYTES than tiling gives'}\n`
  );
}
