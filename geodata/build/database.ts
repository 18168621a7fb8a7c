import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb } from '../records/duckdb-engine.ts';
import type { SqlEngine } from '../records/sql-engine.ts';

/** Memory of the database; more goes to disk. */
const MEMORY = '2GB';

/**
 * Opens a database for as long as `use` takes; the folder is for what does not fit in memory and goes with it. Throws
 * AtlasError 'missing-package' on machines without the database.
 */
export async function withDatabase<Result>(
  use: (engine: SqlEngine, folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'jiju-records-'));
  try {
    const engine = await openDuckDb({ folder, memoryLimit: MEMORY, threads: availableParallelism() });
    try {
      return await use(engine, folder);
    } finally {
      await engine.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
