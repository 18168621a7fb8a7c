import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageRoot } from '../../geodata/atlases/package-root.ts';
import { atlasPackages } from '../../geodata/atlases/packages.ts';
import { hashRecipeInputs } from '../../geodata/atlases/recipe-inputs.ts';

let atlas = '';

beforeEach(async () => {
  atlas = await mkdtemp(join(tmpdir(), 'atlas-'));
  await mkdir(join(atlas, 'boundaries'));
  await mkdir(join(atlas, 'node_modules', 'borders'), { recursive: true });
  await writeFile(
    join(atlas, 'package.json'),
    JSON.stringify({ dependencies: { borders: '1.0.0', 'other-borders': '^2.1.0' } }),
  );
  await installBorders('1.0.0');
  await writeFile(join(atlas, 'boundaries', 'recipe.ts'), 'export const recipe = 1;');
});

afterEach(() => rm(atlas, { recursive: true }));

// "exports" of a package do not keep its data from being read.
const installBorders = async (version: string, folder = 'borders') => {
  await mkdir(join(atlas, 'node_modules', folder), { recursive: true });
  await writeFile(
    join(atlas, 'node_modules', folder, 'package.json'),
    JSON.stringify({ name: folder, version, exports: { '.': './main.js' } }),
  );
  await writeFile(join(atlas, 'node_modules', folder, 'data.json'), '{"type":"FeatureCollection"}');
};

test('a missing package is named, with its version and what to do', () => {
  expect(() => atlasPackages(atlas).folder('other-borders')).toThrow(
    expect.objectContaining({
      code: 'missing-package',
      at: 'other-borders',
      message: expect.stringMatching(/"other-borders" \(\^2\.1\.0\).*not installed.*npm install/) as string,
    }),
  );
});

test('data files are read past the exports of a package', async () => {
  expect(await atlasPackages(atlas).json('borders', 'data.json')).toEqual({ type: 'FeatureCollection' });
});

test('the hash follows package versions and the recipe', async () => {
  await installBorders('2.1.0', 'other-borders');
  const first = await hashRecipeInputs(atlas);
  await installBorders('1.0.1');
  const upgraded = await hashRecipeInputs(atlas);
  await writeFile(join(atlas, 'boundaries', 'recipe.ts'), 'export const recipe = 2;');
  const rewritten = await hashRecipeInputs(atlas);
  expect(new Set([first, upgraded, rewritten]).size).toBe(3);
  expect(await hashRecipeInputs(atlas, [atlas])).not.toBe(rewritten);
  await installBorders('1.0.0');
  await writeFile(join(atlas, 'boundaries', 'recipe.ts'), 'export const recipe = 1;');
  expect(await hashRecipeInputs(atlas)).toBe(first);
});

test('the package root holds the folders of the embedded atlases', () => {
  expect(join(packageRoot(), 'test', 'atlases')).toBe(import.meta.dirname);
});
