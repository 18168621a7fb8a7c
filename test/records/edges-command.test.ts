import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleRecords } from '../../scripts/bench/network-example.ts';
import { runCommand, type CommandIo } from '../../scripts/command.ts';
import { command } from '../../scripts/commands/edges.ts';

const example = join(import.meta.dirname, '../../docs/examples/generated-records.csv');
const mapping = [
  '--id',
  'id',
  '--strip-kind',
  '--date',
  'date',
  '--address',
  'applicants',
  '--separator',
  ';',
];

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-edges-command-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<{ status: number; out: string; notes: string }> {
  let [out, notes] = ['', ''];
  const io: CommandIo = {
    out: (text) => void (out += text),
    note: (text) => void (notes += text),
    isTerminal: false,
    cwd: folder,
    env: {},
    stdin: () => Readable.from([]),
    now: () => 0,
    untilInterrupted: () => new Promise(() => {}),
    whenInterrupted: () => () => {},
  };
  return { status: await runCommand(command, args, io), out, notes };
}

describe('jiju edges', () => {
  test('counts the generated example, which is what its generator makes', async () => {
    expect(await readFile(example, 'utf8')).toBe(await exampleRecords());
    const { status, out } = await run(example, ...mapping, '--out', 'example');
    expect(status).toBe(0);
    expect(out).toContain('records/ambiguous-address');
    expect(out).toContain('500 records');
    const [header, ...edges] = (await readFile(join(folder, 'example/edges.csv'), 'utf8')).trim().split('\n');
    expect(header).toBe('year,a,b,weight,n,basis');
    expect(edges.length).toBeGreaterThan(100);
    expect(edges.every((line) => /^\d{4},\d{6},\d{6},[\d.]+,\d+,observed$/.test(line))).toBe(true);
    const report = JSON.parse(await readFile(join(folder, 'example/diagnostics.json'), 'utf8')) as object;
    expect(report).toMatchObject({ counts: { error: 0 } });
  });

  test('gives the same tables with another number of threads', async () => {
    await run(example, ...mapping, '--counting', 'newman', '--threads', '1', '--out', 'one', '-q');
    await run(example, ...mapping, '--counting', 'newman', '--threads', '3', '--out', 'three', '-q');
    for (const file of ['edges.csv', 'nodes.csv', 'unplaced.csv'])
      expect(await readFile(join(folder, 'three', file), 'utf8')).toBe(
        await readFile(join(folder, 'one', file), 'utf8'),
      );
  });

  test('takes names of the atlas and of a table', async () => {
    await writeFile(join(folder, 'records.csv'), 'id,where\n1,西安交通大学\n1,某某新材料\n1,苏州市\n');
    await writeFile(join(folder, 'names.csv'), 'name,code\n某某新材料,440300\n');
    const args = ['records.csv', '--id', 'id', '--address', 'where', '--out', 'named'];
    const counts = async (...more: string[]): Promise<object> =>
      JSON.parse((await run(...args, '--json', ...more)).out) as object;
    expect(await counts()).toMatchObject({ unmapped: 2, edges: 0 });
    expect(await counts('--places')).toMatchObject({ unmapped: 1, edges: 1 });
    expect(await counts('--places', '--names', 'names.csv')).toMatchObject({ unmapped: 0, edges: 3 });
  });

  test('says what is wrong with its arguments', async () => {
    const cases: [string[], number, RegExp][] = [
      [[], 2, /expected one file/],
      [[example], 2, /--id/],
      [[example, '--id', 'id'], 2, /--address, --city or --code/],
      [[example, ...mapping, '--counting', 'half'], 2, /full, newman/],
      [[example, ...mapping, '--list'], 2, /not both/],
      [[example, ...mapping, '--window', 'never'], 2, /whole number/],
      [[example, ...mapping, '--atlas', 'mars'], 2, /china/],
      [['nothing.csv', ...mapping], 3, /no such file/],
      [[join(import.meta.dirname, 'edges-command.test.ts'), ...mapping], 3, /\.parquet/],
      [[example, '--id', 'number', '--code', 'applicants'], 3, /number/],
    ];
    for (const [args, status, message] of cases) {
      const result = await run(...args);
      expect([result.status, args], result.notes).toEqual([status, args]);
      expect(result.notes).toMatch(message);
    }
  });
});
