import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainRequest } from '../support/plain-request.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

let service: ToyService;
beforeAll(async () => {
  service = await openToyService();
});
afterAll(() => service.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  plainRequest(service.app, 'GET', path, headers);

describe('documents of the bundle', () => {
  const paths = [
    ['/catalog.json', 'application/json'],
    ['/units/city.json', 'application/json'],
    ['/columns/city/patents/2021.json', 'application/json'],
    ['/measures/gini.json', 'application/json'],
    ['/measures/gini.csv', 'text/csv; charset=utf-8; header=present'],
    ['/networks/links.json', 'application/json'],
    ['/diagnostics.json', 'application/json'],
  ] as const;

  test.each(paths)(
    '%s is the file as it was baked, in three codings with three tags',
    async (path, mediaType) => {
      const { revision } = service.bundles.current;
      const file = await readFile(join(service.folder, 'bundles', revision, path));
      const [plain, zipped, brotli] = await Promise.all([
        get(path),
        get(path, { 'accept-encoding': 'gzip' }),
        get(path, { 'accept-encoding': 'gzip, deflate, br' }),
      ]);
      expect(plain.body).toEqual(file);
      expect(gunzipSync(zipped.body)).toEqual(file);
      expect(brotliDecompressSync(brotli.body)).toEqual(file);
      expect(brotli.headers['content-encoding']).toBe('br');
      for (const answer of [plain, zipped, brotli])
        expect(answer.headers).toMatchObject({
          'content-type': mediaType,
          'cache-control': 'public, max-age=60, must-revalidate',
          vary: 'Accept-Encoding',
          'access-control-allow-origin': '*',
          'x-jiju-revision': revision,
        });
      const tags = [plain, zipped, brotli].map(({ headers }) => headers['etag']!);
      expect(tags.map((tag) => tag.slice(-3))).toEqual(['-i"', '-g"', '-b"']);
      expect((await get(path, { 'if-none-match': `W/${tags[0]}` })).status).toBe(304);
    },
  );

  test('are immutable below their revision, and gone below others', async () => {
    const { revision } = service.bundles.current;
    const answer = await get(`/r/${revision}/columns/city/patents/2021.json`);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toContain('immutable');
    const gone = await get('/r/0123456789abcdef/catalog.json');
    expect(gone.status).toBe(404);
    expect(gone.body.toString()).toContain(revision);
    expect((await get(`/r/${revision}/nothing.json`)).status).toBe(404);
  });

  test.each([
    '/archives/../catalog.json',
    '/../current.json',
    '/%2e%2e/current.json',
    '/units/..%2fcatalog.json',
    '/catalog.json.gz',
    '/current.json',
    '//catalog.json',
    '/r/..%2f..%2f/current.json',
    '/client/index.html',
  ])('%s leads nowhere', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  test('an absolute-form target is understood, as proxies send it', async () => {
    expect((await get('http://example.org/catalog.json?x=1')).status).toBe(200);
  });
});

describe('the client', () => {
  test('stands at the root, with a policy that lets it load nothing foreign', async () => {
    const answer = await get('/', { 'accept-encoding': 'br' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('public, max-age=60, must-revalidate');
    const policy = answer.headers['content-security-policy']!;
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toMatch(/https?:|unsafe-eval|script-src/);
    expect(answer.headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
    expect((await get('/?view=patents&year=2021')).body).toEqual((await get('/')).body);
  });

  test('has hashed assets that never change, and others that may', async () => {
    const hashed = await get('/assets/index-B2x9_aQz.js', { 'accept-encoding': 'gzip' });
    expect(hashed.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable, no-transform',
    });
    const icon = await get('/favicon.svg');
    expect(icon.headers['content-type']).toBe('image/svg+xml');
    expect(icon.headers['cache-control']).toContain('stale-while-revalidate');
  });
});

describe('operation', () => {
  test('health, readiness, version and revisions are told and not kept', async () => {
    const { revision } = service.bundles.current;
    const expected = {
      '/health': { status: 'ok' },
      '/ready': { status: 'ready', revision, failedReloadSince: null },
      '/version': { name: 'jiju', version: '1.2.3', atlas: 'toy', revision },
      '/revisions': [{ revision, current: true }],
    };
    for (const [path, state] of Object.entries(expected)) {
      const answer = await request(service.app).get(path);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject(state);
      expect(answer.headers['cache-control']).toBe('no-cache');
    }
  });

  test('every kind of problem is explained at its type', async () => {
    const problem = (await request(service.app).get('/tiles/none/0/0/0')).body as { type: string };
    const explained = await request(service.app).get(new URL(problem.type).pathname);
    expect(explained.status).toBe(200);
    expect(explained.body).toMatchObject({ kind: 'unknown-tileset', status: 404 });
    expect((await request(service.app).get('/problems/constructor')).status).toBe(404);
  });
});
