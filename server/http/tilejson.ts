import { sendRepresentation } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { generated } from '../generated.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { representJson } from '../protocol/representation.ts';
import { serviceAddress } from '../protocol/service-address.ts';
import { makeTileJson } from '../tilejson.ts';
import type { Route } from './route.ts';
import { chosenLayers, tilesetsOf } from './tile-address.ts';
import { findMercatorArchive } from './tileset-lookup.ts';

/** `/tiles/{tileset}.json`, also for several (`a,b`) and for chosen layers (`?layers=`), as tiles are. */
export const tileJsonRoutes: readonly Route[] = [{ path: '/tiles/:tileset.json', answer: answerTileJson }];

function answerTileJson(exchange: Exchange, { tileset = '' }: Readonly<Record<string, string>>): void {
  const { request, service, target } = exchange;
  const { current } = service.bundles;
  const entries = tilesetsOf(tileset).map((id) => findMercatorArchive(service.bundles, id).entry);
  const layers = chosenLayers(target.query);
  const address = serviceAddress(request, service.options);
  const key = `${address}/tiles/${tileset}.json?${layers?.join() ?? '*'}`;
  const document = generated(current, key, () =>
    representJson(makeTileJson(current.catalog, entries, layers, address)),
  );
  sendRepresentation(exchange, document, {
    cache: cacheControl.document,
    headers: { 'X-Jiju-Revision': entries.map(({ revision }) => revision).join() },
  });
}
