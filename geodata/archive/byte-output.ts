import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { AtlasError } from '../model/atlas-error.ts';

/** Where an archive is written. Positions are bytes from its start; gaps are zeros. */
export interface ByteOutput {
  write(bytes: Uint8Array, position: number): void;
  /** Bytes that were written before. */
  read(position: number, length: number): Uint8Array;
  /** Makes the output final. */
  commit(): void;
  /** Leaves nothing behind. */
  discard(): void;
}

/** Writes beside `path` and renames at the end, so that nobody ever opens half an archive. */
export function fileOutput(path: string): ByteOutput {
  const partial = `${path}.partial`;
  const failed = (cause: unknown): never => {
    throw new AtlasError('io', `The archive ${path} cannot be written: ${(cause as Error).message}.`, {
      at: path,
      cause,
    });
  };
  const attempt = <Result>(act: () => Result): Result => {
    try {
      return act();
    } catch (cause) {
      return failed(cause);
    }
  };
  const file = attempt(() => openSync(partial, 'w+'));
  return {
    write: (bytes, position) =>
      attempt(() => {
        for (let done = 0; done < bytes.length;) {
          done += writeSync(file, bytes, done, bytes.length - done, position + done);
        }
      }),
    read: (position, length) =>
      attempt(() => {
        const bytes = new Uint8Array(length);
        for (let done = 0; done < length;) {
          const got = readSync(file, bytes, done, length - done, position + done);
          if (got === 0) break;
          done += got;
        }
        return bytes;
      }),
    commit: () =>
      attempt(() => {
        closeSync(file);
        renameSync(partial, path);
      }),
    discard: () => {
      closeSync(file);
      rmSync(partial, { force: true });
    },
  };
}

/** Keeps the archive in memory; `bytes()` is the archive once it is written. */
export function memoryOutput(): ByteOutput & { bytes(): Uint8Array } {
  let store = new Uint8Array(1 << 16);
  let end = 0;
  return {
    write: (bytes, position) => {
      const needed = position + bytes.length;
      if (needed > store.length) {
        const larger = new Uint8Array(Math.max(needed, store.length * 2));
        larger.set(store.subarray(0, end));
        store = larger;
      }
      store.set(bytes, position);
      end = Math.max(end, needed);
    },
    read: (position, length) => store.subarray(position, Math.min(end, position + length)),
    commit: () => {},
    discard: () => {
      end = 0;
    },
    bytes: () => store.subarray(0, end),
  };
}
