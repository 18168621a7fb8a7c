import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { command } from '../../scripts/commands/doctor.ts';
import type { Finding } from '../../scripts/doctor/finding.ts';
import { startServer } from '../../server/main.ts';
import type { RunningServer } from '../../server/running-server.ts';
import { run } from '../support/command-line.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';
import { writeToyClient } from '../support/toy-service.ts';

let folder: string;
let service: RunningServer;
const proxies: Server[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-doctor-'));
  await writeToyAtlas(folder);
  const clientFolder = await writeToyClient(folder);
  service = await startServer({ bundleFolder: folder, clientFolder, version: '1', port: 0, quiet: true });
});
afterEach(() => {
  for (const proxy of proxies.splice(0)) proxy.close();
});
afterAll(async () => {
  await service.close();
  await rm(folder, { recursive: true, force: true });
});

type Change = (
  headers: Record<string, string | string[] | undefined>,
  body: Buffer,
  asked: IncomingMessage,
) => Buffer | void;

/** A proxy that changes requests and answers as bad ones do. */
async function proxyWith(
  change: Change,
  before: (asked: IncomingMessage) => void = () => {},
): Promise<string> {
  const pass = (asked: IncomingMessage, response: ServerResponse): void => {
    before(asked);
    const onward = request(
      {
        host: '127.0.0.1',
        port: service.port,
        path: asked.url,
        method: asked.method,
        headers: asked.headers,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const headers = { ...answer.headers };
          const body = change(headers, Buffer.concat(chunks), asked);
          if (body !== undefined) delete headers['content-length'];
          response.writeHead(answer.statusCode!, headers);
          response.end(body ?? Buffer.concat(chunks));
        });
      },
    );
    onward.end();
  };
  const proxy = createServer(pass);
  proxies.push(proxy);
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

/** Titles of what is not as it should be at an address. */
async function complaints(url: string): Promise<{ status: number; titles: string[]; findings: Finding[] }> {
  const result = await run(command, [url, '--json']);
  const findings = Object.values(JSON.parse(result.out) as Record<string, Finding[]>).flat();
  const bad = findings.filter(({ verdict }) => verdict !== 'ok');
  for (const { found, advice } of bad) expect(found.length * advice.length).toBeGreaterThan(0);
  return { status: result.status, titles: bad.map(({ title }) => title), findings };
}

test('the service itself is in order', async () => {
  const { status, titles, findings } = await complaints(service.url);
  expect(titles).toEqual([]);
  expect(status).toBe(0);
  expect(findings.length).toBeGreaterThan(25);
});

test('a person reads what is wrong and what to do', async () => {
  const url = await proxyWith((headers) => void delete headers['vary']);
  const result = await run(command, [url]);
  expect(result.status).toBe(1);
  expect(result.out).toContain(
    '✗ Vary names Accept-Encoding\n      found: Vary none\n      do: Do not remove Vary',
  );
  expect((await run(command, [service.url])).out).toMatch(
    /^\d+ of \d+ as they should be, 0 problems, 0 weaknesses\.\n$/,
  );
});

const isArchive = ({ url }: IncomingMessage): boolean => url!.startsWith('/archives/');

// Links of the service lead to itself and not to the proxy, which is a complaint of its own.
test.each<[string, Change, string, ((asked: IncomingMessage) => void)?]>([
  ['removes ETag', (headers) => void delete headers['etag'], 'answers have an ETag'],
  [
    'makes ETags weak',
    () => {},
    'weakened tags match as well',
    (asked) => {
      if (asked.headers['if-none-match']?.startsWith('W/') === true) delete asked.headers['if-none-match'];
    },
  ],
  [
    'forgets conditions',
    () => {},
    'what a client has is not sent again',
    (asked) => void delete asked.headers['if-none-match'],
  ],
  ['unlabels gzip', (headers) => void delete headers['content-encoding'], 'gzip is labelled, once'],
  [
    'compresses twice',
    (headers, body) => (headers['content-encoding'] === 'gzip' ? gzipSync(body) : undefined),
    'gzip is labelled, once',
  ],
  [
    'gives gzip to all',
    () => {},
    'clients without gzip get plain tiles',
    (asked) => void (asked.headers['accept-encoding'] = 'gzip'),
  ],
  ['ignores ranges', () => {}, 'archives answer ranges', (asked) => void delete asked.headers['range']],
  [
    'compresses archives',
    (headers, body, asked) => {
      if (!isArchive(asked)) return undefined;
      headers['content-encoding'] = 'gzip';
      return gzipSync(body);
    },
    'archives are never compressed',
  ],
  [
    'adds CORS twice',
    (headers) => void (headers['access-control-allow-origin'] = '*, *'),
    'pages of other origins may read tiles, once',
  ],
  [
    'hides headers',
    (headers) => void delete headers['access-control-expose-headers'],
    'they see the headers they need',
  ],
  [
    'caches for ever',
    (headers) => void (headers['cache-control'] = 'public, max-age=31536000, immutable'),
    'tiles of today are asked for again',
  ],
  [
    'sets types',
    (headers) => void (headers['content-type'] = 'application/octet-stream'),
    'tiles say what they are',
  ],
  [
    'drops queries',
    () => {},
    'queries reach the service',
    (asked) => void (asked.url = asked.url!.split('?')[0]!),
  ],
  [
    'passes all but links',
    () => {},
    'links lead to this address',
    (asked) => void (asked.headers['host'] = 'upstream'),
  ],
])('a proxy that %s is found out', async (_name, change, title, before) => {
  const { status, titles } = await complaints(await proxyWith(change, before));
  expect(titles).toContain(title);
  expect([0, 1]).toContain(status);
});

test('what is no service, or does not answer, has an exit status of its own', async () => {
  const other = createServer((_request, response) => response.end('hello'));
  proxies.push(other);
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  expect(await run(command, [`http://127.0.0.1:${port}`])).toMatchObject({
    status: 3,
    notes: expect.stringContaining('is no catalog of an atlas'),
  });
  expect((await run(command, ['http://127.0.0.1:1/'])).status).toBe(4);
  expect((await run(command, ['not a url'])).status).toBe(2);
});
