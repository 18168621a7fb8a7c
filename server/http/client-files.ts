import { sendRepresentation } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { chooseMediaType } from '../protocol/accept.ts';
import { cacheControl } from '../protocol/cache-class.ts';

/**
 * What the page may load: its own origin and nothing else. Styles may stand in elements, since charts set widths and
 * colours there; pictures may be data (icons of the map controls) or blobs (pictures the map makes of itself).
 */
const pagePolicy = (ancestors: string): string =>
  [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ');

const pageHeaders = (ancestors: string): Record<string, string> => ({
  'Content-Security-Policy': pagePolicy(ancestors),
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
});

/** Pages by name: the one for embedding may stand in pages of anybody, since it has nothing that a click could betray. */
const PAGE_HEADERS: Readonly<Record<string, Record<string, string>>> = {
  'index.html': pageHeaders("'self'"),
  'embed.html': pageHeaders('*'),
};

/** Answers if the path is that of a file of the built client; "/" is its page. */
export function answerClientFile(exchange: Exchange): boolean {
  const { client } = exchange.service;
  const { path } = exchange.target;
  if (path === '/' && !wantsPage(exchange)) return false;
  const name = path === '/' ? 'index.html' : path.slice(1);
  const file = client?.get(name);
  if (file === undefined) return false;
  sendRepresentation(exchange, file, {
    cache: cacheClassOf(name),
    headers: PAGE_HEADERS[name] ?? {},
    ...(path === '/' ? { vary: 'Accept' } : {}),
  });
  return true;
}

/** "/" is the map for people and the landing page of the API for clients that ask for JSON. */
function wantsPage({ request, target }: Exchange): boolean {
  if (/(^|&)f=/.test(target.query)) return false;
  return chooseMediaType(request.headers.accept, ['text/html', 'application/json']) === 'text/html';
}

/** Vite names files below assets/ by a hash of their content: `index-B2x9_aQz.js`. Pages lead to all others. */
function cacheClassOf(name: string): string {
  if (/^assets\/.*-[\w-]{8}\.\w+$/.test(name)) return cacheControl.immutable;
  return name.endsWith('.html') ? cacheControl.document : cacheControl.lasting;
}
