import type { BundleStore } from '../bundle-store.ts';
import { Problem } from '../protocol/problem.ts';
import type { TileArchive } from '../tile-archive.ts';
import { tilesetsOf } from './tile-address.ts';

/**
 * The archives that the segments of a URL name: tilesets `a` or `a,b`, and a revision for each or null for the current
 * ones. Throws a problem that says which are known.
 */
export function findArchives(
  bundles: BundleStore,
  tilesets: string,
  revisions: string | null,
): TileArchive[] {
  const ids = tilesetsOf(tilesets);
  const listed = revisions?.split(',');
  return ids.map((id, index) =>
    findArchive(bundles, id, listed === undefined ? null : (listed[index] ?? '')),
  );
}

/** The current archive of a tileset, where what is said of it holds for tiles of Web Mercator only. */
export function findMercatorArchive(bundles: BundleStore, tileset: string): TileArchive {
  const archive = findArchive(bundles, tileset, null);
  if (!archive.isMercator)
    throw new Problem(
      'unknown-tileset',
      `Tileset "${tileset}" is cut in a plane of its own; /catalog.json describes it under "equalArea".`,
    );
  return archive;
}

/** The archive of one tileset. */
export function findArchive(bundles: BundleStore, tileset: string, revision: string | null): TileArchive {
  const { archives } = bundles.current;
  const current = archives.get(tileset);
  const archive = revision === null ? current : bundles.archive(tileset, revision);
  if (archive !== undefined) return archive;
  if (current === undefined)
    throw new Problem(
      'unknown-tileset',
      `There is no tileset "${tileset}", only: ${[...archives.keys()].join(', ')}.`,
    );
  throw new Problem(
    'unknown-revision',
    `Tileset "${tileset}" is now at revision ${current.entry.revision}; read /tiles/${tileset}.json again.`,
  );
}
