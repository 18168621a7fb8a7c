import { costs, derive } from '../derive.ts';
import type { Exchange } from '../exchange.ts';
import { aggregate, aggregateParameters, parseAggregate } from '../features/aggregate.ts';
import { collectionFeatures } from '../features/collection-features.ts';
import { invalidParameters, parseFeatureQuery, selectFeatures } from '../features/query.ts';
import { mediaTypes, selfLinks } from '../ogc/links.ts';
import { representLargeText } from '../protocol/representation.ts';
import { serviceAddress } from '../protocol/service-address.ts';
import { bilingual } from '../tilejson.ts';
import { findCollection } from './collections.ts';
import { formatOf, sendInFormat, textIn } from './ogc-document.ts';
import type { Route } from './route.ts';

/** `/collections/{id}/aggregate`: statistics of the features that match, by group; filters as for the features. */
export const aggregateRoutes: readonly Route[] = [
  { path: '/collections/:id/aggregate', answer: answerAggregate },
];

/** They choose a page of features and its coordinates; statistics have neither. */
const MEANINGLESS = ['limit', 'offset', 'crs'];

async function answerAggregate(
  exchange: Exchange,
  parameters: Readonly<Record<string, string>>,
): Promise<void> {
  const { request, service, target } = exchange;
  const collection = findCollection(exchange, parameters);
  const { current } = service.bundles;
  const search = new URLSearchParams(target.query);
  const query = parseAggregate(search, collection.fields, current.catalog);
  const rest = new URLSearchParams(search);
  for (const name of aggregateParameters) rest.delete(name);
  const meaningless = MEANINGLESS.filter((name) => rest.has(name));
  if (meaningless.length > 0)
    throw invalidParameters(
      meaningless.map((name) => ({ name, reason: 'not a parameter of this resource' })),
    );
  const selection = parseFeatureQuery(rest.toString(), collection.fields);
  const format = formatOf(exchange, mediaTypes.json);
  const address = serviceAddress(request, service.options);
  search.delete('f');
  const text = search.toString();
  const href = `${address}${target.path}${text === '' ? '' : `?${text}`}`;
  const page = await derive(exchange, `${current.revision} ${href} ${format}`, costs.page, async () => {
    const table = await collectionFeatures(current, collection);
    const places = selectFeatures(table, selection);
    const title = bilingual(collection.title);
    const document = {
      links: [
        ...selfLinks(href, mediaTypes.json, title),
        { href: `${address}/collections/${collection.id}`, rel: 'collection', type: mediaTypes.json, title },
      ],
      numberMatched: places.length,
      groupBy: query.groupBy?.name ?? null,
      groups: aggregate(table, places, query, current.catalog),
    };
    return representLargeText(
      ...textIn(format, title, address, target.path, JSON.stringify(document), mediaTypes.json),
    );
  });
  sendInFormat(exchange, page!, format);
}
