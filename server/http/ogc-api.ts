import { describeCollections } from '../features/describe.ts';
import { conformanceClasses, landingDocument } from '../ogc/landing.ts';
import { mediaTypes } from '../ogc/links.ts';
import { openApiDocument } from '../ogc/open-api.ts';
import { tileMatrixSetsDocument, webMercatorQuadDocument } from '../ogc/tile-matrix-set.ts';
import { bilingual } from '../tilejson.ts';
import { sendDocument } from './ogc-document.ts';
import type { Route } from './route.ts';

/** What OGC clients read first: landing page, conformance, description of the API, tile matrix sets. */
export const ogcApiRoutes: readonly Route[] = [
  {
    path: '/',
    answer(exchange) {
      const { catalog } = exchange.service.bundles.current;
      sendDocument(exchange, bilingual(catalog.title), (address) => landingDocument(catalog, address));
    },
  },
  {
    path: '/conformance',
    answer: (exchange) => sendDocument(exchange, 'Conformance', () => ({ conformsTo: conformanceClasses })),
  },
  {
    path: '/api',
    answer(exchange) {
      const { bundles, version } = exchange.service;
      const { current } = bundles;
      sendDocument(
        exchange,
        'API',
        (address) => openApiDocument(current.catalog, describeCollections(current), address, version),
        mediaTypes.openApi,
      );
    },
  },
  {
    path: '/tileMatrixSets',
    answer: (exchange) => sendDocument(exchange, 'Tile matrix sets', tileMatrixSetsDocument),
  },
  {
    path: '/tileMatrixSets/WebMercatorQuad',
    answer: (exchange) => sendDocument(exchange, 'WebMercatorQuad', webMercatorQuadDocument),
  },
];
