import { sendRepresentation } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { generated } from '../generated.ts';
import { mediaTypes, selfLinks } from '../ogc/links.ts';
import { wmtsCapabilities } from '../ogc/wmts.ts';
import { findMap } from '../pictures/find-map.ts';
import { latestMap, listMaps } from '../pictures/list-maps.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { Problem } from '../protocol/problem.ts';
import { representJson, representText } from '../protocol/representation.ts';
import { serviceAddress } from '../protocol/service-address.ts';
import { attributionOf } from '../tilejson.ts';
import { DEEPEST_OVERZOOM } from './derived-tiles.ts';
import { sendDocument } from './ogc-document.ts';
import type { Route } from './route.ts';

/** Which maps there are as pictures, for people, for TileJSON clients and for WMTS clients. */
export const mapRoutes: readonly Route[] = [
  {
    path: '/maps',
    answer: (exchange) =>
      sendDocument(exchange, '地图图片 · Maps as pictures', (address) => mapsDocument(exchange, address)),
  },
  { path: '/raster/:map.json', answer: answerTileJson },
  { path: '/wmts/1.0.0/WMTSCapabilities.xml', answer: answerWmts },
];

function mapsDocument({ service }: Exchange, address: string) {
  return {
    links: selfLinks(`${address}/maps`, mediaTypes.json, 'Maps'),
    maps: listMaps(service.bundles.current.catalog).map((series) => {
      const { id, title, years } = series;
      const latest = latestMap(series);
      return {
        id,
        title,
        ...(years.length === 0 ? {} : { years }),
        links: [
          {
            href: `${address}/raster/${latest}.json`,
            rel: 'tiles',
            type: mediaTypes.json,
            title: 'TileJSON',
          },
          {
            href: `${address}/static/${latest}/auto/800x600.png`,
            rel: 'preview',
            type: 'image/png',
            title: 'PNG',
          },
          { href: `${address}/legends/${latest}.svg`, rel: 'legend', type: 'image/svg+xml', title: 'Legend' },
        ],
      };
    }),
  };
}

async function answerTileJson(exchange: Exchange, { map: id = '' }: Readonly<Record<string, string>>) {
  const { request, service } = exchange;
  const { current } = service.bundles;
  const map = await findMap(current, id);
  if (map === null)
    throw new Problem('not-found', `There is no map "${id.slice(0, 100)}"; /maps lists those there are.`);
  const { catalog } = current;
  const address = serviceAddress(request, service.options);
  const tileJson = representJson({
    tilejson: '3.0.0',
    name: map.title[map.language],
    attribution: attributionOf(catalog),
    scheme: 'xyz',
    tiles: [`${address}/raster/${id}/{z}/{x}/{y}.png`],
    minzoom: 0,
    maxzoom: DEEPEST_OVERZOOM,
    bounds: catalog.bounds,
    legend: `${address}/legends/${id}.svg`,
  });
  sendRepresentation(exchange, tileJson, { cache: cacheControl.document });
}

function answerWmts(exchange: Exchange): void {
  const { request, service } = exchange;
  const { current } = service.bundles;
  const address = serviceAddress(request, service.options);
  const document = generated(current, `${address}/wmts`, () =>
    representText('application/xml', wmtsCapabilities(current.catalog, address, DEEPEST_OVERZOOM)),
  );
  sendRepresentation(exchange, document, { cache: cacheControl.document });
}
