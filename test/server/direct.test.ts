import { createServer, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp, createService } from '../../server/app.ts';
import { BundleStore } from '../../server/bundle-store.ts';
import { PlainRequestReader } from '../../server/direct/plain-request.ts';
import type { Service } from '../../server/exchange.ts';
import { createHttpServer } from '../../server/http-server.ts';
import { Metrics } from '../../server/metrics.ts';
import { defaultServiceOptions } from '../../server/options.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';
import '../support/property-tests.ts';

// Stored tiles are answered before node:http parses the request. Whatever a client sends, and in whichever pieces, the
// answers are those of a server that parses everything.

let folder: string;
let bundles: BundleStore;
let service: Service;
let direct: Server;
let usual: Server;
/** Requests that the server with direct answers parsed. */
let parsed = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-direct-'));
  await writeToyAtlas(folder);
  bundles = await BundleStore.open(folder);
  const log = pino({ level: 'silent' });
  const parts = { bundles, client: null, version: '1', options: defaultServiceOptions, log };
  service = createService({ ...parts, metrics: new Metrics() });
  direct = createHttpServer(service);
  direct.on('request', () => parsed++);
  usual = createServer(createApp(parts));
  usual.keepAliveTimeout = direct.keepAliveTimeout;
  for (const server of [direct, usual]) {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
});
afterAll(async () => {
  for (const server of [direct, usual]) {
    server.close();
    server.closeAllConnections();
  }
  await bundles.close();
  await rm(folder, { recursive: true, force: true });
});

const open = async (server: Server): Promise<Socket> => {
  const socket = connect({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', noDelay: true });
  await once(socket, 'connect');
  return socket;
};

const PATIENCE_MS = 5000;

/** Sends pieces one after the other; gives all that comes back until the server closes. */
async function converse(server: Server, pieces: readonly Buffer[]): Promise<Buffer> {
  const socket = await open(server);
  const received: Buffer[] = [];
  socket.on('data', (bytes: Buffer) => received.push(bytes));
  socket.on('error', () => {});
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(PATIENCE_MS) });
  for (const piece of pieces) {
    if (socket.destroyed) break;
    socket.write(piece);
    for (let turn = 0; turn < 3; turn++) await nextTurn();
  }
  await closed;
  return Buffer.concat(received);
}

interface Answer {
  status: string;
  fields: string[];
  body: string;
}

/** Answers one after the other, with their fields in alphabetical order and without the time. */
function readAnswers(bytes: Buffer, methods: readonly string[]): Answer[] {
  const answers: Answer[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf('\r\n\r\n', start);
    if (end < 0) throw new Error(`no head in ${bytes.toString('latin1', start, start + 80)}`);
    const [status = '', ...fields] = bytes.toString('latin1', start, end).split('\r\n');
    const length = /content-length: (\d+)/i.exec(fields.join('\n'))?.[1] ?? '0';
    const isBare = methods[answers.length] === 'HEAD' || / (204|304) /.test(status);
    const bodyEnd = end + 4 + (isBare ? 0 : Number(length));
    answers.push({
      status,
      fields: fields.filter((field) => !field.startsWith('Date: ')).sort(),
      body: bytes.toString('base64', end + 4, bodyEnd),
    });
    start = bodyEnd;
  }
  return answers;
}

const request = (line: string, fields: readonly string[] = [], body = ''): string =>
  `${line} HTTP/1.1\r\n${['Host: localhost', ...fields].map((field) => `${field}\r\n`).join('')}\r\n${body}`;
const GZIP = 'Accept-Encoding: gzip, deflate, br';
const TILE = request('GET /tiles/toy/3/6/3.mvt', [GZIP]);
const LAST = request('GET /version', ['Connection: close']);

test('tiles of a connection are answered without being parsed, but for the first', async () => {
  const before = parsed;
  const pieces = [TILE, TILE, TILE, TILE, LAST].map((each) => Buffer.from(each));
  const answers = readAnswers(await converse(direct, pieces), []);
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'HTTP/1.1 200 OK'));
  expect(parsed - before).toBe(2);
  const [first, ...others] = answers.slice(0, 4);
  for (const other of others) expect(other).toEqual(first);
});

test('a direct answer says the time as every answer does', async () => {
  const text = (await converse(direct, [Buffer.from(TILE), Buffer.from(TILE), Buffer.from(LAST)])).toString(
    'latin1',
  );
  const times = [...text.matchAll(/\r\nDate: (.*)\r\n/g)].map(([, time]) => Date.parse(time!));
  expect(times).toHaveLength(3);
  for (const time of times) expect(Math.abs(time - Date.now())).toBeLessThan(5000);
});

test('whoever names the tag of what is there gets 304 without being parsed, and everybody else the tile', async () => {
  const text = (
    await converse(
      direct,
      [TILE, LAST].map((each) => Buffer.from(each)),
    )
  ).toString('latin1');
  const tag = /\r\nETag: (.*)\r\n/.exec(text)![1]!;
  const asks = (fields: readonly string[]): Buffer =>
    Buffer.from(request('GET /tiles/toy/3/6/3.mvt', [GZIP, ...fields]));
  const sent = [
    asks([]),
    ...[tag, `W/${tag}`, `"x", ${tag}`, '*'].map((tags) => asks([`If-None-Match: ${tags}`])),
    asks(['If-None-Match: "x"', `if-none-match: ${tag}`]),
    ...['"x"', '', tag.replace('-g', '-i'), tag.slice(0, -1)].map((tags) => asks([`If-None-Match: ${tags}`])),
    asks([]),
    Buffer.from(LAST),
  ];
  const before = parsed;
  const ours = readAnswers(await converse(direct, sent), []);
  expect(parsed - before).toBe(2);
  expect(ours.map(({ status }) => Number(status.slice(9, 12)))).toEqual([
    200, 304, 304, 304, 304, 304, 200, 200, 200, 200, 200, 200,
  ]);
  expect(ours).toEqual(readAnswers(await converse(usual, sent), []));
});

/** What clients send, from the usual to the hostile; each with its method. */
const REQUESTS: readonly (readonly [method: string, text: string])[] = [
  ['GET', TILE],
  ['GET', request('GET /tiles/toy/3/6/3', [GZIP, 'Connection: keep-alive', 'User-Agent: x'])],
  ['GET', request('GET /tiles/toy/3/6/3.pbf', ['accept-encoding:  gzip ', 'Cookie: a=b; c="d"'])],
  ['GET', request('GET /tiles/toy/3/6/3.mvt', ['Accept-Encoding: br', 'Accept-Encoding: gzip;q=0.5'])],
  ['GET', request('GET /tiles/toy/3/6/3.mvt')],
  ['GET', request('GET /tiles/toy/3/6/3.mvt', ['Accept-Encoding: gzip;q=0, identity;q=0'])],
  ['GET', request('GET /tiles/toy/0/0/0.mvt', [GZIP])],
  ['GET', request('GET /tiles/toy/3/0/0.mvt', [GZIP])],
  ['GET', request('GET /tiles/toy/3/9/9.mvt', [GZIP])],
  ['GET', request('GET /tiles/toy/99/0/0.mvt', [GZIP])],
  ['GET', request('GET /tiles/toy/3/6/3.mvt?layers=city', [GZIP])],
  ['GET', request('GET /tiles/none/3/6/3.mvt', [GZIP])],
  ['GET', request('GET /tiles/toy/0123456789abcdef/3/6/3.mvt', [GZIP])],
  ['GET', request('GET /tiles/toy/3/6/3.mvt', [GZIP, 'If-None-Match: *'])],
  ['GET', request('GET /tiles/toy/3/6/3.mvt', [GZIP, 'If-None-Match: "x"', 'If-None-Match: W/"y"'])],
  ['GET', request('GET /tiles/toy/3/6/3.mvt', [GZIP, 'If-Match: "x"'])],
  ['GET', request('GET /tiles/toy/3/6/3.mvt', [GZIP, 'If-None-Match: *', 'If-Match: "x"'])],
  ['GET', request('GET http://localhost/tiles/toy/3/6/3.mvt', [GZIP])],
  ['GET', request('GET /version')],
  ['HEAD', request('HEAD /tiles/toy/3/6/3.mvt', [GZIP])],
  ['OPTIONS', request('OPTIONS /tiles/toy/3/6/3.mvt', ['Origin: https://example.org'])],
  // A body that looks like a request is a body.
  ['GET', request('GET /version', [`Content-Length: ${TILE.length}`], TILE)],
  [
    'GET',
    request(
      'GET /version',
      ['Transfer-Encoding: chunked'],
      `${TILE.length.toString(16)}\r\n${TILE}\r\n0\r\n\r\n`,
    ),
  ],
  ['GET', TILE.replace('Host: localhost\r\n', '')],
  ['GET', TILE.replace('Host: localhost', 'Host: a\r\nHost: b')],
  ['GET', TILE.replace('Host: localhost', 'Host : localhost')],
  ['GET', TILE.replace('Host: localhost', 'X: a\r\n folded: b\r\nHost: localhost')],
  ['GET', TILE.replace('Host: localhost', 'Host: local\nhost')],
  ['GET', TILE.replace('HTTP/1.1', 'HTTP/1.0')],
  ['GET', TILE.replace('HTTP/1.1', 'HTTP/9.9')],
  ['GET', request('GET /tiles/toy/3/6/3.mvt', [GZIP, 'Connection: close'])],
  ['DELETE', request('DELETE /tiles/toy/3/6/3.mvt')],
];

/** Puts cuts into a run of requests: whole ones, pieces of them, several at once. */
const pieces = fc
  .tuple(
    fc.array(fc.constantFrom(...REQUESTS), { minLength: 1, maxLength: 7 }),
    fc.constantFrom('whole', 'cut', 'joined'),
    fc.array(fc.nat(400), { maxLength: 5 }),
  )
  .map(([requests, way, cuts]) => {
    const all = [...requests, ['GET', LAST] as const];
    const methods = all.map(([method]) => method);
    const texts = all.map(([, text]) => Buffer.from(text, 'latin1'));
    if (way === 'whole') return { methods, pieces: texts };
    const joined = Buffer.concat(texts);
    if (way === 'joined') return { methods, pieces: [joined] };
    const places = [...new Set([0, ...cuts.map((cut) => cut % joined.length), joined.length])].sort(
      (a, b) => a - b,
    );
    return { methods, pieces: places.slice(1).map((place, index) => joined.subarray(places[index], place)) };
  });

/**
 * Where a request is malformed, or follows the last one, node:http closes the connection with what was still to go out
 * on it: how much that was depends on the moment.
 */
const breaksOff = (sent: readonly Buffer[]): boolean =>
  /HTTP\/(9|1\.0)|Host : |local\nhost|\r\n folded|DELETE|Connection: close[^]*Connection: close/.test(
    Buffer.concat(sent).toString('latin1'),
  );

test('in any order and any pieces, answers are those of a server that parses all', async () => {
  const before = parsed;
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(pieces, async ({ methods, pieces: sent }) => {
      const [one, other] = await Promise.all([converse(direct, sent), converse(usual, sent)]);
      asked += methods.length;
      const [ours, theirs] = [readAnswers(one, methods), readAnswers(other, methods)];
      const compared = breaksOff(sent) ? Math.min(ours.length, theirs.length) - 1 : Infinity;
      expect(ours.slice(0, compared)).toEqual(theirs.slice(0, compared));
    }),
    { numRuns: 150 },
  );
  expect(parsed - before).toBeLessThan(asked);
}, 30_000);

describe('a connection', () => {
  test('whose client does not read gets every tile whole once it does, and holds little memory meanwhile', async () => {
    const socket = await open(direct);
    socket.pause();
    const count = 3000;
    for (let index = 0; index < count; index++) {
      socket.write(TILE);
      // Requests come one by one, until the server stops to read them.
      if (index < 300) await nextTurn();
    }
    await delay(100);
    const memory = process.memoryUsage().arrayBuffers;
    expect(memory).toBeLessThan(200e6);
    const received: Buffer[] = [];
    socket.on('data', (bytes: Buffer) => received.push(bytes));
    socket.write(LAST);
    socket.resume();
    await once(socket, 'close');
    const answers = readAnswers(Buffer.concat(received), []);
    expect(answers).toHaveLength(count + 1);
    for (const answer of answers.slice(0, count)) expect(answer).toEqual(answers[0]);
  });

  test('that asks for tiles only outlives the time that a client has for its first request', async () => {
    const patient = createHttpServer(service);
    patient.headersTimeout = 60;
    patient.requestTimeout = 60;
    Object.assign(patient, { connectionsCheckingInterval: 20 });
    patient.listen(0, '127.0.0.1');
    await once(patient, 'listening');
    const socket = await open(patient);
    let bytes = 0;
    socket.on('data', (piece: Buffer) => (bytes += piece.length));
    for (let round = 0; round < 10; round++) {
      socket.write(TILE);
      await delay(30);
      expect(socket.closed, `round ${round}`).toBe(false);
    }
    expect(bytes).toBeGreaterThan(1000);
    // One that says nothing is still sent away.
    const silent = await open(patient);
    silent.resume();
    await once(silent, 'close');
    socket.destroy();
    patient.close();
  });

  test('is counted', async () => {
    const tiles = (): number => service.metrics!.snapshot(service).answers['tiles 200'] ?? 0;
    const before = tiles();
    await converse(
      direct,
      [TILE, TILE, TILE, LAST].map((each) => Buffer.from(each)),
    );
    expect(tiles() - before).toBe(3);
  });
});

// node:http forgets what follows an upgrade in the same piece, so that it is sent apart here.
test('a client that wants another protocol gets this one', async () => {
  const upgrade = request('GET /tiles/toy/3/6/3.mvt', [GZIP, 'Upgrade: h2c', 'Connection: Upgrade']);
  const sent = [TILE, upgrade, TILE, LAST].map((each) => Buffer.from(each));
  const [ours, theirs] = await Promise.all([converse(direct, sent), converse(usual, sent)]);
  expect(readAnswers(ours, [])).toEqual(readAnswers(theirs, []));
});

test.each([
  ['a body', 'Content-Length: 0'],
  ['a coded body', 'Transfer-Encoding: chunked'],
  ['an upgrade', 'Upgrade: websocket'],
  ['an end of the connection', 'Connection: close'],
  ['a list of connection options', 'Connection: keep-alive, x'],
  ['a condition', 'If-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT'],
  ['a range', 'Range: bytes=0-1'],
  ['an expectation', 'Expect: 100-continue'],
  ['a second host', 'Host: other'],
  ['a folded line', 'X: y\r\n z'],
  ['a name with a space', 'X : y'],
  ['a control character', 'X: \x01'],
  ['a bare line feed', 'X: y\nZ: w'],
  ['a bare carriage return', 'X: y\rZ: w'],
  ['no name', ': y'],
])('a request with %s is not plain', (_what, field) => {
  const reader = new PlainRequestReader();
  expect(reader.read(Buffer.from(request('GET /tiles/toy/3/6/3.mvt', [field]), 'latin1'))).toBeNull();
  // What was read before of the same connection changes nothing.
  expect(reader.read(Buffer.from(TILE))).toEqual({
    path: '/tiles/toy/3/6/3.mvt',
    fields: { acceptEncoding: 'gzip, deflate, br', ifNoneMatch: undefined },
  });
  expect(reader.read(Buffer.from(request('GET /tiles/toy/3/6/3.mvt', [field]), 'latin1'))).toBeNull();
});
