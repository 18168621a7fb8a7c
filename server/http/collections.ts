import { costs, derive } from '../derive.ts';
import type { Exchange } from '../exchange.ts';
import { CRS84, supportedCrs } from '../features/crs.ts';
import { describeCollections, type CollectionDescription } from '../features/describe.ts';
import { invalidParameters, parseFeatureQuery, refuseUnknownParameters } from '../features/query.ts';
import { collectionFeatures } from '../features/collection-features.ts';
import {
  collectionDocument,
  collectionsDocument,
  queryablesDocument,
  schemaDocument,
} from '../ogc/collections.ts';
import { itemsText, itemText } from '../ogc/items.ts';
import { mediaTypes } from '../ogc/links.ts';
import { Problem } from '../protocol/problem.ts';
import { representLargeText } from '../protocol/representation.ts';
import { serviceAddress } from '../protocol/service-address.ts';
import { bilingual } from '../tilejson.ts';
import { formatOf, sendDocument, sendInFormat, textIn } from './ogc-document.ts';
import type { Route } from './route.ts';

type Parameters = Readonly<Record<string, string>>;

/** OGC API – Features: collections, their schemas and their features. */
export const collectionRoutes: readonly Route[] = [
  {
    path: '/collections',
    answer: (exchange) =>
      sendDocument(exchange, '数据集 · Collections', (address) =>
        collectionsDocument(describeCollections(exchange.service.bundles.current), address),
      ),
  },
  {
    path: '/collections/:id',
    answer(exchange, parameters) {
      const collection = findCollection(exchange, parameters);
      sendDocument(exchange, bilingual(collection.title), (address) =>
        collectionDocument(collection, address),
      );
    },
  },
  {
    path: '/collections/:id/schema',
    answer(exchange, parameters) {
      const collection = findCollection(exchange, parameters);
      const make = (address: string) => schemaDocument(collection, address);
      sendDocument(exchange, bilingual(collection.title), make, mediaTypes.schema);
    },
  },
  {
    path: '/collections/:id/queryables',
    answer(exchange, parameters) {
      const collection = findCollection(exchange, parameters);
      const make = (address: string) => queryablesDocument(collection, address);
      sendDocument(exchange, bilingual(collection.title), make, mediaTypes.schema);
    },
  },
  { path: '/collections/:id/items', answer: answerItems },
  { path: '/collections/:id/items/:featureId', answer: answerItem },
];

/** The collection that a path names; throws a problem that lists those there are. */
export function findCollection({ service }: Exchange, { id = '' }: Parameters): CollectionDescription {
  const collections = describeCollections(service.bundles.current);
  const found = collections.find((collection) => collection.id === id);
  if (found !== undefined) return found;
  const known = collections.map((collection) => collection.id).join(', ');
  throw new Problem('not-found', `There is no collection "${id.slice(0, 100)}", only: ${known}.`);
}

/** Pages are kept like tiles: the same few are asked for by every client. */
async function answerItems(exchange: Exchange, parameters: Parameters): Promise<void> {
  const { request, service, target } = exchange;
  const collection = findCollection(exchange, parameters);
  const query = parseFeatureQuery(target.query, collection.fields);
  const format = formatOf(exchange, mediaTypes.geoJson);
  const address = serviceAddress(request, service.options);
  const search = new URLSearchParams(target.query);
  search.delete('f');
  const { current } = service.bundles;
  const key = `${current.revision} ${address}${target.path}?${search.toString()} ${format}`;
  const page = await derive(exchange, key, costs.page, async () => {
    const table = await collectionFeatures(current, collection);
    const json = itemsText(collection, table, query, address, search);
    const title = bilingual(collection.title);
    return representLargeText(...textIn(format, title, address, target.path, json, mediaTypes.geoJson));
  });
  sendInFormat(exchange, page!, format, { 'Content-Crs': `<${query.crs}>` });
}

async function answerItem(exchange: Exchange, parameters: Parameters): Promise<void> {
  const { request, service, target } = exchange;
  const collection = findCollection(exchange, parameters);
  refuseUnknownParameters(target.query, ['f', 'crs']);
  const crs = new URLSearchParams(target.query).get('crs') ?? CRS84;
  if (!supportedCrs.includes(crs))
    throw invalidParameters([{ name: 'crs', reason: `expected one of ${supportedCrs.join(', ')}` }]);
  const format = formatOf(exchange, mediaTypes.geoJson);
  const address = serviceAddress(request, service.options);
  const { featureId = '' } = parameters;
  const table = await collectionFeatures(service.bundles.current, collection);
  const json = itemText(collection, table, featureId, crs, address);
  if (json === null)
    throw new Problem(
      'not-found',
      `Collection "${collection.id}" has no feature "${featureId.slice(0, 100)}".`,
    );
  const text = textIn(format, featureId, address, target.path, json, mediaTypes.geoJson);
  const document = representLargeText(...text);
  sendInFormat(exchange, document, format, { 'Content-Crs': `<${crs}>` });
}
