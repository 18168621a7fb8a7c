import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { AtlasError } from '../model/atlas-error.ts';

const MEGABYTE = 2 ** 20;
/** What Node takes with its code and heap, and what each further thread does. */
const PROCESS_BYTES = 120 * MEGABYTE;
const THREAD_BYTES = 60 * MEGABYTE;
/** Cut geometry of one batch where there is no limit, and the least that still makes progress. */
const BATCH_BYTES = 96 * MEGABYTE;
const LEAST_BATCH_BYTES = 8 * MEGABYTE;
/** What is held for every byte of a file that is cut at a time, about, and the least that is. */
const BYTES_OF_FILE_BYTE = 6;
const LEAST_PART_BYTES = 2 * MEGABYTE;
/** Beside the geometry of a batch there are the tiles made of it, and what the threads still hold of the one before. */
const BATCH_COPIES = 4;

/**
 * Keeps a bake within an amount of memory: what is read has to fit, and the rest is for cut geometry, of which there is
 * as much at a time as fits. A zoom that is too large for it is cut square by square.
 */
export class MemoryLimit {
  readonly #bytes: number;
  readonly #fixed: number;
  readonly #collect: () => void;

  /** `bytes` for the whole process with so many threads; `Infinity` is no limit. */
  constructor(bytes: number, threads: number) {
    this.#bytes = bytes;
    this.#fixed = PROCESS_BYTES + (threads - 1) * THREAD_BYTES;
    this.#collect = bytes === Infinity ? () => {} : garbageCollector();
  }

  /** Stops where `bytes` have to be held at once and leave no room to work. */
  require(bytes: number, what: string): void {
    this.#collect();
    const needed = this.#fixed + bytes + LEAST_BATCH_BYTES * BATCH_COPIES;
    if (needed <= this.#bytes) return;
    const megabytes = (value: number): number => Math.ceil(value / MEGABYTE);
    throw new AtlasError(
      'usage',
      `Found ${megabytes(bytes)} MB of ${what}, for which at least ${megabytes(needed)} MB of memory are needed; expected that ` +
        `${megabytes(this.#bytes)} MB suffice (--memory). Allow more, keep fewer fields (--keep), or take fewer threads ` +
        `(--workers, ${THREAD_BYTES / MEGABYTE} MB each).`,
    );
  }

  /** How much of a file may be cut at a time. */
  get partBytes(): number {
    const left = this.#bytes - this.#fixed - LEAST_BATCH_BYTES * BATCH_COPIES;
    return Math.max(LEAST_PART_BYTES, left / BYTES_OF_FILE_BYTE);
  }

  /** How much cut geometry there may be at once beside the arrays in `held`. */
  batchBytes(held: unknown): number {
    if (this.#bytes === Infinity) return BATCH_BYTES;
    const left = (this.#bytes - this.#fixed - bytesOf(held)) / BATCH_COPIES;
    return Math.max(LEAST_BATCH_BYTES, Math.min(BATCH_BYTES, left));
  }

  /** Gives back what is not needed any more, which otherwise waits until the heap, not the memory of arrays, is full. */
  collect(): void {
    this.#collect();
  }
}

/** Bytes of all typed arrays in a value, memory that several share counted once. */
export function bytesOf(value: unknown): number {
  const buffers = new Set<ArrayBufferLike>();
  const visit = (item: unknown): void => {
    if (typeof item !== 'object' || item === null) return;
    if (ArrayBuffer.isView(item)) buffers.add(item.buffer);
    else for (const member of Object.values(item)) visit(member);
  };
  visit(value);
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

/** Node has no call for it but the one of the flag, which a new context then has. */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}
