import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { embeddedAddresses } from '../../geodata/atlases/addresses.ts';
import { openDuckDb } from '../../geodata/records/duckdb-engine.ts';
import { exitStatus, stringOption, type Command } from '../command.ts';
import { numbersOption, quickOption, wordsOption } from './bench-options.ts';
import { compareGazetteers } from './network-addresses.ts';
import { generateRecords } from './network-records.ts';

interface Run {
  seconds: number;
  peakMegabytes: number;
  steps: [string, number][];
  figures: Record<string, unknown>;
}

const formatNames = ['csv', 'parquet'] as const;

export const command: Command = {
  name: 'network',
  summary:
    'Records per second of counting links beside a bare scan by DuckDB; addresses placed beside two parsers.',
  usage: '-- [options]',
  options: {
    records: {
      type: 'string',
      placeholder: '<n,n>',
      default: '1000000,10000000',
      description: 'Generated records to count',
    },
    formats: {
      type: 'string',
      placeholder: '<a,b>',
      default: formatNames.join(),
      description: 'Of their file',
    },
    memory: { type: 'string', placeholder: '<size>', default: '2GB', description: 'Limit of the database' },
    temporary: { type: 'string', placeholder: '<folder>', description: 'Where to write the records' },
    quick: quickOption,
  },
  async run({ values }) {
    const counts = numbersOption(values, 'records', values['quick'] === true ? [50_000] : [1e6, 1e7]);
    const formats = wordsOption(values, 'formats', formatNames);
    const memory = stringOption(values, 'memory') ?? '2GB';
    await compareGazetteers();
    for (const records of counts)
      await countRecords(records, formats, memory, stringOption(values, 'temporary') ?? tmpdir());
    return exitStatus.ok;
  },
};

/** Counts links in generated records and holds wall time against a bare scan of the same file by DuckDB. */
async function countRecords(
  records: number,
  formats: readonly string[],
  memory: string,
  temporary: string,
): Promise<void> {
  const folder = await mkdtemp(join(temporary, 'jiju-bench-'));
  try {
    const files = await writeRecords(records, folder, formats);
    for (const [format, file] of Object.entries(files)) {
      const scan = await run('scan', file, format, memory, folder);
      const count = await run('count', file, format, memory, folder);
      print(records, format, (await stat(file)).size, scan, count);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeRecords(
  records: number,
  folder: string,
  formats: readonly string[],
): Promise<Record<string, string>> {
  const tables = await embeddedAddresses['china']!();
  const generated = generateRecords(tables, { seed: 5, applicants: Math.max(64, records / 5) });
  const csv = join(folder, 'generated.csv');
  await pipeline(Readable.from(blocksOf(generated, records)), createWriteStream(csv));
  if (!formats.includes('parquet')) return { csv };
  const parquet = join(folder, 'generated.parquet');
  const engine = await openDuckDb({ memoryLimit: '2GB', threads: 2, folder });
  await engine.query(
    `COPY (SELECT * FROM read_csv('${csv}', all_varchar = true)) TO '${parquet}' (FORMAT parquet)`,
  );
  await engine.close();
  return formats.includes('csv') ? { csv, parquet } : { parquet };
}

/** Texts of about a megabyte: a write per record would take longer than making it. */
function* blocksOf(generated: ReturnType<typeof generateRecords>, records: number): Generator<string> {
  let block = generated.header;
  for (let index = 0; index < records; index++) {
    block += generated.lines(index);
    if (block.length < 1_000_000) continue;
    yield block;
    block = '';
  }
  yield block;
}

async function run(
  act: 'scan' | 'count',
  file: string,
  format: string,
  memory: string,
  folder: string,
): Promise<Run> {
  const script = join(import.meta.dirname, 'network-run.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', script, act, file, format, memory, folder],
    { maxBuffer: 1 << 26 },
  );
  return JSON.parse(stdout) as Run;
}

function print(records: number, format: string, bytes: number, scan: Run, count: Run): void {
  const whole = (value: number): string => Math.round(value).toLocaleString('en');
  const rows = Number(count.figures['rows']);
  console.log(
    `${whole(records)} records, ${format} of ${whole(bytes / 2 ** 20)} MB: ${count.seconds.toFixed(1)} s, ` +
      `${whole(rows / count.seconds)} rows/s, peak ${whole(count.peakMegabytes)} MB, ` +
      `${(count.seconds / scan.seconds).toFixed(1)}x of the bare scan (${scan.seconds.toFixed(2)} s)`,
  );
  console.log(`  ${count.steps.map(([step, at]) => `${(at / 1000).toFixed(1)} s ${step}`).join(', ')}`);
  console.log(`  ${JSON.stringify(count.figures)}`);
}
