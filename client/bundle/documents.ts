/** A document could not be had: the server's answer, or no answer at all. */
export class DocumentError extends Error {
  readonly path: string;

  constructor(path: string, reason: string, cause?: unknown) {
    super(`${path}: ${reason}`, cause === undefined ? undefined : { cause });
    this.name = 'DocumentError';
    this.path = path;
  }
}

export type ReadDocument = (path: string) => Promise<unknown>;

/** Reads JSON documents below a base URL. */
export const documentReader =
  (base: string, get: typeof fetch = (input, init) => fetch(input, init)): ReadDocument =>
  async (path) => {
    let response: Response;
    try {
      response = await get(base + path);
    } catch (cause) {
      throw new DocumentError(path, 'no answer', cause);
    }
    if (!response.ok) throw new DocumentError(path, `answer ${response.status}`);
    return response.json();
  };

/** Reads every document once. A failed reading is forgotten, so that asking again tries again. */
export function rememberDocuments(read: ReadDocument): ReadDocument {
  const kept = new Map<string, Promise<unknown>>();
  return (path) => {
    const before = kept.get(path);
    if (before !== undefined) return before;
    const reading = read(path);
    kept.set(path, reading);
    reading.catch(() => kept.delete(path));
    return reading;
  };
}
