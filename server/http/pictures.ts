import type { Catalog } from '../../geodata/model/catalog.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { sendRepresentation } from '../answer.ts';
import type { Bundle } from '../bundle.ts';
import { costs, derive } from '../derive.ts';
import type { Exchange } from '../exchange.ts';
import { collectionFeatures } from '../features/collection-features.ts';
import { invalidParameters } from '../features/query.ts';
import { limitsAt } from '../ogc/tilesets.ts';
import { findMap } from '../pictures/find-map.ts';
import type { PictureMap } from '../pictures/picture-map.ts';
import type { Output } from '../pictures/studio.ts';
import { viewportAt, viewportOf, viewportOfTile, type Viewport } from '../pictures/viewport.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { Problem } from '../protocol/problem.ts';
import { representJson, representText, type Representation } from '../protocol/representation.ts';
import { findCollection } from './collections.ts';
import { DEEPEST_OVERZOOM } from './derived-tiles.ts';
import { parsePlace, parseSize, parseTileFile } from './picture-address.ts';
import type { Route } from './route.ts';
import { parseTileNumbers } from './tile-address.ts';

type Parameters = Readonly<Record<string, string>>;

/** Maps as pictures, for clients that draw none themselves: tiles, single pictures, legends, cards for links. */
export const pictureRoutes: readonly Route[] = [
  { path: '/raster/:map/:z/:x/:file', answer: answerTile },
  { path: '/static/:map/auto/:size', answer: answerWhole },
  { path: '/static/:map/:place/:size', answer: answerPlace },
  { path: '/static/:map/:collection/:feature/:size', answer: answerFeature },
  { path: '/legends/:map.json', answer: answerLegendJson },
  { path: '/legends/:map.svg', answer: answerLegendSvg },
  { path: '/legends/:map.png', answer: answerLegendPng },
  { path: '/og/:view.png', answer: answerShareCard },
];

async function answerTile(exchange: Exchange, { map: id = '', z = '', x = '', file = '' }: Parameters) {
  const { row, ...output } = parseTileFile(file);
  const address = parseTileNumbers(z, x, row);
  const { current } = exchange.service.bundles;
  const map = await mapOf(current, id);
  const limits = limitsAt(current.catalog.bounds, Math.min(address.z, DEEPEST_OVERZOOM));
  const isInside =
    address.z <= DEEPEST_OVERZOOM &&
    address.x >= limits.minTileCol &&
    address.x <= limits.maxTileCol &&
    address.y >= limits.minTileRow &&
    address.y <= limits.maxTileRow;
  if (!isInside)
    throw new Problem(
      'tile-out-of-range',
      'The atlas has nothing here; /raster/{map}.json gives its bounds.',
    );
  const viewport = viewportOfTile(address.z, address.x, address.y);
  await sendPicture(exchange, [id, 'tile', address.z, address.x, address.y, output], () =>
    exchange.service.pictures.tile(map, current, viewport, output),
  );
}

/** The whole atlas, or what the view of the map shows. */
async function answerWhole(exchange: Exchange, parameters: Parameters): Promise<void> {
  const { catalog } = exchange.service.bundles.current;
  const size = parseSize(parameters['size'] ?? '');
  const view = catalog.views.find(({ id }) => parameters['map']?.replace(/\.en$/, '') === `view.${id}`);
  const box = boxOf(catalog, view);
  return sendStatic(exchange, parameters, viewportOf(box, size.width, size.height, { padding: 12 }), size);
}

/** What a picture of a view shows; what places lie on may be the whole world, so that it is no measure for them. */
function boxOf({ levels, home, bounds }: Catalog, view: Catalog['views'][number] | undefined): BoundingBox {
  return view?.bounds ?? (levels.some(({ points }) => points === true) ? home : bounds);
}

async function answerPlace(exchange: Exchange, parameters: Parameters): Promise<void> {
  const size = parseSize(parameters['size'] ?? '');
  const place = parsePlace(parameters['place'] ?? '');
  const viewport =
    place.kind === 'centre'
      ? viewportAt(place.centre, place.zoom, size.width, size.height)
      : viewportOf(place.box, size.width, size.height);
  return sendStatic(exchange, parameters, viewport, size);
}

/** `feature:{collection}/{id}`: the feature with room around it. */
async function answerFeature(exchange: Exchange, parameters: Parameters): Promise<void> {
  const size = parseSize(parameters['size'] ?? '');
  const { collection: segment = '', feature = '' } = parameters;
  if (!segment.startsWith('feature:'))
    throw invalidParameters([{ name: 'place', reason: 'expected feature:{collection}/{id}' }]);
  const collection = findCollection(exchange, { id: segment.slice('feature:'.length) });
  const table = await collectionFeatures(exchange.service.bundles.current, collection);
  const box = table.boxes[table.ids.findIndex((id) => String(id) === feature)];
  if (box === undefined)
    throw new Problem(
      'not-found',
      `Collection "${collection.id}" has no feature "${feature.slice(0, 100)}".`,
    );
  const padding = Math.min(size.width, size.height) / 10;
  const viewport = viewportOf(box, size.width, size.height, { padding, deepest: 10 });
  return sendStatic(exchange, parameters, viewport, size);
}

async function sendStatic(
  exchange: Exchange,
  { map: id = '' }: Parameters,
  viewport: Viewport,
  { format, pixelRatio }: Output,
): Promise<void> {
  const { current } = exchange.service.bundles;
  const map = await mapOf(current, id);
  await sendPicture(exchange, [id, viewport, format, pixelRatio], () =>
    exchange.service.pictures.picture(map, current, viewport, { format, pixelRatio }),
  );
}

async function answerLegendJson(exchange: Exchange, { map: id = '' }: Parameters): Promise<void> {
  const { title, language, legend } = await mapOf(exchange.service.bundles.current, id);
  send(exchange, representJson({ id, title: title[language], entries: legend }));
}

async function answerLegendSvg(exchange: Exchange, { map: id = '' }: Parameters): Promise<void> {
  const map = await mapOf(exchange.service.bundles.current, id);
  send(exchange, representText('image/svg+xml', await exchange.service.pictures.legendSvg(map)));
}

async function answerLegendPng(exchange: Exchange, { map: id = '' }: Parameters): Promise<void> {
  const map = await mapOf(exchange.service.bundles.current, id);
  await sendPicture(exchange, [id, 'legend'], () =>
    exchange.service.pictures.legend(map, { format: 'png', pixelRatio: 1 }),
  );
}

/** `/og/{view}.png`, `/og/{view}.en.png`: what sites show beside a link to a view. */
async function answerShareCard(exchange: Exchange, { view: id = '' }: Parameters): Promise<void> {
  const { current } = exchange.service.bundles;
  const { catalog } = current;
  const view = catalog.views.find((entry) => entry.id === id.replace(/\.en$/, ''));
  const map = view === undefined ? null : await findMap(current, `view.${id}`);
  if (view === undefined || map === null)
    throw new Problem('not-found', `There is no view "${id.slice(0, 60)}"; catalog.json lists them.`);
  const bounds = boxOf(catalog, view);
  await sendPicture(exchange, [id, 'card'], () =>
    exchange.service.pictures.shareCard({ map, summary: view.summary, bounds }, current),
  );
}

async function mapOf(bundle: Bundle, id: string): Promise<PictureMap> {
  const map = await findMap(bundle, id);
  if (map === null)
    throw new Problem('not-found', `There is no map "${id.slice(0, 100)}"; /maps lists those there are.`);
  return map;
}

/** Sends a picture that is kept as long as there is room, by everything that decides how it looks. */
async function sendPicture(
  exchange: Exchange,
  key: readonly unknown[],
  make: () => Promise<Representation>,
): Promise<void> {
  const { revision } = exchange.service.bundles.current;
  const picture = await derive(exchange, `${revision} picture ${JSON.stringify(key)}`, costs.picture, make);
  send(exchange, picture!);
}

const send = (exchange: Exchange, representation: Representation): void =>
  sendRepresentation(exchange, representation, {
    cache: cacheControl.lasting,
    headers: { 'X-Jiju-Revision': exchange.service.bundles.current.revision },
  });
