import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { command as tile } from '../../scripts/commands/tile.ts';
import { run } from '../support/command-line.ts';

let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'jiju-test-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Points with a long text each, which makes a file large and its tiles small. */
const shops = Array.from({ length: 40_000 }, (_, i) => {
  const properties = { name: `shop ${i % 50} ${'of a town '.repeat(9)}` };
  const geometry = { type: 'Point', coordinates: [(i % 1700) / 10, (i % 600) / 10] };
  return JSON.stringify({ type: 'Feature', properties, geometry });
}).join('\n');

describe('jiju tile --memory', () => {
  it('tiles a file that it has no room for, and says what lay on disk', async () => {
    const path = join(folder, 'shops.geojsonl');
    await writeFile(path, shops);
    const options = ['-z', '1', '--max-tile-bytes', '0', '--workers', '1', '--json'];
    const out = (name: string): string => join(folder, `${name}.pmtiles`);
    const whole = await run(tile, [path, '-o', out('whole'), ...options]);
    const parts = await run(tile, [path, '-o', out('parts'), ...options, '--memory', '190']);
    expect(parts.status).toBe(0);
    expect(JSON.parse(whole.out)).toMatchObject({ spilledBytes: 0 });
    expect((JSON.parse(parts.out) as { spilledBytes: number }).spilledBytes).toBeGreaterThan(1_000_000);
    expect(Buffer.compare(await readFile(out('parts')), await readFile(out('whole')))).toBe(0);
    expect((await readdir(folder)).toSorted()).toEqual(['parts.pmtiles', 'shops.geojsonl', 'whole.pmtiles']);
  });
});

describe('what comes in over standard input', () => {
  it('may be gzipped, and is gone from disk afterwards', async () => {
    const before = await readdir(folder);
    const args = ['-', '-o', join(folder, 'stdin.pmtiles'), '-z', '0', '-q'];
    const { status } = await run(tile, args, {
      stdin: () => Readable.from([gzipSync(shops.slice(0, 100_000).replace(/\n[^\n]*$/, ''))]),
    });
    expect(status).toBe(0);
    expect((await readdir(folder)).toSorted()).toEqual([...before, 'stdin.pmtiles'].toSorted());
  });

  it('is gone from disk when the command is interrupted', async () => {
    const own = await mkdtemp(join(folder, 'interrupted-'));
    const args = ['--import', 'tsx', 'scripts/jiju.ts', 'tile', '-', '-o', join(own, 'never.pmtiles')];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'ignore'] });
    await vi.waitFor(async () => expect(await readdir(own)).toHaveLength(1), { timeout: 50_000 });
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
    expect(await readdir(own)).toEqual([]);
  }, 60_000);
});
