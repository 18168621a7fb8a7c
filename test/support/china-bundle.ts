import { mkdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { embeddedAtlases } from '../../geodata/atlases/index.ts';
import { buildAtlas } from '../../geodata/build.ts';
import { silentProgress } from '../../scripts/progress.ts';

const STALE_LOCK_MS = 180_000;

export interface SharedBundle {
  /** What `jiju build --out` was told: the folder with current.json. */
  out: string;
  /** Folder of the current bundle. */
  folder: string;
}

let shared: Promise<SharedBundle> | undefined;

/** The bundle of the embedded atlas, built once for all test files that ask for it and kept while nothing changes. */
export const chinaBundle = (): Promise<SharedBundle> => (shared ??= buildOnce());

/** Test files run in several processes, so the first to come holds a lock. */
async function buildOnce(): Promise<SharedBundle> {
  const out = join(import.meta.dirname, '../output/china');
  const lock = `${out}.lock`;
  mkdirSync(join(out, '..'), { recursive: true });
  while (!takeLock(lock)) await delay(100);
  try {
    const { revision } = await buildAtlas({
      folder: embeddedAtlases['china']!.folder,
      out,
      version: '0.0.0-test',
      progress: silentProgress,
    });
    return { out, folder: join(out, 'bundles', revision) };
  } finally {
    rmdirSync(lock);
  }
}

function takeLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    // A run that was killed leaves its lock behind.
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > STALE_LOCK_MS) rmdirSync(lock);
    return false;
  }
}
