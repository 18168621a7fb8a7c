import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtlasError } from '../model/atlas-error.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { parseAtlas } from './parse-atlas.ts';
import type { KnownNames } from './references.ts';
import type { AtlasConfig } from './schema.ts';

const ATLAS_FILE = 'atlas.yaml';

/** How the file is read; rejects with a system error of Node.js, or an AtlasError. */
export interface AtlasIo {
  readText: (path: string) => Promise<string>;
}

const nodeIo: AtlasIo = { readText: (path) => readFile(path, 'utf8') };

/**
 * Reads atlas.yaml of a folder. Remarks that do not stand in the way come back with the configuration.
 * Throws AtlasError `not-found` (no atlas.yaml), `io`, or `invalid-config` with every remark in `diagnostics`.
 */
export async function readAtlas(
  folder: string,
  io: AtlasIo = nodeIo,
  known: KnownNames = {},
): Promise<{ config: AtlasConfig; diagnostics: Diagnostic[] }> {
  const { config, diagnostics } = parseAtlas(await readAtlasFile(folder, io), ATLAS_FILE, known);
  const errors = diagnostics.filter((each) => (config?.onInvalid[each.code] ?? each.severity) === 'error');
  if (config !== null && errors.length === 0) return { config, diagnostics };
  const mistakes = errors.length === 1 ? 'a mistake' : `${errors.length} mistakes`;
  throw new AtlasError('invalid-config', `${ATLAS_FILE} has ${mistakes}.`, {
    at: ATLAS_FILE,
    diagnostics,
  });
}

async function readAtlasFile(folder: string, io: AtlasIo): Promise<string> {
  try {
    return await io.readText(join(folder, ATLAS_FILE));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'not-found')
      throw new AtlasError('not-found', `The folder has no ${ATLAS_FILE}; \`jiju init\` writes one.`, {
        at: ATLAS_FILE,
        cause,
      });
    throw new AtlasError('io', `${ATLAS_FILE} could not be read (${code ?? 'unknown error'}).`, {
      at: ATLAS_FILE,
      cause,
    });
  }
}
