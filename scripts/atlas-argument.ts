import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { createHash } from 'node:crypto';
import { embeddedAtlases } from '../geodata/atlases/index.ts';
import { AtlasError } from '../geodata/model/atlas-error.ts';
import type { CommandIo } from './command.ts';

export interface AtlasPlace {
  /** Absolute path of the folder with the tables. */
  folder: string;
  /** Absolute path of the folder for bundles and caches. */
  out: string;
  /** How to call the atlas in messages. */
  label: string;
}

/**
 * Resolves the argument of build, check and start: a folder, or the id of an atlas that comes with jiju; a folder of
 * that name wins. Bundles go to `.jiju` in the folder, or to the user's cache where the folder cannot be written.
 */
export function resolveAtlas(argument: string, out: string | undefined, io: CommandIo): AtlasPlace {
  const folder = resolve(io.cwd, argument);
  if (existsSync(folder)) {
    if (!statSync(folder).isDirectory())
      throw new AtlasError(
        'usage',
        'Found a file, expected a folder with tables. Give the folder it stands in.',
        {
          at: argument,
        },
      );
    return placeOf(folder, argument, out, io);
  }
  const embedded = embeddedAtlases[argument];
  if (embedded !== undefined) return placeOf(embedded.folder, argument, out, io);
  const known = Object.keys(embeddedAtlases).join(', ');
  throw new AtlasError(
    'not-found',
    `There is no such folder, and no embedded atlas of that name (there are: ${known}).`,
    {
      at: argument,
    },
  );
}

function placeOf(folder: string, label: string, out: string | undefined, io: CommandIo): AtlasPlace {
  if (out !== undefined) return { folder, label, out: resolve(io.cwd, out) };
  if (isWritable(folder)) return { folder, label, out: join(folder, '.jiju') };
  const cache = io.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const key = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return { folder, label, out: join(cache, 'jiju', key) };
}

/** A path as the user would write it. */
export function displayPath(path: string, io: CommandIo): string {
  const short = relative(io.cwd, path);
  return short === '' ? '.' : short.startsWith('..') ? path : short;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
