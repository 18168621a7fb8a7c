import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Absolute path of the installed package. Compiled code runs from `dist/`, sources from the root itself, so the
 * way up is found by the manifest and not by counting folders.
 */
export const packageRoot: string = findPackageRoot(dirname(fileURLToPath(import.meta.url)));

function findPackageRoot(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (
    existsSync(manifest) &&
    (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'jiju'
  )
    return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The package.json of jiju was not found above its own code.');
  return findPackageRoot(parent);
}
