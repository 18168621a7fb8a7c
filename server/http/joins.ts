import type { RegionRegister } from '../../geodata/model/catalog.ts';
import type { DiagnosticsReport } from '../../geodata/model/diagnostic.ts';
import { readBundleJson } from '../bundle-json.ts';
import type { Exchange } from '../exchange.ts';
import { joinsDocument, keysDocument, keyValuesDocument } from '../ogc/joins.ts';
import { Problem } from '../protocol/problem.ts';
import { bilingual } from '../tilejson.ts';
import { findCollection } from './collections.ts';
import { sendDocument } from './ogc-document.ts';
import type { Route } from './route.ts';

type Parameters = Readonly<Record<string, string>>;

/** Keys of the collections of regions, and how the tables of the atlas met them. */
export const joinRoutes: readonly Route[] = [
  {
    path: '/collections/:id/keys',
    answer(exchange, parameters) {
      const { collection } = regionsOf(exchange, parameters);
      sendDocument(exchange, bilingual(collection.title), (address) => keysDocument(collection, address));
    },
  },
  {
    path: '/collections/:id/keys/code',
    async answer(exchange, parameters) {
      const { collection, level } = regionsOf(exchange, parameters);
      const register = await readBundleJson<RegionRegister>(exchange.service.bundles.current, level.units);
      sendDocument(exchange, bilingual(collection.title), (address) =>
        keyValuesDocument(collection, register, address),
      );
    },
  },
  {
    path: '/collections/:id/joins',
    async answer(exchange, parameters) {
      const { level } = regionsOf(exchange, parameters);
      const { current } = exchange.service.bundles;
      const report = await readBundleJson<DiagnosticsReport>(current, 'diagnostics.json');
      sendDocument(exchange, bilingual(level.name), (address) =>
        joinsDocument(current.catalog, level, report, address),
      );
    },
  },
];

/** Only regions have keys that tables can be joined by. */
function regionsOf(exchange: Exchange, parameters: Parameters) {
  const collection = findCollection(exchange, parameters);
  const { level } = collection;
  if (level === null)
    throw new Problem('not-found', `"${collection.id}" holds no regions, so tables are not joined to it.`);
  return { collection, level };
}
