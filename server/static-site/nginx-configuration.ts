import type { IncomingMessage } from 'node:http';
import type { Catalog } from '../../geodata/model/catalog.ts';
import { cacheControl } from '../protocol/cache-class.ts';
import { ALLOWED_METHODS, crossOriginHeaders, preflightHeaders } from '../protocol/cross-origin.ts';
import { tilesetsOf } from '../bundle.ts';
import { mediaTypes } from '../ogc/links.ts';

/** A configuration of nginx (1.18 or later, with gzip_static) that serves a site as the service would. */
export function nginxConfiguration(address: string, catalog: Catalog): string {
  const { pathname, hostname } = new URL(address);
  const base = pathname.replace(/\/+$/, '');
  // No list of origins, so what the request says of its own does not matter.
  const open = Object.entries(crossOriginHeaders({ headers: {} } as IncomingMessage, '*'));
  const headers = (cache: string, indent: string): string =>
    [['Cache-Control', cache], ['X-Content-Type-Options', 'nosniff'], ...open]
      .map(([name, value]) => `${indent}add_header ${name} "${value}" always;`)
      .join('\n');
  const revisions = tilesetsOf(catalog)
    .map(({ id, revision }) => `  ${id} ${revision};`)
    .join('\n');
  const preflight = Object.entries(preflightHeaders)
    .map(([name, value]) => `    add_header ${name} "${value}" always;`)
    .join('\n');
  return `# Serves the folder "site" beside this file as jiju would. Include it in the http block of nginx.conf, and set root.
map $uri $jiju_tileset { default ""; ~^${base}/tiles/(?<jiju_id>[^/]+)/ $jiju_id; }
map $jiju_tileset $jiju_revision {
  default "";
${revisions}
}
map $http_accept $jiju_wanted { default json; ~text/html html; }
map $arg_f $jiju_format { default $jiju_wanted; json json; html html; }

server {
  listen 80;
  server_name ${hostname};
  root /srv/jiju/site;

  gzip off;
  gzip_static on;
  # brotli_static on;    # with the module ngx_brotli
  gzip_vary on;
  etag on;
  charset off;
  default_type application/octet-stream;
  types {
    ${mediaTypes.vectorTile} mvt pbf;
    application/vnd.pmtiles pmtiles;
    application/json json;
    application/geo+json geojson;
    application/vnd.flatgeobuf fgb;
    application/geopackage+sqlite3 gpkg;
    text/html html;
    text/css css;
    text/javascript js mjs;
    text/csv csv;
    image/png png;
    image/svg+xml svg;
    image/x-icon ico;
    font/woff2 woff2;
    application/xml xml;
    application/zip zip;
    application/x-qgis-layer-definition qlr;
    application/x-qgis-project qgs qgz;
  }

  if ($request_method = OPTIONS) { return 418; }
  error_page 418 = @preflight;
  location @preflight {
${headers(cacheControl.document, '    ')}
${preflight}
    add_header Allow "${ALLOWED_METHODS}" always;
    return 204;
  }

  # Tiles: one file for every way to write its address.
  location ~ "^${base}/tiles/[^/]+/(?:[0-9a-f]{8,}/)?\\d+/\\d+/\\d+(?:\\.mvt|\\.pbf)?$" {
    # Looked up before a rewrite is under way, whose captures the lookup would replace.
    set $jiju_current $jiju_revision;
    set $jiju_cache "${cacheControl.lasting}";
    if ($uri ~ "^${base}/tiles/[^/]+/[0-9a-f]{8,}/\\d+/\\d+/\\d+") { set $jiju_cache "${cacheControl.immutable}"; }
${headers('$jiju_cache', '    ')}
    rewrite "^${base}/tiles/([^/]+)/([0-9a-f]{8,})/(\\d+)/(\\d+)/(\\d+)(?:\\.mvt|\\.pbf)?$" /tiles/$1/$2/$3/$4/$5.mvt break;
    rewrite ^${base}/tiles/([^/]+)/(\\d+)/(\\d+)/(\\d+)(?:\\.mvt|\\.pbf)?$ /tiles/$1/$jiju_current/$2/$3/$4.mvt break;
    error_page 404 = @empty;
  }
  # No file: nothing lies there.
  location @empty {
${headers(cacheControl.absence, '    ')}
    return 204;
  }

  location ~ ^${base}/(?:archives/[^/]+\\.[^/.]+\\.pmtiles|assets/.*)$ {
    rewrite ^${base}/(.*)$ /$1 break;
${headers(cacheControl.immutable, '    ')}
  }
  location ~ ^${base}/archives/ {
    rewrite ^${base}/(.*)$ /$1 break;
    gzip_static off;
${headers(cacheControl.lasting, '    ')}
  }
  location ~ ^${base}/r/[^/]+/ {
    rewrite ^${base}/r/[^/]+/(.*)$ /$1 break;
${headers(cacheControl.document, '    ')}
  }

  # Documents are folders with an index for each format.
  location ~ ^${base}/(?:collections/[^/]+/items(?:/[^/]+)?)/?$ {
    default_type application/geo+json;
    types { text/html html; }
    rewrite ^${base}/(.*?)/?$ /$1/index.$jiju_format break;
    add_header Vary Accept always;
${headers(cacheControl.document, '    ')}
  }
  location ~ ^${base}/(?:collections/[^/]+/(?:schema|queryables))/?$ {
    default_type ${mediaTypes.schema};
    types { text/html html; }
    rewrite ^${base}/(.*?)/?$ /$1/index.$jiju_format break;
    add_header Vary Accept always;
${headers(cacheControl.document, '    ')}
  }
  location = ${base}/api {
    default_type "${mediaTypes.openApi}";
    types { text/html html; }
    rewrite ^ /api/index.$jiju_format break;
    add_header Vary Accept always;
${headers(cacheControl.document, '    ')}
  }
  location ${base}/ {
    rewrite ^${base}/(.*)$ /$1 break;
    try_files $uri $uri/index.$jiju_format $uri/index.json $uri/index.html =404;
    add_header Vary Accept always;
${headers(cacheControl.document, '    ')}
  }
}
`;
}
