import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { AtlasError } from '../geodata/model/atlas-error.ts';
import { BudgetCache } from './budget-cache.ts';
import type { ContentCoding } from './protocol/accept-encoding.ts';
import { mediaTypeOf } from './protocol/media-type.ts';
import { contentHashOf, sizeOfRepresentation, type Representation } from './protocol/representation.ts';

const COPIES: readonly [ContentCoding, string][] = [
  ['br', '.br'],
  ['gzip', '.gz'],
  ['identity', ''],
];

/**
 * The files of a folder with their compressed copies, by path. The folder is listed once: what a request names is
 * looked up in a map and never becomes a path of the file system. Files are read when first asked for, since an atlas
 * can have tens of thousands, and kept as long as the budget lasts.
 */
export class FileTree {
  readonly #folder: string;
  readonly #codings: ReadonlyMap<string, readonly ContentCoding[]>;
  readonly #files: BudgetCache<Representation>;

  private constructor(
    folder: string,
    codings: ReadonlyMap<string, readonly ContentCoding[]>,
    budgetBytes: number,
  ) {
    this.#folder = folder;
    this.#codings = codings;
    this.#files = new BudgetCache(budgetBytes, sizeOfRepresentation);
  }

  /** Lists a folder. Files that `includes` refuses are not there; links are not followed. */
  static async open(
    folder: string,
    { includes, budgetBytes }: { includes: (path: string) => boolean; budgetBytes: number },
  ): Promise<FileTree> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
      (cause: unknown) => {
        throw new AtlasError('not-found', `The folder ${folder} cannot be listed.`, { at: folder, cause });
      },
    );
    const paths = new Set<string>();
    for (const entry of entries) {
      if (entry.isFile())
        paths.add(relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
    }
    const codings = new Map<string, readonly ContentCoding[]>();
    for (const path of paths) {
      if (/\.(gz|br)$/.test(path) || !includes(path)) continue;
      codings.set(
        path,
        COPIES.filter(([, ending]) => paths.has(path + ending)).map(([coding]) => coding),
      );
    }
    return new FileTree(folder, codings, budgetBytes);
  }

  get paths(): string[] {
    return [...this.#codings.keys()];
  }

  has(path: string): boolean {
    return this.#codings.has(path);
  }

  /** The file at a path, at once where it is kept; undefined where the tree has none. */
  get(path: string): Representation | Promise<Representation> | undefined {
    const codings = this.#codings.get(path);
    return codings === undefined ? undefined : this.#files.get(path, () => this.#read(path, codings));
  }

  async #read(path: string, codings: readonly ContentCoding[]): Promise<Representation> {
    try {
      const bytes: Partial<Record<ContentCoding, Uint8Array>> = {};
      for (const [coding, ending] of COPIES) {
        if (codings.includes(coding)) bytes[coding] = await readFile(join(this.#folder, path + ending));
      }
      return {
        mediaType: mediaTypeOf(path),
        contentHash: contentHashOf(bytes.identity!),
        codings,
        bytes,
      };
    } catch (cause) {
      throw new AtlasError('io', `The file ${path} was listed but cannot be read.`, { at: path, cause });
    }
  }
}
