import { sendRepresentation } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { generated } from '../generated.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { Problem } from '../protocol/problem.ts';
import { representJson } from '../protocol/representation.ts';
import { serviceAddress } from '../protocol/service-address.ts';
import { makeTileJson } from '../tilejson.ts';
import type { Route } from './route.ts';

/** `/tiles/{tileset}.json` */
export const tileJsonRoutes: readonly Route[] = [{ path: '/tiles/:tileset.json', answer: answerTileJson }];

function answerTileJson(exchange: Exchange, { tileset = '' }: Readonly<Record<string, string>>): void {
  const { request, service } = exchange;
  const { current } = service.bundles;
  const entry = current.archives.get(tileset)?.entry;
  if (entry === undefined) throw new Problem('unknown-tileset', `There is no tileset "${tileset}".`);
  const address = serviceAddress(request, service.options);
  const document = generated(current, `${address}/tiles/${tileset}.json`, () =>
    representJson(makeTileJson(current.catalog, entry, address)),
  );
  sendRepresentation(exchange, document, {
    cache: cacheControl.document,
    headers: { 'X-Jiju-Revision': entry.revision },
  });
}
