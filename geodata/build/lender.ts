import { embeddedAtlases } from '../atlases/index.ts';
import type { AtlasConfig } from '../config/schema.ts';
import type { BoundingBox } from '../model/geometry.ts';
import { AtlasFiles } from './atlas-files.ts';
import { readConfig } from './read-config.ts';

/** An embedded atlas that lends its levels, with its files. */
export async function readLender(id: string): Promise<{ config: AtlasConfig; files: AtlasFiles }> {
  const files = new AtlasFiles(embeddedAtlases[id]!.folder);
  const { config } = await readConfig(files);
  return { config, files };
}

/**
 * Where a reader of the atlas that lends the largest regions looks first; null where these are the atlas' own, and where the
 * lender shows parts that lie outside of it in a corner, which a borrower has not.
 */
export async function lentHomeOf({ levels }: AtlasConfig): Promise<BoundingBox | null> {
  const source = levels[0]?.source;
  if (source === undefined || !('atlas' in source)) return null;
  const { home, inset } = (await readLender(source.atlas)).config;
  return inset === undefined ? (home ?? null) : null;
}
