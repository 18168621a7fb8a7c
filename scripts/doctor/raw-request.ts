import { request as requestPlain } from 'node:http';
import { request as requestEncrypted } from 'node:https';
import { AtlasError } from '../../geodata/model/atlas-error.ts';

export interface RawAnswer {
  status: number;
  /** By lower-case name. */
  headers: Record<string, string | undefined>;
  /** As it came: nothing is inflated, no redirect is followed. */
  body: Buffer;
}

const PATIENCE_MS = 15_000;

/** Asks a URL and gives back what came over the wire. Throws an AtlasError where nothing answers. */
export function rawRequest(
  url: string,
  headers: Record<string, string> = {},
  method: 'GET' | 'HEAD' | 'OPTIONS' = 'GET',
): Promise<RawAnswer> {
  const ask = url.startsWith('https:') ? requestEncrypted : requestPlain;
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void =>
      reject(
        new AtlasError(
          'io',
          `${url} does not answer: ${cause.message}. Is the service running, and the proxy before it?`,
          {
            cause,
          },
        ),
      );
    const asking = ask(url, { method, headers, agent: false, timeout: PATIENCE_MS }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', fail);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode!,
          headers: Object.fromEntries(
            Object.entries(answer.headers).map(([name, value]) => [
              name,
              Array.isArray(value) ? value.join(', ') : value,
            ]),
          ),
          body: Buffer.concat(chunks),
        }),
      );
    });
    asking.on('timeout', () => asking.destroy(new Error(`no answer within ${PATIENCE_MS / 1000} seconds`)));
    asking.on('error', fail);
    asking.end();
  });
}
