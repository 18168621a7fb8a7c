import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { atlasPackages } from './packages.ts';

/**
 * Hash (hex) over everything the boundaries of an embedded atlas depend on: the installed versions of its packages,
 * every file of its recipe, and every file of the folders of code that the recipe calls. Equal hashes give equal
 * boundaries, so a result may be kept under this name.
 */
export async function hashRecipeInputs(atlasFolder: string, codeFolders: string[] = []): Promise<string> {
  const hash = createHash('sha256');
  for (const version of atlasPackages(atlasFolder).versions()) hash.update(`${version}\n`);
  for (const folder of [join(atlasFolder, 'boundaries'), ...codeFolders]) {
    const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
    for (const name of files.map((file) => file.name).sort()) {
      hash.update(`${name}\n`);
      hash.update(await readFile(join(folder, name)));
    }
  }
  return hash.digest('hex');
}
