import { readFileSync } from 'node:fs';
import { packageRoot } from '../geodata/atlases/package-root.ts';

/** The version of the installed package, for `--version`, catalogs and the server. */
export function packageVersion(): string {
  const manifest = JSON.parse(readFileSync(`${packageRoot()}/package.json`, 'utf8')) as { version: string };
  return manifest.version;
}
