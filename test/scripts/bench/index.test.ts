import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

const bench = (...args: string[]): Promise<{ status: number; out: string; note: string }> =>
  new Promise((resolve) => {
    const command = ['--import', 'tsx', 'scripts/bench/index.ts', ...args];
    execFile(process.execPath, command, { cwd: root, timeout: 50_000 }, (error, out, note) =>
      resolve({ status: error === null ? 0 : Number(error.code), out, note }),
    );
  });

test('lists every benchmark of the folder', { timeout: 60_000 }, async () => {
  const { status, out } = await bench();
  const commands = readdirSync(join(root, 'scripts/bench')).filter((file) =>
    ['measures.ts', 'network.ts', 'serve.ts', 'tiles.ts'].includes(file),
  );
  expect(status).toBe(0);
  for (const file of commands) expect(out).toContain(`  ${file.replace('.ts', '')} `);
});

test('names what there is where a benchmark is unknown', { timeout: 60_000 }, async () => {
  const { status, note } = await bench('toString');
  expect(status).toBe(2);
  expect(note).toMatch(/found 'toString', expected one of .*serve, network, measures/);
});

test('refuses an option that is no number, and says how it is called', { timeout: 60_000 }, async () => {
  const { status, note } = await bench('serve', '--seconds', 'many');
  expect(status).toBe(2);
  expect(note).toContain('npm run bench serve: --seconds: found "many"');
});

test('a short run of the measures beside their peers', { timeout: 60_000 }, async () => {
  const { status, out } = await bench('measures', '--quick');
  expect(status).toBe(0);
  expect(out).toMatch(/DEA-BCC.*ms; \d+\.\d\dx of HiGHS/);
});
