import { CRS84 } from '../features/crs.ts';
import type { CollectionDescription } from '../features/describe.ts';
import { selectFeatures, type FeatureQuery } from '../features/query.ts';
import { featureText } from '../features/serialise.ts';
import type { CollectionFeatures } from '../features/collection-features.ts';
import { bilingual } from '../tilejson.ts';
import { mediaTypes, selfLinks, type Link } from './links.ts';

/** One page of features as GeoJSON text (OGC API – Features Part 1 §7.15, §7.16). `search` is the query without `f`. */
export function itemsText(
  collection: CollectionDescription,
  table: CollectionFeatures,
  query: FeatureQuery,
  address: string,
  search: URLSearchParams,
): string {
  const matched = selectFeatures(table, query);
  const page = matched.slice(query.offset, query.offset + query.limit);
  const home = `${address}/collections/${collection.id}`;
  const pageHref = (offset: number): string => {
    const parameters = new URLSearchParams(search);
    if (offset === 0) parameters.delete('offset');
    else parameters.set('offset', String(offset));
    const text = parameters.toString();
    return `${home}/items${text === '' ? '' : `?${text}`}`;
  };
  const links: Link[] = [
    ...selfLinks(pageHref(query.offset), mediaTypes.geoJson, bilingual(collection.title)),
    { href: home, rel: 'collection', type: mediaTypes.json, title: bilingual(collection.title) },
  ];
  const next = query.offset + query.limit;
  if (next < matched.length)
    links.push({ href: pageHref(next), rel: 'next', type: mediaTypes.geoJson, title: '下一页 · Next page' });
  if (query.offset > 0) {
    const href = pageHref(Math.max(0, query.offset - query.limit));
    links.push({ href, rel: 'prev', type: mediaTypes.geoJson, title: '上一页 · Previous page' });
  }
  const features = page.map((place) => featureText(table, place, query.crs));
  return (
    `{"type":"FeatureCollection","numberMatched":${matched.length},"numberReturned":${page.length},` +
    `"links":${JSON.stringify(links)},"features":[${features.join(',\n')}]}`
  );
}

/** One feature with its whole geometry (§7.16); null where the collection has none with this id. */
export function itemText(
  collection: CollectionDescription,
  table: CollectionFeatures,
  id: string,
  crs: string,
  address: string,
): string | null {
  const place = table.ids.findIndex((candidate) => String(candidate) === id);
  if (place < 0) return null;
  const home = `${address}/collections/${collection.id}`;
  const href = `${home}/items/${id}${crs === CRS84 ? '' : `?crs=${encodeURIComponent(crs)}`}`;
  return featureText(table, place, crs, [
    ...selfLinks(href, mediaTypes.geoJson, id),
    { href: home, rel: 'collection', type: mediaTypes.json, title: bilingual(collection.title) },
  ]);
}
