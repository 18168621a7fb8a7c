import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createHash } from 'node:crypto';
import type { EmbeddedAtlas } from '../atlases/index.ts';
import type { DiagnosticsReport } from '../model/diagnostic.ts';
import { sha256 } from './atlas-files.ts';

/** current.json: which bundle is current, and what it was made from. */
export interface CurrentBundle {
  revision: string;
  inputs: BuildInputs;
}

export interface BuildInputs {
  /** Hash over the code that bakes. */
  code: string;
  /** Hash by recipe of boundaries. */
  recipes: Record<string, string>;
  /** SHA-256 by file of the atlas folder. */
  files: Record<string, string>;
  /** Names of tables and boundary files, where the atlas was inferred from them. */
  listing: string[] | null;
}

/** What current.json says, or null where there is none or it is not ours. */
export async function readCurrentBundle(out: string): Promise<CurrentBundle | null> {
  try {
    const current = JSON.parse(await readFile(join(out, 'current.json'), 'utf8')) as CurrentBundle;
    const isComplete =
      typeof current.revision === 'string' &&
      typeof current.inputs === 'object' &&
      existsSync(join(out, 'bundles', current.revision, 'catalog.json'));
    return isComplete ? current : null;
  } catch {
    return null;
  }
}

/** The report that was written with a bundle. */
export async function readReport(out: string, revision: string): Promise<DiagnosticsReport> {
  const text = await readFile(join(out, 'bundles', revision, 'diagnostics.json'), 'utf8');
  return JSON.parse(text) as DiagnosticsReport;
}

/** Whether a new build of the folder could give anything else than the bundle that is there. */
export async function isCurrent(
  folder: string,
  current: CurrentBundle,
  recipes: Record<string, EmbeddedAtlas>,
  listing: () => Promise<string[]>,
): Promise<boolean> {
  const { inputs } = current;
  if (inputs.code !== codeHash()) return false;
  for (const [id, hash] of Object.entries(inputs.recipes)) {
    if ((await recipes[id]?.inputs()) !== hash) return false;
  }
  for (const [path, hash] of Object.entries(inputs.files)) {
    const bytes = await readFile(join(folder, path)).catch(() => null);
    if (bytes === null || sha256(bytes) !== hash) return false;
  }
  if (inputs.listing === null) return true;
  return JSON.stringify(inputs.listing) === JSON.stringify(await listing());
}

/** Hash over the running code of geodata/, so that a new version of jiju bakes anew. */
export function codeHash(): string {
  const folder = join(dirname(fileURLToPath(import.meta.url)), '..');
  const hash = createHash('sha256');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(js|ts)$/.test(path) && !path.includes('node_modules'))
    .sort();
  for (const path of paths) hash.update(path).update(readFileSync(join(folder, path)));
  return hash.digest('hex');
}
