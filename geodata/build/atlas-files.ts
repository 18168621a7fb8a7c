import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AtlasError } from '../model/atlas-error.ts';

/**
 * The files of an atlas folder, with a memory of what was read: the hashes say later whether a bundle is stale.
 * Paths are relative to the folder and stay so in every message.
 */
export class AtlasFiles {
  readonly folder: string;
  readonly #hashes = new Map<string, string>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Bytes of a file. Throws AtlasError `not-found` or `io` that names the file as the atlas does. */
  async read(path: string): Promise<Uint8Array> {
    const bytes = await readInput(this.folder, path);
    this.#hashes.set(path, sha256(bytes));
    return bytes;
  }

  /** The file of the same name with another extension, in whatever case; null where there is none. Throws as `read` does. */
  async beside(path: string, extension: string): Promise<Uint8Array | null> {
    const stem = path.slice(0, path.lastIndexOf('.') + 1);
    const spellings = [extension, extension.toUpperCase()].map((each) => `${stem}${each}`);
    const found = spellings.find((each) => existsSync(join(this.folder, each)));
    return found === undefined ? null : this.read(found);
  }

  /** The first bytes of a file, not remembered. Throws as `read` does. */
  async head(path: string, length: number): Promise<Uint8Array> {
    try {
      const file = await open(join(this.folder, path));
      try {
        const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    } catch (cause) {
      throw unreadable(path, cause);
    }
  }

  /** Path of a file that is too large to be read at once; it is hashed block by block. Throws as `read` does. */
  async pathOf(path: string): Promise<string> {
    const hash = createHash('sha256');
    const place = join(this.folder, path);
    try {
      for await (const block of createReadStream(place)) hash.update(block as Uint8Array);
    } catch (cause) {
      throw unreadable(path, cause);
    }
    this.#hashes.set(path, hash.digest('hex'));
    return place;
  }

  /** SHA-256 of every file read so far, by path, in order of path. */
  hashes(): Record<string, string> {
    return Object.fromEntries([...this.#hashes].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

async function readInput(folder: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(join(folder, path));
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): AtlasError {
  const { code } = cause as NodeJS.ErrnoException;
  return code === 'ENOENT'
    ? new AtlasError('not-found', 'There is no such file; correct the path in atlas.yaml or add it.', {
        at: path,
        cause,
      })
    : new AtlasError('io', `The file could not be read (${code ?? 'unknown error'}).`, { at: path, cause });
}
