import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { exitStatus, integerOption, stringOption, type Command } from '../command.ts';
import { numbersOption, quickOption, wordsOption } from './bench-options.ts';
import { measureProcess, type MeasuredProcess } from './measured-process.ts';
import { median } from './median.ts';
import { archiveSize, gzipSeconds, type ArchiveSize } from './tiles-archive.ts';
import { contendersFor, tippecanoeVersion, type Contender } from './tiles-contenders.ts';
import { drawingError } from './tiles-error.ts';
import { measureRebake, rebakeLine } from './tiles-rebake.ts';
import { heading, lineOf, type Row } from './tiles-table.ts';
import { quickWorkloads, workloads, type Workload } from './tiles-workloads.ts';

const LIMIT_SECONDS = 600;
/** Level at which `jiju tile` compresses. */
const GZIP_LEVEL = 5;

export const command: Command = {
  name: 'tiles',
  summary:
    'Time, memory and bytes of baking tiles beside tippecanoe (where installed) and geojson-vt; some 20 minutes.',
  usage: '-- [options]',
  options: {
    only: {
      type: 'string',
      placeholder: '<a,b>',
      description: `Some of ${workloads.map(({ name }) => name).join(', ')}`,
    },
    rounds: {
      type: 'string',
      placeholder: '<n>',
      default: '3',
      description: 'Runs of which the median counts',
    },
    workers: { type: 'string', placeholder: '<n>', description: 'Threads of jiju (default: all cores)' },
    folder: {
      type: 'string',
      placeholder: '<folder>',
      description: 'Where inputs and archives are, and stay',
    },
    quick: quickOption,
  },
  async run({ values }, io) {
    const quick = values['quick'] === true;
    const all = quick ? quickWorkloads : workloads;
    const names = wordsOption(
      values,
      'only',
      all.map(({ name }) => name),
    );
    const [rounds = 1] = numbersOption(values, 'rounds', [quick ? 1 : 3]);
    const workers = integerOption(values, 'workers', { minimum: 1, maximum: 256 }) ?? availableParallelism();
    const tippecanoe = tippecanoeVersion();
    io.out(`${workers} threads; ${tippecanoe ?? 'tippecanoe is not on the PATH: its rows are left out'}\n`);
    await compile();
    const given = stringOption(values, 'folder');
    const folder =
      given === undefined ? await mkdtemp(join(tmpdir(), 'jiju-bench-')) : resolve(io.cwd, given);
    await mkdir(folder, { recursive: true });
    const started = io.now();
    try {
      for (const workload of all.filter(({ name }) => names.includes(name))) {
        io.out(`\n${workload.title}, z0–${workload.maxzoom}\n${heading}\n`);
        const files = await workload.write(folder);
        const contenders = contendersFor(workload, files, { workers, hasTippecanoe: tippecanoe !== null });
        const rows = await alternate(contenders, workload, folder, rounds);
        for (const row of rows) io.out(`${lineOf(row, rows[0]!)}\n`);
        const seconds = await gzipSeconds(archiveOf(folder, workload, contenders[0]!), GZIP_LEVEL);
        const share = (100 * seconds) / rows[0]!.cpuSeconds;
        io.out(
          `gzip of these tiles alone: ${seconds.toFixed(2)} s of one thread, ${share.toFixed(0)} % of the CPU time\n`,
        );
        if (workload.edges !== null) {
          const each = rows.map(({ name, cpuSeconds }) => `${name} ${perEdge(cpuSeconds, workload.edges!)}`);
          io.out(`CPU time of an edge: ${each.join(', ')}\n`);
        }
        if (!workload.isCoverage) continue;
        io.out(rebakeLine(await measureRebake(workload, files.features!, folder, { rounds, workers })));
        // Bytes can only be compared at the same error.
        const zoom = workload.maxzoom - 2;
        io.out(
          `distance of true vertices from drawn borders at z${zoom}, in 1/4096 tile, median and 99 %:\n`,
        );
        for (const [index, contender] of contenders.entries()) {
          if (rows[index]!.failure !== null) continue;
          const archive = archiveOf(folder, workload, contender);
          const { median: middle, ninetyNinth } = await drawingError(files.features!, archive, zoom);
          io.out(`  ${contender.name.padEnd(20)}${middle.toFixed(2)}  ${ninetyNinth.toFixed(2)}\n`);
        }
      }
      io.out(`\nAll of this took ${((io.now() - started) / 60_000).toFixed(1)} minutes.\n`);
    } finally {
      if (given === undefined) await rm(folder, { recursive: true, force: true });
    }
    return exitStatus.ok;
  },
};

const perEdge = (seconds: number, edges: number): string => `${((seconds / edges) * 1e6).toFixed(1)} µs`;

/** Users run the compiled command, so that is what is measured. */
async function compile(): Promise<void> {
  const root = join(import.meta.dirname, '../..');
  await promisify(execFile)(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', root]);
}

const archiveOf = (folder: string, workload: Workload, { name }: Contender): string =>
  join(folder, `${workload.name}-${name.replace(/\W+/g, '-')}.pmtiles`);

/** The contenders take turns, so that what else the machine does strikes all of them. */
async function alternate(
  contenders: readonly Contender[],
  workload: Workload,
  folder: string,
  rounds: number,
): Promise<Row[]> {
  const runs = contenders.map((): MeasuredProcess[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      if (runs[index]!.some(({ failure }) => failure !== null)) continue;
      runs[index]!.push(
        await measureProcess(
          contender.program,
          contender.args(archiveOf(folder, workload, contender)),
          LIMIT_SECONDS,
        ),
      );
    }
  }
  return Promise.all(
    contenders.map(async (contender, index): Promise<Row> => {
      const each = runs[index]!;
      const failure = each.find((run) => run.failure !== null)?.failure ?? null;
      const size = failure === null ? await archiveSize(archiveOf(folder, workload, contender)) : noArchive;
      return {
        name: contender.name,
        wallSeconds: median(each.map(({ wallSeconds }) => wallSeconds)),
        cpuSeconds: median(each.map(({ cpuSeconds }) => cpuSeconds)),
        peakBytes: median(each.map(({ peakBytes }) => peakBytes)),
        failure,
        ...size,
      };
    }),
  );
}

const noArchive: ArchiveSize = { bytes: Number.NaN, tiles: Number.NaN, largestTile: Number.NaN };
