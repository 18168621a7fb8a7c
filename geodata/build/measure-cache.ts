import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MeasureResult } from '../model/measure.ts';
import { codeHash } from './freshness.ts';
import type { MeasureJob } from './measure-jobs.ts';

/** Results of earlier builds, each under the hash of its jobs and of the code that computed them. */
export class ResultCache {
  readonly #folder: string;
  readonly #code = codeHash();
  readonly #used = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The results of these jobs, computed where they are not known. */
  async results(
    jobs: readonly MeasureJob[],
    compute: () => Promise<MeasureResult<unknown>[]>,
  ): Promise<MeasureResult<unknown>[]> {
    const hash = createHash('sha256').update(this.#code).update(JSON.stringify(jobs)).digest('hex');
    const name = `${hash.slice(0, 32)}.json`;
    this.#used.add(name);
    const known = await readFile(join(this.#folder, name), 'utf8').catch(() => null);
    if (known !== null) return JSON.parse(known) as MeasureResult<unknown>[];
    const results = await compute();
    // A folder that cannot be written costs time, not the build.
    await this.#write(name, JSON.stringify(results)).catch(() => {});
    return results;
  }

  /** Removes what this build did not ask for. */
  async removeUnused(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    for (const name of names)
      if (/^[0-9a-f]{32}\.json$/.test(name) && !this.#used.has(name))
        await rm(join(this.#folder, name), { force: true });
  }

  async #write(name: string, text: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const draft = join(this.#folder, `${name}.${process.pid}`);
    await writeFile(draft, text);
    await rename(draft, join(this.#folder, name));
  }
}
