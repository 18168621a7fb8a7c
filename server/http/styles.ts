import type { StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import type { Catalog } from '../../geodata/model/catalog.ts';
import { sendRepresentation } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { generated } from '../generated.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { FONT_FAMILY, FONT_SHEET } from '../protocol/html-page.ts';
import { mediaTypeOf } from '../protocol/media-type.ts';
import { Problem } from '../protocol/problem.ts';
import { representJson, representText } from '../protocol/representation.ts';
import { serviceAddress } from '../protocol/service-address.ts';
import { makeAtlasStyle } from '../styles/atlas-style.ts';
import { fontFacesOf, fontSheet, type FontFace } from '../styles/font-faces.ts';
import { makeQgisStyle } from '../styles/qgis-style.ts';
import type { Route } from './route.ts';

/** `/styles/{name}.json`; the names are the keys of `styles`. And the font for pages. */
export const styleRoutes: readonly Route[] = [
  { path: '/styles/:name.json', answer: answerStyle },
  { path: FONT_SHEET, answer: answerFontSheet },
];

type MakeStyle = (catalog: Catalog, address: string, fontFaces: FontFace[]) => StyleSpecification;

const styles = new Map<string, MakeStyle>([
  ['atlas', (catalog, address, fontFaces) => makeAtlasStyle(catalog, { address, fontFaces, language: 'zh' })],
  [
    'atlas.en',
    (catalog, address, fontFaces) => makeAtlasStyle(catalog, { address, fontFaces, language: 'en' }),
  ],
  ['atlas.qgis', (catalog, address) => makeQgisStyle(catalog, address)],
]);

async function answerStyle(
  exchange: Exchange,
  { name = '' }: Readonly<Record<string, string>>,
): Promise<void> {
  const { request, service } = exchange;
  const { current } = service.bundles;
  const make = styles.get(name);
  if (make === undefined)
    throw new Problem('not-found', `There is no style "${name}", only: ${[...styles.keys()].join(', ')}.`);
  const address = serviceAddress(request, service.options);
  const fontFaces = await fontFacesOf(service.client, address);
  const document = generated(current, `${address}/styles/${name}.json`, () =>
    representJson(make(current.catalog, address, fontFaces)),
  );
  sendRepresentation(exchange, document, {
    cache: cacheControl.document,
    headers: { 'X-Jiju-Revision': current.revision },
  });
}

/** The shipped font as rules for pages; its files stand beside. */
async function answerFontSheet(exchange: Exchange): Promise<void> {
  const { service } = exchange;
  const faces = await fontFacesOf(service.client, '');
  const sheet = generated(service.bundles.current, FONT_SHEET, () =>
    representText(mediaTypeOf(FONT_SHEET), fontSheet(FONT_FAMILY, faces)),
  );
  sendRepresentation(exchange, sheet, { cache: cacheControl.document });
}
