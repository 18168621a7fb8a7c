import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AtlasError } from '../model/atlas-error.ts';

/** The npm packages that the package.json of an embedded atlas asks for. */
export interface AtlasPackages {
  /** Absolute folder of an installed package. Throws AtlasError 'missing-package'. */
  folder(name: string): string;
  /** What `require(name)` gives. Throws AtlasError 'missing-package'. */
  load(name: string): unknown;
  /** A JSON file inside a package, parsed. */
  json(name: string, path: string): Promise<unknown>;
  /** `name@version` of every dependency, in alphabetical order. */
  versions(): string[];
}

interface Manifest {
  version?: string;
  dependencies?: Record<string, string>;
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/**
 * Resolves packages as Node would from inside the folder of the atlas, so that they are found both hoisted to the
 * workspace root and nested below the atlas.
 */
export function atlasPackages(atlasFolder: string): AtlasPackages {
  const require = createRequire(join(atlasFolder, 'package.json'));

  // Not require.resolve(): a package with "exports" hides its package.json and its data files from that.
  const folder = (name: string): string => {
    for (const modules of require.resolve.paths(name) ?? []) {
      if (existsSync(join(modules, name, 'package.json'))) return join(modules, name);
    }
    const range = readManifest(atlasFolder).dependencies?.[name];
    throw new AtlasError(
      'missing-package',
      `The npm package "${name}"${range === undefined ? '' : ` (${range})`}, which the boundaries of this atlas are ` +
        'made from, is not installed. Run "npm install" in the folder of jiju, without leaving out workspaces.',
      { at: name },
    );
  };

  return {
    folder,
    load: (name) => require(folder(name)) as unknown,
    json: async (name, path) => JSON.parse(await readFile(join(folder(name), path), 'utf8')) as unknown,
    versions: () =>
      Object.keys(readManifest(atlasFolder).dependencies ?? {})
        .sort()
        .map((name) => `${name}@${readManifest(folder(name)).version ?? 'unknown'}`),
  };
}
