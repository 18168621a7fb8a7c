import type { TilesetEntry } from '../../geodata/model/catalog.ts';
import type { Exchange } from '../exchange.ts';
import {
  collectionTilesetDocument,
  collectionTilesetsDocument,
  datasetTilesetsDocument,
  limitsAt,
  tilesetDocument,
} from '../ogc/tilesets.ts';
import { Problem } from '../protocol/problem.ts';
import { bilingual } from '../tilejson.ts';
import { findCollection } from './collections.ts';
import { answerDerivedTile } from './derived-tiles.ts';
import { sendDocument } from './ogc-document.ts';
import type { Route } from './route.ts';
import { parseTileNumbers } from './tile-address.ts';
import { findArchive, findMercatorArchive } from './tileset-lookup.ts';

type Parameters = Readonly<Record<string, string>>;

/** OGC API – Tiles: the same tiles, described and addressed as the standard does, by zoom, row and column. */
export const ogcTileRoutes: readonly Route[] = [
  {
    path: '/tiles',
    answer: (exchange) =>
      sendDocument(exchange, '瓦片 · Vector tiles', (address) =>
        datasetTilesetsDocument(exchange.service.bundles.current.catalog, address),
      ),
  },
  {
    path: '/tiles/:tileset',
    answer(exchange, { tileset = '' }) {
      const { bundles } = exchange.service;
      const { entry } = findMercatorArchive(bundles, tileset);
      sendDocument(exchange, tileset, (address) => tilesetDocument(entry, bundles.current.catalog, address));
    },
  },
  {
    path: '/tiles/:tileset/WebMercatorQuad/:z/:row/:col',
    answer(exchange, parameters) {
      const archive = findMercatorArchive(exchange.service.bundles, parameters['tileset'] ?? '');
      answerDerivedTile(exchange, [archive], addressOf(archive.entry, parameters), null);
    },
  },
  {
    path: '/collections/:id/tiles',
    answer(exchange, parameters) {
      const { collection, archive } = tilesOf(exchange, parameters);
      sendDocument(exchange, bilingual(collection.title), (address) =>
        collectionTilesetsDocument(collection, archive.entry, address),
      );
    },
  },
  {
    path: '/collections/:id/tiles/WebMercatorQuad',
    answer(exchange, parameters) {
      const { collection, archive } = tilesOf(exchange, parameters);
      sendDocument(exchange, bilingual(collection.title), (address) =>
        collectionTilesetDocument(collection, archive.entry, address),
      );
    },
  },
  {
    path: '/collections/:id/tiles/WebMercatorQuad/:z/:row/:col',
    answer(exchange, parameters) {
      const { collection, archive } = tilesOf(exchange, parameters);
      const { layer, where } = collection;
      answerDerivedTile(exchange, [archive], addressOf(archive.entry, parameters), {
        layers: [layer],
        where,
      });
    },
  },
];

function tilesOf(exchange: Exchange, parameters: Parameters) {
  const collection = findCollection(exchange, parameters);
  return { collection, archive: findArchive(exchange.service.bundles, collection.tileset, null) };
}

/** Outside of the limits that the tileset states there is nothing (OGC API – Tiles Part 1, requirement 7). */
function addressOf(entry: TilesetEntry, { z = '', row = '', col = '' }: Parameters) {
  const address = parseTileNumbers(z, col, row);
  if (address.z < entry.minzoom || address.z > entry.maxzoom)
    throw new Problem(
      'zoom-out-of-range',
      `The tileset has zooms ${entry.minzoom}–${entry.maxzoom}; ${address.z} was requested.`,
      { members: { minzoom: entry.minzoom, maxzoom: entry.maxzoom } },
    );
  const limits = limitsAt(entry.bounds, address.z);
  const isInside =
    address.x >= limits.minTileCol &&
    address.x <= limits.maxTileCol &&
    address.y >= limits.minTileRow &&
    address.y <= limits.maxTileRow;
  if (!isInside)
    throw new Problem(
      'tile-out-of-range',
      `At zoom ${address.z} there are rows ${limits.minTileRow}–${limits.maxTileRow} and columns ` +
        `${limits.minTileCol}–${limits.maxTileCol}.`,
    );
  return { tileset: entry.id, revision: null, ...address };
}
