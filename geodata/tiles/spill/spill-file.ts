import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { AtlasError } from '../../model/atlas-error.ts';

/**
 * A file for what does not fit into memory. Its name is taken away as soon as it is open: the system gives its room
 * back when the process ends, in whatever way. Threads read it by its descriptor.
 */
export class SpillFile {
  readonly descriptor: number;
  readonly #path: string;
  readonly #folder: string;
  #bytes = 0;

  constructor(folder: string) {
    this.#folder = folder;
    this.#path = join(folder, `.jiju-spill-${randomUUID()}`);
    this.descriptor = this.#attempt(() => openSync(this.#path, 'wx+'));
    this.#removeName();
  }

  /** Bytes that were written. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Writes behind what is there; returns where it begins. */
  append(bytes: Uint8Array): number {
    const start = this.#bytes;
    this.#attempt(() => {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(this.descriptor, bytes, done, bytes.length - done, start + done);
      }
    });
    this.#bytes += bytes.length;
    return start;
  }

  close(): void {
    closeSync(this.descriptor);
    // Where a name cannot be taken away from an open file.
    this.#removeName();
  }

  #removeName(): void {
    try {
      rmSync(this.#path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EBUSY') throw error;
    }
  }

  #attempt<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (cause) {
      const held = `${Math.ceil(this.#bytes / 2 ** 20)} MB`;
      throw new AtlasError(
        'io',
        `Features that do not fit into memory cannot be kept in ${this.#folder} (${(cause as Error).message}); found ` +
          `room for ${held} there. Free more, write the archive to a disk with more, or allow more memory (--memory).`,
        { at: this.#folder, cause },
      );
    }
  }
}

/** Bytes [start, end) of a spill file, read in any thread. */
export function readSpilled(descriptor: number, start: number, end: number): Uint8Array {
  const bytes = new Uint8Array(end - start);
  for (let done = 0; done < bytes.length;) {
    const got = readSync(descriptor, bytes, done, bytes.length - done, start + done);
    if (got === 0) throw new Error(`The spill file ends at byte ${start + done}; expected ${end} bytes.`);
    done += got;
  }
  return bytes;
}
