import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atlasPackages } from './packages.ts';

/**
 * Hash (hex) over everything the boundaries of an embedded atlas depend on: the installed versions of its packages
 * and every file of its recipe. Equal hashes give equal boundaries, so a result may be kept under this name.
 */
export async function hashRecipeInputs(atlasFolder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const version of atlasPackages(atlasFolder).versions()) hash.update(`${version}\n`);
  const recipe = join(atlasFolder, 'boundaries');
  for (const file of (await readdir(recipe)).sort()) {
    hash.update(`${file}\n`);
    hash.update(await readFile(join(recipe, file)));
  }
  return hash.digest('hex');
}
