import type { Exchange } from '../exchange.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { crossOriginHeaders, varyOn } from '../protocol/cross-origin.ts';
import type { TileArchive } from '../tile-archive.ts';

/** Inside the zooms and the matrix, and nothing there: no content, which clients draw as nothing. */
export function sendEmptyTile({ request, response, service }: Exchange, archive: TileArchive): void {
  const { allowedOrigins } = service.options;
  response.writeHead(204, {
    'Cache-Control': cacheControl.absence,
    ...varyOn('Accept-Encoding', allowedOrigins),
    'X-Jiju-Revision': archive.entry.revision,
    ...crossOriginHeaders(request, allowedOrigins),
  });
  response.end();
}
