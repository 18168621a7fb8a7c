/** How long an answer may be kept, by what its URL promises. */
export const cacheControl = {
  /** The URL holds a revision or a hash: it never means anything else. */
  immutable: 'public, max-age=31536000, immutable, no-transform',
  /** Tiles and archives under a lasting URL: slightly old is better than slow or absent. */
  lasting: 'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800, no-transform',
  /** Documents under a lasting URL: asked for again each minute, answered with 304. */
  document: 'public, max-age=60, must-revalidate',
  /** "Nothing here", whichever URL said so: a rebuild can change it. */
  absence: 'public, max-age=300',
  /** State of the service itself. */
  operation: 'no-cache',
  /** Errors of a request or of ours: the next one may go better. */
  failure: 'no-store',
} as const;
