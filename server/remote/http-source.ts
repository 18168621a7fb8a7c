import type { ByteSource } from '../../geodata/archive/index.ts';
import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { BudgetCache } from '../budget-cache.ts';
import { signedHeaders, type S3Keys } from './s3-signature.ts';

/** To begin with; a second more for each megabyte. */
const PATIENCE_MS = 10_000;
/** A store that is busy says so with 5xx; twice more is asked, after these pauses. */
const PAUSES_MS = [100, 400];
const CACHE_BYTES = 64 * 2 ** 20;
/** Longer pieces, such as a whole archive, are not kept. */
const LONGEST_KEPT = 2 ** 20;

/**
 * A file behind plain HTTP or in an S3-compatible store, read by ranges. All reads are of the version that was found
 * first: where the file is replaced they fail, and the next reload opens the new one. What could not be read is not
 * remembered. Throws an AtlasError where the file is not there or its host answers no ranges.
 */
export async function httpSource(url: URL, keys: S3Keys | null): Promise<ByteSource> {
  const first = await readRange(url, keys, 0, 1, null);
  const kept = new BudgetCache<Uint8Array>(CACHE_BYTES, (bytes) => bytes.length);
  const closing = new AbortController();
  return {
    byteLength: first.total,
    async read(offset, length) {
      if (closing.signal.aborted) throw new AtlasError('io', 'The archive was closed.');
      const wanted = Math.min(length, first.total - offset);
      if (wanted <= 0) return new Uint8Array();
      const read = async (): Promise<Uint8Array> =>
        (await readRange(url, keys, offset, wanted, first.tag, closing.signal)).bytes;
      return wanted > LONGEST_KEPT ? read() : kept.get(`${offset} ${wanted}`, read);
    },
    close() {
      closing.abort();
      return Promise.resolve();
    },
  };
}

interface RangeAnswer {
  bytes: Uint8Array;
  /** Length of the whole file. */
  total: number;
  tag: string | null;
}

async function readRange(
  url: URL,
  keys: S3Keys | null,
  offset: number,
  length: number,
  tag: string | null,
  closing?: AbortSignal,
): Promise<RangeAnswer> {
  const range = `bytes=${offset}-${offset + length - 1}`;
  const plain: Record<string, string> = { range, ...(tag === null ? {} : { 'if-match': tag }) };
  for (let attempt = 0; ; attempt++) {
    const headers = keys === null ? plain : signedHeaders(url, plain, keys, new Date());
    const patience = AbortSignal.timeout(PATIENCE_MS + Math.ceil(length / 1000));
    const signal = closing === undefined ? patience : AbortSignal.any([patience, closing]);
    try {
      // No redirect: where the archive lies is for the operator to say, not for a host on the way.
      const answer = await fetch(url, { headers, signal, redirect: 'error' });
      if (answer.status !== 206) {
        await answer.body?.cancel();
        if (answer.status >= 500 && attempt < PAUSES_MS.length) {
          await pause(attempt);
          continue;
        }
        throw refusal(url, answer.status);
      }
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const total = Number(/\/(\d+)$/.exec(answer.headers.get('content-range') ?? '')?.[1] ?? Number.NaN);
      const found = answer.headers.get('etag');
      if (bytes.length !== length || !Number.isSafeInteger(total))
        throw new AtlasError('io', `${url.host} answered ${bytes.length} bytes to a range of ${length}.`);
      if (tag !== null && found !== null && found !== tag) throw refusal(url, 412);
      // Only strong tags can be asked for again (RFC 9110 §13.1.1).
      return { bytes, total, tag: found?.startsWith('W/') === true ? null : found };
    } catch (cause) {
      if (cause instanceof AtlasError || closing?.aborted === true || attempt >= PAUSES_MS.length)
        throw cause instanceof AtlasError
          ? cause
          : new AtlasError('io', `${url.host} does not answer.`, { at: url.pathname, cause });
      await pause(attempt);
    }
  }
}

const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, PAUSES_MS[attempt]));

function refusal(url: URL, status: number): AtlasError {
  const at = url.pathname;
  if (status === 412) return new AtlasError('io', 'The archive was replaced while it was read.', { at });
  if (status === 404)
    return new AtlasError('io', `${url.host} has no such archive; copy it there first.`, { at });
  if (status === 401 || status === 403)
    return new AtlasError(
      'io',
      `${url.host} refuses the archive (${status}); check the keys and the policy of the bucket.`,
      { at },
    );
  return new AtlasError(
    'io',
    `${url.host} answered ${status} to a range, expected 206: archives need a host that answers ranges.`,
    { at },
  );
}
