import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isBuildStale } from '../../scripts/stale-build.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'jiju-stale-'));
  for (const path of ['tsconfig.json', 'server/main.ts', 'geodata/tiles/plan.ts']) write(path, 100);
  write('dist/client/index.html', 200);
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, seconds: number): void {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  utimesSync(file, seconds, seconds);
}

test('a build that is newer than every source is used as it is', () => {
  expect(isBuildStale(root)).toBe(false);
});

test('a source that is newer than the build, or no build at all, asks for a build', () => {
  write('geodata/tiles/plan.ts', 300);
  expect(isBuildStale(root)).toBe(true);
  write('dist/client/index.html', 400);
  expect(isBuildStale(root)).toBe(false);
  rmSync(join(root, 'dist'), { recursive: true });
  expect(isBuildStale(root)).toBe(true);
});

test('bundles, packages and tests are no sources', () => {
  for (const path of ['geodata/atlases/china/.jiju/current.json', 'client/node_modules/a.js', 'test/a.ts'])
    write(path, 300);
  expect(isBuildStale(root)).toBe(false);
});

test('a package has no sources to be older than', () => {
  rmSync(join(root, 'tsconfig.json'));
  write('geodata/tiles/plan.ts', 300);
  expect(isBuildStale(root)).toBe(false);
});
