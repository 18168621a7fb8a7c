/** A link as OGC API and RFC 8288 write it. */
export interface Link {
  href: string;
  rel: string;
  type?: string;
  title?: string;
  templated?: boolean;
  varBase?: string;
}

/** Media types of the documents. */
export const mediaTypes = {
  json: 'application/json',
  geoJson: 'application/geo+json',
  html: 'text/html',
  schema: 'application/schema+json',
  openApi: 'application/vnd.oai.openapi+json;version=3.0',
  vectorTile: 'application/vnd.mapbox-vector-tile',
} as const;

/** Links of a document to itself and to the page that shows the same; `href` is without `f`. */
export function selfLinks(href: string, type: string, title: string): Link[] {
  const mark = href.includes('?') ? '&' : '?';
  return [
    { href: `${href}${mark}f=json`, rel: 'self', type, title },
    { href: `${href}${mark}f=html`, rel: 'alternate', type: mediaTypes.html, title },
  ];
}
