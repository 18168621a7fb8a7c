import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command as build } from '../../scripts/commands/build.ts';
import { command as check } from '../../scripts/commands/check.ts';
import { command as init } from '../../scripts/commands/init.ts';
import { chinaBundle } from '../support/china-bundle.ts';
import { run } from '../support/command-line.ts';

// Another country: the states of the United States (TopoJSON with two objects) and a table with one misspelt name.
let cwd: string;
beforeAll(async () => {
  // Tables are held against the embedded atlases too: make their boundaries once for all test files.
  await chinaBundle();
  cwd = mkdtempSync(join(tmpdir(), 'jiju-states-'));
  copyFileSync(createRequire(import.meta.url).resolve('us-atlas/states-10m.json'), join(cwd, 'us.json'));
  writeFileSync(
    join(cwd, 'patents.csv'),
    'State;Patents granted\nCalifornia;43.112\nTexas;10.204\nNew Yrok;9.001\nMassachusetts;8.517\nWashington;7.902\n',
  );
});
afterAll(() => rmSync(cwd, { recursive: true }));

describe('a folder with boundaries of its own', () => {
  test('init takes the objects with codes for levels, and the table for one of them', async () => {
    const { status, out } = await run(init, ['.', '--print'], { cwd });
    expect(status).toBe(0);
    expect(out).toContain('source: { file: us.json, object: states }');
    // The nation has no properties at all, so nothing could be joined to it.
    expect(out).not.toContain('object: nation');
    expect(out).toMatch(/file: patents\.csv\n\s+level: states\n\s+name: State/);
    expect(out).toMatch(/measure: gini\n/);
  });

  test('check names the state that was probably meant', async () => {
    const { status, out } = await run(check, ['.'], { cwd });
    expect(status).toBe(1);
    expect(out).toContain('patents.csv:4');
    expect(out).toMatch(/"New Yrok".*Nearest: New York \(36\)/);
  });

  test('build bakes it', async () => {
    const { status, out } = await run(build, ['.'], { cwd });
    expect(status).toBe(1);
    expect(out).toContain('Baked .jiju');
  });
});
