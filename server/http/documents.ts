import { sendRepresentation } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { Problem } from '../protocol/problem.ts';

/**
 * Answers if the path is that of a document of the bundle: as it stands (`/catalog.json`, `/columns/…`) for the
 * current revision, or below `/r/{revision}/` for good.
 */
export function answerDocument(exchange: Exchange): boolean {
  const { path } = exchange.target;
  const { bundles } = exchange.service;
  const versioned = /^\/r\/([^/]+)\/(.+)$/.exec(path);
  const bundle = versioned === null ? bundles.current : bundles.bundle(versioned[1]!);
  if (bundle === undefined)
    throw new Problem(
      'unknown-revision',
      `The atlas is now at revision ${bundles.current.revision}; read /catalog.json again.`,
    );
  const document = bundle.documents.get(versioned?.[2] ?? path.slice(1));
  if (document === undefined) return false;
  sendRepresentation(exchange, document, {
    cache: versioned === null ? cacheControl.document : cacheControl.immutable,
    headers: { 'X-Jiju-Revision': bundle.revision },
  });
  return true;
}
