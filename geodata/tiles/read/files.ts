import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { AtlasError } from '../../model/atlas-error.ts';

/** Size of a file in bytes; a file that is not there stops the reading. */
export function sizeOfFile(path: string): number {
  try {
    return statSync(path).size;
  } catch (cause) {
    throw new AtlasError('not-found', `The file ${path} cannot be read.`, { at: path, cause });
  }
}

/** Number of the line that a byte is on; 1 is the first. */
export function lineOfByte(path: string, byteOffset: number): number {
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(1 << 16);
  let line = 1;
  try {
    for (let offset = 0; offset < byteOffset;) {
      const got = readSync(file, buffer, 0, Math.min(buffer.length, byteOffset - offset), offset);
      if (got === 0) break;
      for (let i = buffer.indexOf(10); i >= 0 && i < got; i = buffer.indexOf(10, i + 1)) line++;
      offset += got;
    }
    return line;
  } finally {
    closeSync(file);
  }
}

/** Text at the start of a file. */
export function readHead(path: string, bytes: number): string {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(bytes);
    return head.toString('utf8', 0, readSync(file, head, 0, bytes, 0));
  } finally {
    closeSync(file);
  }
}
