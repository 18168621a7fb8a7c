import type { Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openToyService, type ToyService } from '../support/toy-service.ts';

let service: ToyService;
let server: Server;
beforeAll(async () => {
  service = await openToyService({ options: { trustProxy: true }, logLevel: 'warn' });
  server = service.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await service.close();
});

const TILE = 'GET /tiles/toy/3/6/3 HTTP/1.1\r\nHost: localhost\r\n\r\n';

/**
 * Sends bytes as they are, which no HTTP client would, and reads status lines until the server closes; on a new
 * connection, or on one that a tile was asked on before, whose requests are looked into before the parser sees them.
 */
const send = (bytes: string, asksTileFirst = false): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    let isAsked = false;
    const ask = (): void => {
      isAsked = true;
      socket.write(Buffer.from(bytes, 'latin1'));
    };
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
      if (asksTileFirst) socket.write(TILE);
      else ask();
    });
    socket.setNoDelay();
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      if (asksTileFirst && !isAsked) setImmediate(ask);
      else answer += chunk;
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });

const statusesOf = (answer: string): number[] =>
  Array.from(answer.matchAll(/HTTP\/1\.1 (\d{3}) /g), (match) => Number(match[1]));

/** A generator with a seed, so that a failure comes back: mulberry32. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Memory in use, after all that can be given back was. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Words for paths: ours, climbing and broken ones, numbers out of bounds, names of prototypes. */
const pieces = [
  'tiles toy archives toy.pmtiles r styles atlas.json problems catalog.json units',
  '.. . %2e%2e %2f %5c %00 % %zz %c0%af %ff %E9%BB%98 \\ ; ~ * :id',
  '0 3 6 -1 1e9 0x10 99999999999999999999 4294967296 2147483648 30 31 NaN 3.pbf',
  '__proto__ constructor toString hasOwnProperty <script> \' " {z} a'.concat('a'.repeat(300)),
  'raster static legends og maps wmts qgis downloads collections city items aggregate keys joins code schema',
  'atlas atlas.en.en city.patents.2021 city.patents.1e3 view.patents view. .en auto feature:city feature: 110100 city.csv',
  '105,24,5 105,24,99 NaN,NaN,NaN -180,-90,180,90 180,0,-180,1 16x16.png 0x0.png 99999x99999.png 2048x2048@2x.png 16x16.svg',
  'toy,toy toy,toy,toy,toy,toy,toy,toy,toy,toy 0.mvt 0.geojson 0.png 0.mvt.mvt 3. .mvt',
]
  .flatMap((line) => line.split(' '))
  .concat('');
const queries = [
  '',
  '?',
  '?f=json',
  '?layers=',
  '?layers=city,city',
  '?limit=-1',
  '?bbox=1,2',
  `?${'a=1&'.repeat(500)}`,
  `?filter=${'('.repeat(3000)}`,
  `?filter=${'NOT%20'.repeat(800)}name%20IS%20NULL`,
  `?filter=name%20IN%20(${"'a',".repeat(900)}'a')`,
  '?filter=__proto__%20%3D%201',
  '?group-by=__proto__&fields=constructor&functions=toString',
  '?functions=sum,sum,sum,,&fields=patents,patents',
  '?crs=http://evil.example/&bbox=1e308,1e308,-1e308,NaN',
  '?limit=99999999999999999999&offset=-0',
  '?columns=__proto__,constructor&bom=maybe',
  '?lang=%00&f=%2e%2e',
];
const headers = [
  'Accept-Encoding: gzip;q=nan, *;q=2',
  'Accept-Encoding: ,,;;==',
  'If-None-Match: "',
  `If-None-Match: ${'"a",'.repeat(200)}`,
  'If-Match: \xff\xfe',
  'Range: bytes=0-0,0-0,-',
  `Range: bytes=${'0-1,'.repeat(400)}`,
  'Range: bytes=99999999999999999999999-',
  'If-Range: ""',
  'Host: evil.example/"><script>',
  'X-Forwarded-Host: evil"\\',
  'X-Forwarded-Prefix: //evil/../',
  'Forwarded: host=;;proto=gopher',
  'Accept: text/html;q=,*/*;;q=9',
  'Origin: null',
];

test('10,000 hostile requests get no error of ours, no part of the file system, and no memory', async () => {
  const sizes: number[] = [];
  const random = seeded(20_260);
  const pick = <Item>(list: readonly Item[]): Item => list[random(list.length)]!;
  const methods = ['GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PROPFIND'];
  for (let batch = 0; batch < 250; batch++) {
    const requests = Array.from({ length: 40 }, () => {
      const path = Array.from({ length: 1 + random(7) }, () => pick(pieces)).join('/');
      const target = `${pick(['/', '/', '/', '//', 'http://x/', ''])}${path}${pick(queries)}`;
      const extra = Array.from({ length: random(3) }, () => pick(headers));
      return `${pick(methods)} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${extra.map((line) => `${line}\r\n`).join('')}\r\n`;
    });
    const answers = await Promise.all(requests.map((each, index) => send(each, index % 8 === 0)));
    for (const [index, answer] of answers.entries()) {
      const [status] = statusesOf(answer);
      expect(status, requests[index]).toBeGreaterThanOrEqual(200);
      // Only what is deliberate: too much work at once is 429.
      expect(status, requests[index]).toBeLessThan(500);
      expect(answer, requests[index]).not.toContain(service.folder);
      expect(answer, requests[index]).not.toMatch(/node_modules|at .*\.ts:\d/);
    }
    if (batch % 50 === 49) sizes.push(usedBytes());
  }
  // What is made on demand is kept up to a budget; all else is given back.
  expect(sizes.at(-1)! - sizes[0]!).toBeLessThan(40 * 2 ** 20);
  expect(service.logged.filter((line) => line.includes('"level":50'))).toEqual([]);
}, 120_000);

test.each([
  [
    'a URL of 9,000 characters',
    `GET /${'a'.repeat(9000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    414,
  ],
  ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  ['a line that is no HTTP', 'hello\r\n\r\n', 400],
  ['two lengths', 'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
  [
    'a split header',
    'GET /tiles/%0d%0aSet-Cookie:x/0/0/0 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    400,
  ],
  ['no Host', 'GET /catalog.json HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['HTTP/1.0', 'GET /catalog.json HTTP/1.0\r\n\r\n', 200],
  ['OPTIONS *', 'OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 204],
])('%s is answered with its status', async (_name, bytes, status) => {
  expect(statusesOf(await send(bytes))[0]).toBe(status);
  expect(statusesOf(await send(bytes, true))[0]).toBe(status);
});

test('requests sent without waiting are answered in order', async () => {
  const one = 'GET /tiles/toy/3/6/3 HTTP/1.1\r\nHost: x\r\n\r\n';
  const two = 'GET /tiles/none/3/6/3 HTTP/1.1\r\nHost: x\r\n\r\n';
  const last = 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
  expect(statusesOf(await send(one + two + one + last))).toEqual([200, 404, 200, 200]);
});

test('a client that leaves in the middle does no harm', async () => {
  for (let count = 0; count < 20; count++) {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET /archives/toy.pmtiles HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
  }
  expect(statusesOf(await send('GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'))).toEqual([
    200,
  ]);
});
