import { zipFile } from '../../geodata/exports/zip-file.ts';
import { sendRepresentation } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { describeCollections } from '../features/describe.ts';
import { refuseUnknownParameters } from '../features/query.ts';
import { generated } from '../generated.ts';
import { chooseLanguage } from '../protocol/accept-language.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { PAGE_HEADERS } from '../protocol/html-page.ts';
import { Problem } from '../protocol/problem.ts';
import { contentHashOf, representText } from '../protocol/representation.ts';
import { serviceAddress } from '../protocol/service-address.ts';
import { featureConnections, rasterConnections, vectorTileConnections } from '../qgis/connections.ts';
import { guidePage } from '../qgis/guide.ts';
import { defaultMap, readValueMap } from '../styles/value-map.ts';
import { layerDefinition, projectFile, type ProjectInput } from '../qgis/project.ts';
import { DEEPEST_OVERZOOM } from './derived-tiles.ts';
import type { Route } from './route.ts';

const LAYER_DEFINITION = 'application/x-qgis-layer-definition';
const PROJECT = 'application/x-qgis-project';

/** Files that QGIS 3.22 and later open or import: the atlas in one step instead of a form to fill in. */
export const qgisRoutes: readonly Route[] = [
  {
    path: '/qgis/vector-tiles.xml',
    answer: (exchange) =>
      sendFile(exchange, 'vector-tiles.xml', 'application/xml', (address) =>
        vectorTileConnections(exchange.service.bundles.current.catalog, address),
      ),
  },
  {
    path: '/qgis/wfs.xml',
    answer: (exchange) =>
      sendFile(exchange, 'wfs.xml', 'application/xml', (address) =>
        featureConnections(exchange.service.bundles.current.catalog, address),
      ),
  },
  {
    path: '/qgis/xyz.xml',
    answer: (exchange) =>
      sendFile(exchange, 'xyz.xml', 'application/xml', (address) =>
        rasterConnections(exchange.service.bundles.current.catalog, address, DEEPEST_OVERZOOM),
      ),
  },
  { path: '/qgis', answer: answerGuide },
  {
    path: '/qgis/project.qgz',
    answer: (exchange) =>
      sendProject(exchange, 'project.qgz', PROJECT, (input) =>
        zipFile([{ path: 'project.qgs', bytes: Buffer.from(projectFile(input)) }]),
      ),
  },
  {
    path: '/qgis/project.qlr',
    answer: (exchange) => sendProject(exchange, 'project.qlr', LAYER_DEFINITION, layerDefinition),
  },
  {
    path: '/qgis/project.qgs',
    answer: (exchange) => sendProject(exchange, 'project.qgs', PROJECT, projectFile),
  },
  {
    path: '/qgis/:level/:indicator/:year.qlr',
    answer: (exchange, { level = '', indicator = '', year = '' }) =>
      sendProject(exchange, `${level}-${indicator}-${year}.qlr`, LAYER_DEFINITION, layerDefinition, {
        level,
        indicator,
        year: year === 'all' ? null : Number(year),
      }),
  },
];

/** What to enter where; in the language of `lang`, or else of the browser. */
function answerGuide(exchange: Exchange): void {
  const { request, service, target } = exchange;
  refuseUnknownParameters(target.query, ['lang', 'f']);
  const wanted = new URLSearchParams(target.query).get('lang');
  const language =
    wanted === 'zh' || wanted === 'en' ? wanted : chooseLanguage(request.headers['accept-language']);
  const address = serviceAddress(request, service.options);
  const { current } = service.bundles;
  const page = generated(current, `${address}/qgis?lang=${language}`, () =>
    representText('text/html; charset=utf-8', guidePage(current.catalog, address, language)),
  );
  sendRepresentation(exchange, page, {
    cache: cacheControl.document,
    vary: 'Accept-Language',
    headers: PAGE_HEADERS,
  });
}

/** The levels, networks and schemes; levels by year would make the list of layers longer than a screen. */
async function sendProject(
  exchange: Exchange,
  name: string,
  mediaType: string,
  make: (input: ProjectInput) => string | Uint8Array,
  wanted?: { level: string; indicator: string; year: number | null },
): Promise<void> {
  const { current } = exchange.service.bundles;
  const shown = wanted ?? defaultMap(current.catalog);
  const values = shown === null ? null : await readValueMap(current, shown);
  if (wanted !== undefined && values === null)
    throw new Problem(
      'not-found',
      'There is no such column; catalog.json lists levels, indicators and years.',
    );
  const collections = describeCollections(current).filter(
    ({ id, level }) => level === null || level.id === id,
  );
  sendFile(exchange, name, mediaType, (address) =>
    make({ catalog: current.catalog, collections, values, address }),
  );
}

function sendFile(
  exchange: Exchange,
  name: string,
  mediaType: string,
  make: (address: string) => string | Uint8Array,
): void {
  const { request, service } = exchange;
  const { current } = service.bundles;
  const address = serviceAddress(request, service.options);
  const document = generated(current, `${address}/qgis/${name}`, () => {
    const content = make(address);
    return typeof content === 'string'
      ? representText(`${mediaType}; charset=utf-8`, content)
      : {
          mediaType,
          contentHash: contentHashOf(content),
          codings: ['identity'],
          bytes: { identity: content },
        };
  });
  sendRepresentation(exchange, document, {
    cache: cacheControl.document,
    headers: {
      'X-Jiju-Revision': current.revision,
      'Content-Disposition': `attachment; filename="${current.catalog.id}-${name}"`,
    },
  });
}
