import { sendProblem, sendRepresentation } from '../answer.ts';
import { costs, derive } from '../derive.ts';
import type { Exchange } from '../exchange.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { Problem } from '../protocol/problem.ts';
import { representBytes, representJson, type Representation } from '../protocol/representation.ts';
import type { TileArchive } from '../tile-archive.ts';
import { tileToGeoJson } from '../vector-tile/geojson.ts';
import { joinLayers, splitLayers, type LayerMessage } from '../vector-tile/layer-message.ts';
import { overzoom } from '../vector-tile/overzoom.ts';
import { selectFeatures } from '../vector-tile/select-features.ts';
import type { TileRequest } from './tile-address.ts';
import { sendEmptyTile } from './empty-tile.ts';

// Tiles that stand in no archive: deeper than it goes, of several tilesets at once, with a choice of layers, or as
// GeoJSON. They are made when asked for and kept in a cache of bounded size.

/** QGIS asks down to this zoom unless it is told otherwise, and draws nothing where tiles end. */
export const DEEPEST_OVERZOOM = 14;

/** What of the tilesets goes into a tile. */
export interface TileSelection {
  layers: string[];
  /** Features with this value only. */
  where: { property: string; value: string } | null;
}

/** Answers with a tile made of the archives, in the order in which the URL names them; null selects everything. */
export function answerDerivedTile(
  exchange: Exchange,
  archives: TileArchive[],
  address: TileRequest,
  selection: TileSelection | null,
): void {
  const { z, x, y, revision, extension } = address;
  checkDistinctLayers(archives);
  const isGeoJson = extension === 'geojson';
  const planar = archives.find(({ isMercator }) => !isMercator);
  if (isGeoJson && planar !== undefined)
    throw new Problem(
      'other-format',
      `The tiles of "${planar.entry.id}" are not cut in Web Mercator and have no longitudes; take the .mvt.`,
    );
  const revisions = archives.map(({ entry }) => `${entry.id}@${entry.revision}`).join();
  const key = `${revisions}/${z}/${x}/${y}.${isGeoJson ? 'geojson' : 'mvt'}?${JSON.stringify(selection)}`;
  const tile = derive(exchange, key, costs.tile, async () => {
    const parts = await Promise.all(archives.map((archive) => layersAt(archive, address)));
    const kept = selection === null ? parts.flat() : select(parts.flat(), selection);
    if (isGeoJson) return representJson(tileToGeoJson(kept, z, x, y), 'application/geo+json');
    return kept.length === 0 ? null : representBytes(archives[0]!.mediaType, joinLayers(kept));
  });
  const send = (representation: Representation | null): void => {
    if (representation === null) sendEmptyTile(exchange, archives[0]!);
    else
      sendRepresentation(exchange, representation, {
        cache: revision === null ? cacheControl.lasting : cacheControl.immutable,
        headers: { 'X-Jiju-Revision': archives.map(({ entry }) => entry.revision).join() },
      });
  };
  if (tile instanceof Promise) tile.then(send).catch((error: unknown) => sendProblem(exchange, error));
  else send(tile);
}

function select(messages: LayerMessage[], { layers, where }: TileSelection): LayerMessage[] {
  const chosen = messages.filter(({ name }) => layers.includes(name));
  return where === null ? chosen : selectFeatures(chosen, where.property, where.value);
}

/** Layers of the tile, cut from the deepest zoom of the archive where the tile lies below it. */
async function layersAt(archive: TileArchive, { z, x, y }: TileRequest): Promise<LayerMessage[]> {
  const { minzoom, maxzoom } = archive.entry;
  if (z < minzoom) return [];
  const levels = Math.max(0, z - maxzoom);
  const scale = 2 ** levels;
  const place = archive.find(z - levels, Math.floor(x / scale), Math.floor(y / scale));
  if (place < 0) return [];
  const layers = splitLayers(archive.inflate(await archive.stored(place), place));
  return levels === 0 ? layers : overzoom(layers, { levels, column: x % scale, row: y % scale });
}

/** A tile may hold a layer name once (Mapbox Vector Tile specification 4.1). */
function checkDistinctLayers(archives: TileArchive[]): void {
  const owner = new Map<string, string>();
  for (const { entry } of archives) {
    for (const { id } of entry.layers) {
      const other = owner.get(id);
      if (other !== undefined)
        throw new Problem(
          'invalid-tile',
          `The tilesets "${other}" and "${entry.id}" both have a layer "${id}".`,
        );
      owner.set(id, entry.id);
    }
  }
}
