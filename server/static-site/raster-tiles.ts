import { AtlasError } from '../../geodata/model/atlas-error.ts';
import type { Catalog } from '../../geodata/model/catalog.ts';
import { limitsAt } from '../ogc/tilesets.ts';

/** More pictures than anybody waits for: some take a tenth of a second to draw. */
const MAX_PICTURES = 20_000;

/** Maps that a site has as raster tiles: everything, and each view, with names in both languages. */
export const rasterMaps = ({ views }: Catalog): string[] =>
  ['atlas', ...views.map(({ id }) => `view.${id}`)].flatMap((map) => [map, `${map}.en`]);

/**
 * Paths of the raster tiles of a site: every map from zoom 0 to the deepest one, within the bounds of the atlas, and
 * the TileJSON of each. Throws an AtlasError where they are too many.
 */
export function rasterPaths(catalog: Catalog, deepest: number): string[] {
  const maps = rasterMaps(catalog);
  const limits = Array.from({ length: deepest + 1 }, (_, z) => ({ z, ...limitsAt(catalog.bounds, z) }));
  const count = limits.reduce(
    (sum, { minTileCol, maxTileCol, minTileRow, maxTileRow }) =>
      sum + (maxTileCol - minTileCol + 1) * (maxTileRow - minTileRow + 1) * maps.length,
    0,
  );
  if (count > MAX_PICTURES)
    throw new AtlasError(
      'usage',
      `--raster-zoom: down to zoom ${deepest} there are ${count} pictures, expected up to ${MAX_PICTURES}. ` +
        'Give a lower zoom; vector tiles have no such limit.',
    );
  const paths = maps.map((map) => `/raster/${map}.json`);
  for (const map of maps)
    for (const { z, minTileCol, maxTileCol, minTileRow, maxTileRow } of limits)
      for (let x = minTileCol; x <= maxTileCol; x++)
        for (let y = minTileRow; y <= maxTileRow; y++) paths.push(`/raster/${map}/${z}/${x}/${y}.png`);
  return paths;
}

/** The TileJSON of a map with the deepest zoom that the site has. */
export const shallowTileJson = (document: Buffer, deepest: number): Buffer =>
  Buffer.from(JSON.stringify({ ...(JSON.parse(document.toString('utf8')) as object), maxzoom: deepest }));
