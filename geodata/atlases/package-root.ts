import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Absolute path of the folder that holds jiju's package.json. Compiled modules live in dist/, one level deeper than
 * their sources, while atlas.yaml, tables and other data are shipped where the sources are: the root finds both.
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) {
      const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string };
      if (name === 'jiju') return folder;
    }
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`no package.json named "jiju" above ${import.meta.url}`);
    folder = parent;
  }
}
