import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startServer } from '../../server/main.ts';
import { parseArchiveLocation } from '../../server/remote/archive-location.ts';
import { httpSource } from '../../server/remote/http-source.ts';
import { signedHeaders } from '../../server/remote/s3-signature.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';

// A store on this machine that answers ranges of the archives of a toy atlas, and can be made to fail.

type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;
let folder: string;
let store: Server;
let home: string;
let files: Map<string, Buffer>;
let asked: IncomingMessage[] = [];
let fault: Fault = () => false;
let tag = '"one"';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-remote-'));
  const revision = await writeToyAtlas(folder);
  const archives = join(folder, 'bundles', revision, 'archives');
  const catalog = JSON.parse(await readFile(join(folder, 'bundles', revision, 'catalog.json'), 'utf8')) as {
    tilesets: { id: string; revision: string }[];
  };
  files = new Map();
  for (const name of await readdir(archives)) {
    const entry = catalog.tilesets.find(({ id }) => name === `${id}.pmtiles`)!;
    files.set(`/atlas/${entry.id}.${entry.revision}.pmtiles`, await readFile(join(archives, name)));
    await rm(join(archives, name));
  }
  store = createServer((request, response) => {
    asked.push(request);
    if (fault(request, response)) return;
    const file = files.get(request.url!);
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const isOther = request.headers['if-match'] !== undefined && request.headers['if-match'] !== tag;
    if (file === undefined || isOther) {
      response.writeHead(file === undefined ? 404 : 412).end();
      return;
    }
    const bytes = file.subarray(Number(first), Number(last) + 1);
    response.writeHead(206, {
      ETag: tag,
      'Content-Range': `bytes ${first}-${Number(first) + bytes.length - 1}/${file.length}`,
    });
    response.end(bytes);
  });
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
  home = `http://127.0.0.1:${(store.address() as AddressInfo).port}/atlas`;
});
beforeEach(() => {
  asked = [];
  fault = () => false;
  tag = '"one"';
});
afterAll(async () => {
  store.closeAllConnections();
  store.close();
  await rm(folder, { recursive: true, force: true });
});

const start = (memoryBytes: number) =>
  startServer({
    bundleFolder: folder,
    clientFolder: folder,
    version: '1',
    port: 0,
    quiet: true,
    archives: home,
    memoryBytes,
    reloadEveryMs: 0,
  });

const refuse =
  (status: number): Fault =>
  (_request, response) => {
    response.writeHead(status).end();
    return true;
  };

describe('a service whose archives lie elsewhere', () => {
  test('answers tiles and ranges as if they were here', async () => {
    const server = await start(0);
    const tile = await fetch(`${server.url}tiles/toy/3/6/3`);
    expect(tile.status).toBe(200);
    expect((await tile.arrayBuffer()).byteLength).toBeGreaterThan(100);
    const range = await fetch(`${server.url}archives/toy.pmtiles`, { headers: { Range: 'bytes=0-6' } });
    expect(range.status).toBe(206);
    expect(await range.text()).toBe('PMTiles');
    await server.close();
  });

  test('asks for a tile once, and not at all where the archive fits the memory', async () => {
    const lazy = await start(0);
    asked = [];
    for (let count = 0; count < 3; count++) await (await fetch(`${lazy.url}tiles/toy/3/6/3`)).arrayBuffer();
    expect(asked).toHaveLength(1);
    expect(asked[0]!.headers['if-match']).toBe('"one"');
    await lazy.close();
    const eager = await start(1 << 24);
    asked = [];
    expect((await fetch(`${eager.url}tiles/toy/3/6/3`)).status).toBe(200);
    expect(asked).toHaveLength(0);
    await eager.close();
  });

  test('answers 503 while the store fails, says nothing of it, and goes on when it is back', async () => {
    const server = await start(0);
    fault = refuse(500);
    const failed = await fetch(`${server.url}tiles/toy/4/12/6`);
    expect(failed.status).toBe(503);
    expect(failed.headers.get('cache-control')).toBe('no-store');
    expect(await failed.text()).not.toContain('127.0.0.1:' + new URL(home).port);
    fault = () => false;
    expect((await fetch(`${server.url}tiles/toy/4/12/6`)).status).toBe(200);
    await server.close();
  });

  test('tries again where the store stumbles once', async () => {
    const server = await start(0);
    let stumbles = 1;
    fault = (request, response) => (stumbles-- > 0 ? refuse(503)(request, response) : false);
    expect((await fetch(`${server.url}tiles/toy/4/12/6`)).status).toBe(200);
    await server.close();
  });

  test('never mixes two versions of an archive', async () => {
    const server = await start(0);
    tag = '"two"';
    expect((await fetch(`${server.url}tiles/toy/3/6/3`)).status).toBe(503);
    await server.close();
  });

  test('takes no places from requests', async () => {
    const server = await start(0);
    asked = [];
    for (const path of [
      `tiles/${encodeURIComponent(home)}/1/0/0`,
      `tiles/toy.json?archives=${home}`,
      `archives/${encodeURIComponent(`${home}/x`)}.pmtiles`,
    ])
      await fetch(server.url + path);
    expect(asked).toHaveLength(0);
    await server.close();
  });
});

describe('opening', () => {
  test.each([
    [404, 'has no such archive'],
    [403, 'refuses the archive (403)'],
    [200, 'expected 206'],
  ])('fails with a reason where the store answers %i', async (status, reason) => {
    fault = refuse(status);
    await expect(start(0)).rejects.toThrow(reason);
  });

  test('follows no redirect', async () => {
    fault = (_request, response) => {
      response.writeHead(302, { Location: 'http://169.254.169.254/' }).end();
      return true;
    };
    await expect(httpSource(new URL(`${home}/toy.pmtiles`), null)).rejects.toMatchObject({ code: 'io' });
  });

  test('refuses a body of another length', async () => {
    fault = (_request, response) => {
      response.writeHead(206, { 'Content-Range': 'bytes 0-0/100' }).end('too long');
      return true;
    };
    await expect(httpSource(new URL(`${home}/toy.pmtiles`), null)).rejects.toThrow('8 bytes to a range of 1');
  });
});

describe('places', () => {
  test.each([
    ['https://files.example.org/a', {}, 'https://files.example.org/a/'],
    ['s3://bucket/a/b', { AWS_REGION: 'eu-west-1' }, 'https://bucket.s3.eu-west-1.amazonaws.com/a/b/'],
    ['s3://bucket', { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:9000/' }, 'http://127.0.0.1:9000/bucket/'],
  ])('%s with %o is %s', (text, environment, base) => {
    expect(parseArchiveLocation(text, environment).base.href).toBe(base);
  });

  test.each(['/folder', 'ftp://host/x', 's3:///x', 'file:///etc/passwd', ''])('%s is refused', (text) => {
    expect(() => parseArchiveLocation(text, {})).toThrow('expected https://host/folder');
  });

  test('keys come from the environment, or there are none', () => {
    expect(parseArchiveLocation('s3://b', {}).keys).toBeNull();
    const environment = {
      AWS_ACCESS_KEY_ID: 'id',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    };
    expect(parseArchiveLocation('s3://b', environment).keys).toEqual({
      accessKeyId: 'id',
      secretAccessKey: 'secret',
      sessionToken: 'token',
      region: 'us-east-1',
    });
  });
});

test('a signature is that of the example in the description of Signature Version 4 (GET Object)', () => {
  const headers = signedHeaders(
    new URL('https://examplebucket.s3.amazonaws.com/test.txt'),
    { range: 'bytes=0-9' },
    {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      region: 'us-east-1',
    },
    new Date('2013-05-24T00:00:00Z'),
  );
  expect(headers['Authorization']).toContain(
    'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  );
});
