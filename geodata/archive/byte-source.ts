import { open } from 'node:fs/promises';
import { AtlasError } from '../model/atlas-error.ts';

/** Where the bytes of an archive come from. */
export interface ByteSource {
  /** Total number of bytes. */
  readonly byteLength: number;
  /** Bytes from `offset`; fewer than `length` only at the end of the source. */
  read(offset: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** An archive that lies in memory; reads are views, nothing is copied. */
export const memorySource = (bytes: Uint8Array): ByteSource => ({
  byteLength: bytes.byteLength,
  read: async (offset, length) => bytes.subarray(offset, offset + length),
  close: async () => {},
});

/** An archive in a file, read with positioned reads, so that concurrent reads do not disturb each other. */
export async function fileSource(path: string): Promise<ByteSource> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new AtlasError(missing ? 'not-found' : 'io', `The archive ${path} cannot be opened.`, {
      at: path,
      cause,
    });
  });
  const { size } = await file.stat();
  return {
    byteLength: size,
    read: async (offset, length) => {
      const wanted = Math.max(0, Math.min(length, size - offset));
      const bytes = new Uint8Array(wanted);
      let filled = 0;
      // One read may give less than was asked for.
      while (filled < wanted) {
        const { bytesRead } = await file.read(bytes, filled, wanted - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return bytes.subarray(0, filled);
    },
    close: () => file.close(),
  };
}
