import { createHash } from 'node:crypto';
import { copyFile, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { BakedArchive } from '../bake.ts';
import { sha256 } from './atlas-files.ts';
import { codeHash } from './freshness.ts';

/** What the catalog tells of an archive, and what was wrong with what is in it. */
export type ArchiveFacts = Pick<
  BakedArchive,
  'revision' | 'bytes' | 'tiles' | 'bounds' | 'minzoom' | 'maxzoom' | 'deferred' | 'diagnostics'
>;

interface KeptArchive {
  /** Hash over all that the archive was made of. */
  inputs: string;
  /** SHA-256 of the archive. */
  content: string;
  facts: ArchiveFacts;
}

/**
 * Archives of the last build, one by tileset. Numbers of regions are no part of tiles, so most changes of a table
 * change none of them: an archive that would be made of the same layers again is taken over as it is.
 */
export class ArchiveKeeper {
  readonly #folder: string;
  readonly #isRead: boolean;
  /** How many archives were taken over, and how many were baked. */
  readonly counts = { kept: 0, baked: 0 };

  /** With `isRead` false every archive is baked, and kept for the next build. */
  constructor(folder: string, isRead: boolean) {
    this.#folder = folder;
    this.#isRead = isRead;
  }

  /**
   * Puts the archive of a tileset at `path`. `inputs` are texts or hashes of all that `bake` makes it of; the code and
   * the library that compresses are added here.
   */
  async archive(
    tileset: string,
    inputs: readonly string[],
    path: string,
    bake: () => Promise<ArchiveFacts>,
  ): Promise<ArchiveFacts> {
    const key = createHash('sha256')
      .update(JSON.stringify([codeHash(), process.versions.zlib, ...inputs]))
      .digest('hex');
    const kept = this.#isRead ? await this.#take(tileset, key, path) : null;
    if (kept !== null) {
      this.counts.kept++;
      return kept;
    }
    const { revision, bytes, tiles, bounds, minzoom, maxzoom, deferred, diagnostics } = await bake();
    const facts = { revision, bytes, tiles, bounds, minzoom, maxzoom, deferred, diagnostics };
    this.counts.baked++;
    // A folder that cannot be written costs time, not the build.
    await this.#keep(tileset, key, path, facts).catch(() => {});
    return facts;
  }

  /** Null where the archive was made of something else, or is not what it was. */
  async #take(tileset: string, inputs: string, path: string): Promise<ArchiveFacts | null> {
    try {
      const kept = JSON.parse(await readFile(this.#place(tileset, 'json'), 'utf8')) as KeptArchive;
      const place = this.#place(tileset, 'pmtiles');
      if (kept.inputs !== inputs || sha256(await readFile(place)) !== kept.content) return null;
      await linkOrCopy(place, path);
      return kept.facts;
    } catch {
      await rm(path, { force: true });
      return null;
    }
  }

  async #keep(tileset: string, inputs: string, path: string, facts: ArchiveFacts): Promise<void> {
    const place = this.#place(tileset, 'pmtiles');
    await mkdir(dirname(place), { recursive: true });
    const draft = `${place}.${process.pid}`;
    await rm(draft, { force: true });
    await linkOrCopy(path, draft);
    const kept: KeptArchive = { inputs, content: sha256(await readFile(path)), facts };
    await writeFile(`${draft}.json`, JSON.stringify(kept));
    await rename(draft, place);
    await rename(`${draft}.json`, this.#place(tileset, 'json'));
  }

  #place(tileset: string, extension: string): string {
    return join(this.#folder, `${tileset}.${extension}`);
  }
}

/** Bundles are never changed once they are written, so that a file may be in several of them. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}
