/** Ending of the file for what the service calls a document: it has none in its URL. */
const documentEndings: readonly (readonly [mediaType: string, ending: string])[] = [
  ['text/html', '/index.html'],
  ['application/geo+json', '/index.json'],
  ['application/schema+json', '/index.json'],
  ['application/vnd.oai.openapi+json', '/index.json'],
  ['application/json', '/index.json'],
];

/**
 * File of a site for a path of the service and the type of its answer: files keep their name, documents become the
 * index of a folder, which any static host serves by itself. Null where the path has no fit name.
 */
export function sitePath(path: string, mediaType: string): string | null {
  const decoded = decodeURIComponent(path);
  if (/(^|\/)\.\.?(\/|$)|[\\\0]/.test(decoded)) return null;
  const trimmed = decoded.replace(/\/+$/, '');
  if (/\.[a-z][\w.]*$/.test(trimmed.slice(trimmed.lastIndexOf('/') + 1))) return trimmed.slice(1);
  const ending = documentEndings.find(([type]) => mediaType.split(';')[0] === type)?.[1];
  return ending === undefined ? null : `${trimmed}${ending}`.slice(1);
}
