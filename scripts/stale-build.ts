import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What dist/ is built from. */
const sources = ['client', 'geodata', 'scripts', 'server', 'package.json', 'tsconfig.json'];

/**
 * Whether a checkout was changed, by a pull or by hand, after its dist/ was built: what runs would be the old code, and a
 * bundle that the old code baked would pass for fresh. Never so in a package, which has dist/ and no sources.
 */
export function isBuildStale(root: string): boolean {
  if (!existsSync(join(root, 'tsconfig.json'))) return false;
  // Every build writes all files anew, those of the client last.
  const built = changedAt(join(root, 'dist/client/index.html'));
  return sources.some((source) => isAnyNewer(join(root, source), built));
}

function isAnyNewer(path: string, time: number): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (!stats.isDirectory()) return stats.mtimeMs > time;
  return readdirSync(path).some(
    // Bundles, caches and packages are no sources.
    (name) => !name.startsWith('.') && name !== 'node_modules' && isAnyNewer(join(path, name), time),
  );
}

/** Milliseconds; 0 where there is no such file. */
const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
