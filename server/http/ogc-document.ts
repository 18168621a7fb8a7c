import { sendRepresentation } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { generated } from '../generated.ts';
import { refuseUnknownParameters } from '../features/query.ts';
import { mediaTypes } from '../ogc/links.ts';
import { renderPage } from '../ogc/page.ts';
import { chooseMediaType } from '../protocol/accept.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { PAGE_HEADERS } from '../protocol/html-page.ts';
import { Problem } from '../protocol/problem.ts';
import { representText, type Representation } from '../protocol/representation.ts';
import { serviceAddress } from '../protocol/service-address.ts';

export type DocumentFormat = 'json' | 'html';

/**
 * Sends a document of the API as JSON or as a page, as `f` or else Accept asks for. It follows from bundle, path and
 * address, so it is made once.
 */
export function sendDocument(
  exchange: Exchange,
  title: string,
  make: (address: string) => unknown,
  mediaType: string = mediaTypes.json,
): void {
  const { request, service, target } = exchange;
  refuseUnknownParameters(target.query, ['f']);
  const format = formatOf(exchange, mediaType);
  const address = serviceAddress(request, service.options);
  const key = `${address}${target.path}?f=${format}`;
  const document = generated(service.bundles.current, key, () =>
    representText(...textIn(format, title, address, target.path, JSON.stringify(make(address)), mediaType)),
  );
  sendInFormat(exchange, document, format);
}

/** Media type and text of a document: its JSON as it is, or a page that shows it. */
export const textIn = (
  format: DocumentFormat,
  title: string,
  address: string,
  path: string,
  json: string,
  mediaType: string,
): [mediaType: string, text: string] =>
  format === 'json'
    ? [mediaType, json]
    : ['text/html; charset=utf-8', renderPage(title, address, path, JSON.parse(json))];

export function sendInFormat(
  exchange: Exchange,
  document: Representation | Promise<Representation>,
  format: DocumentFormat,
  headers: Record<string, string> = {},
): void {
  sendRepresentation(exchange, document, {
    cache: cacheControl.document,
    vary: 'Accept',
    headers: {
      'X-Jiju-Revision': exchange.service.bundles.current.revision,
      ...(format === 'html' ? PAGE_HEADERS : {}),
      ...headers,
    },
  });
}

/** `f=json` and `f=html` decide, then Accept; JSON where the client has no wish. */
export function formatOf({ request, target }: Exchange, mediaType: string): DocumentFormat {
  const wanted = new URLSearchParams(target.query).get('f');
  if (wanted === 'json' || wanted === 'html') return wanted;
  if (wanted !== null)
    throw new Problem('invalid-parameter', `f: found "${wanted.slice(0, 40)}", expected json or html`, {
      members: { 'invalid-params': [{ name: 'f', reason: 'expected json or html' }] },
    });
  const chosen = chooseMediaType(request.headers.accept, [mediaType, mediaTypes.json, mediaTypes.html]);
  if (chosen === null)
    throw new Problem(
      'not-acceptable',
      `Found Accept: ${request.headers.accept}; there are ${mediaType} and text/html.`,
    );
  return chosen === mediaTypes.html ? 'html' : 'json';
}
