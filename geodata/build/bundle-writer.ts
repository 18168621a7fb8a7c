import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Catalog } from '../model/catalog.ts';
import type { BuildInputs, CurrentBundle } from './freshness.ts';

/** Bundles kept beside the new one, so that a server can finish what it began on the old. */
const KEPT_BUNDLES = 2;

/**
 * Collects the files of a bundle in a folder of its own and makes it current in one rename: a reader sees the old
 * bundle or the new one, never half of either.
 */
export class BundleWriter {
  readonly #out: string;
  readonly #draft: string;
  readonly #hashes = new Map<string, string>();

  private constructor(out: string, draft: string) {
    this.#out = out;
    this.#draft = draft;
  }

  static async begin(out: string): Promise<BundleWriter> {
    const draft = join(out, 'bundles', `draft-${process.pid}`);
    await removeDeadDrafts(join(out, 'bundles'));
    await mkdir(draft, { recursive: true });
    return new BundleWriter(out, draft);
  }

  /** Where to write a file that is too large for memory; call `addFile` when it is complete. */
  async pathOf(path: string): Promise<string> {
    const absolute = join(this.#draft, path);
    await mkdir(dirname(absolute), { recursive: true });
    return absolute;
  }

  async addFile(path: string): Promise<void> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(join(this.#draft, path))) hash.update(chunk as Uint8Array);
    this.#hashes.set(path, hash.digest('hex'));
  }

  /** Writes a document and its compressed copies: the server compresses nothing. */
  async addDocument(path: string, text: string): Promise<void> {
    const bytes = new TextEncoder().encode(text);
    const absolute = await this.pathOf(path);
    const [zipped, brotli] = await Promise.all([
      gzipAsync(bytes, { level: 9 }),
      brotliAsync(bytes, brotliOptions(bytes.length)),
    ]);
    await Promise.all([
      writeFile(absolute, bytes),
      writeFile(`${absolute}.gz`, zipped),
      writeFile(`${absolute}.br`, brotli),
    ]);
    this.#hashes.set(path, createHash('sha256').update(bytes).digest('hex'));
  }

  addJson(path: string, value: unknown): Promise<void> {
    return this.addDocument(path, JSON.stringify(value));
  }

  /** Writes the catalog with the revision, which is a hash over all else, and makes the bundle current. */
  async finish(catalog: Omit<Catalog, 'revision'>, inputs: BuildInputs): Promise<string> {
    const hash = createHash('sha256').update(JSON.stringify(catalog));
    for (const [path, digest] of [...this.#hashes].sort(([a], [b]) => (a < b ? -1 : 1)))
      hash.update(path).update(digest);
    const revision = hash.digest('hex').slice(0, 16);
    await this.addJson('catalog.json', { ...catalog, revision });

    const home = join(this.#out, 'bundles', revision);
    await rm(home, { recursive: true, force: true });
    await rename(this.#draft, home);
    const current: CurrentBundle = { revision, inputs };
    const pointer = join(this.#out, `current.json.${process.pid}`);
    await writeFile(pointer, JSON.stringify(current, null, 1));
    await rename(pointer, join(this.#out, 'current.json'));
    await this.#removeOldBundles(revision);
    return revision;
  }

  /** Leaves no trace of a build that failed. */
  async abandon(): Promise<void> {
    await rm(this.#draft, { recursive: true, force: true });
  }

  async #removeOldBundles(revision: string): Promise<void> {
    const folder = join(this.#out, 'bundles');
    const others = (await readdir(folder)).filter((name) => name !== revision && /^[0-9a-f]{16}$/.test(name));
    const dated = await Promise.all(
      others.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
    );
    dated.sort((a, b) => b.time - a.time);
    for (const { name } of dated.slice(KEPT_BUNDLES))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

const gzipAsync = promisify<Uint8Array, { level: number }, Buffer>(gzip);
const brotliAsync = promisify<Uint8Array, { params: Record<number, number> }, Buffer>(brotliCompress);

/** The smallest and the largest window of RFC 7932, as powers of two. */
const BROTLI_WINDOW = { least: 10, most: 22 };

/**
 * A window no larger than the document: taking and giving back the memory of the usual one, megabytes for each document,
 * takes three times as long as compressing. Quality 11 would save 3 % more for some forty times that.
 */
function brotliOptions(bytes: number): { params: Record<number, number> } {
  const { least, most } = BROTLI_WINDOW;
  // A window of n bits reaches back 2^n − 16 bytes.
  const window = Math.min(most, Math.max(least, Math.ceil(Math.log2(bytes + 16))));
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 8,
      [constants.BROTLI_PARAM_LGWIN]: window,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes,
    },
  };
}

/** Drafts of builds that were killed; those of a running build stay. */
async function removeDeadDrafts(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const pid = /^draft-(\d+)$/.exec(name)?.[1];
    if (pid === undefined || (Number(pid) !== process.pid && isRunning(Number(pid)))) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
