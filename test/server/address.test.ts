import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import request from 'supertest';
import { afterEach, describe, expect, test } from 'vitest';
import type { ServiceOptions } from '../../server/options.ts';
import { plainRequest } from '../support/plain-request.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

let service: ToyService | undefined;
afterEach(() => service?.close());

async function tilesUrl(options: Partial<ServiceOptions>, headers: Record<string, string>): Promise<string> {
  service = await openToyService({ options });
  const path = `${options.basePath ?? ''}/tiles/toy.json`;
  const answer = await plainRequest(service.app, 'GET', path, headers);
  expect(answer.status).toBe(200);
  return (JSON.parse(answer.body.toString()) as { tiles: string[] }).tiles[0]!.replace(
    /\/tiles\/toy\/.*/,
    '',
  );
}

describe('the address in links', () => {
  test.each<[string, Partial<ServiceOptions>, Record<string, string>, string | RegExp]>([
    [
      'is the public URL',
      { publicUrl: 'https://maps.example.org/atlas' },
      { host: 'localhost' },
      'https://maps.example.org/atlas',
    ],
    ['is an allowed host', {}, { host: 'LOCALHOST:99' }, 'http://localhost:99'],
    ['is never a host that is not allowed', {}, { host: 'evil.example' }, /^http:\/\/127\.0\.0\.1:\d+$/],
    ['is never a host that is no host', {}, { host: 'localhost/@evil"' }, /^http:\/\/127\.0\.0\.1:\d+$/],
    [
      'ignores what a client forwards',
      {},
      { host: 'localhost', 'x-forwarded-host': 'evil.example' },
      'http://localhost',
    ],
    [
      'ignores X-Rewrite-URL',
      { trustProxy: true },
      { host: 'localhost', 'x-rewrite-url': '/evil' },
      'http://localhost',
    ],
    [
      'is what a trusted proxy forwards',
      { trustProxy: true },
      {
        host: 'inner',
        'x-forwarded-host': 'maps.example.org, inner',
        'x-forwarded-proto': 'https',
        'x-forwarded-port': '8443',
        'x-forwarded-prefix': '/atlas/',
      },
      'https://maps.example.org:8443/atlas',
    ],
    [
      'is what a trusted proxy says by RFC 7239',
      { trustProxy: true },
      { host: 'inner', forwarded: 'for=1.2.3.4;proto=https;host="maps.example.org", for=5.6.7.8' },
      'https://maps.example.org',
    ],
    ['holds the base path', { basePath: '/atlas' }, { host: 'localhost' }, 'http://localhost/atlas'],
  ])('%s', async (_name, options, headers, expected) => {
    const url = await tilesUrl(options, headers);
    if (typeof expected === 'string') expect(url).toBe(expected);
    else expect(url).toMatch(expected);
  });

  test('below a base path everything is there, and nothing beside it', async () => {
    service = await openToyService({ options: { basePath: '/atlas' } });
    for (const path of [
      '/atlas',
      '/atlas/',
      '/atlas/catalog.json',
      '/atlas/tiles/toy/3/6/3',
      '/atlas/health',
    ])
      expect((await request(service.app).get(path)).status, path).toBe(200);
    for (const path of ['/', '/catalog.json', '/atlasx/catalog.json', '/health'])
      expect((await request(service.app).get(path)).status, path).toBe(404);
  });
});

describe('cross-origin lists', () => {
  test('echo an allowed origin, and say that they vary', async () => {
    service = await openToyService({ options: { allowedOrigins: ['https://a.example'] } });
    const allowed = await request(service.app).get('/tiles/toy/3/6/3').set('Origin', 'https://a.example');
    expect(allowed.headers['access-control-allow-origin']).toBe('https://a.example');
    expect(allowed.headers['vary']).toBe('Accept-Encoding, Origin');
    const other = await request(service.app).get('/tiles/toy/3/6/3').set('Origin', 'https://b.example');
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
    expect(other.headers['vary']).toBe('Accept-Encoding, Origin');
  });
});

describe('TileJSON', () => {
  test('describes layers and fields, with URLs that answer', async () => {
    service = await openToyService();
    const answer = await request(service.app).get('/tiles/toy.json').set('Host', 'localhost');
    expect(answer.type).toBe('application/json');
    expect(answer.headers['cache-control']).toBe('public, max-age=60, must-revalidate');
    expect(answer.body).toMatchObject({
      tilejson: '3.0.0',
      scheme: 'xyz',
      minzoom: 0,
      maxzoom: 4,
      bounds: [100, 20, 120, 40],
      attribution: expect.stringContaining('示意图'),
    });
    expect(answer.body.attribution).not.toContain('<b>');
    const layer = answer.body.vector_layers.find(({ id }: { id: string }) => id === 'centres');
    expect(layer.fields).toMatchObject({ code: 'String', tier: 'Number' });
    for (const url of [answer.body.tiles[0].replace('{z}/{x}/{y}', '3/6/3'), answer.body.archives[0]]) {
      const { pathname } = new URL(url);
      expect((await request(service.app).get(pathname)).status).toBe(200);
    }
    expect((await request(service.app).get('/tiles/none.json')).status).toBe(404);
  });
});

describe('styles', () => {
  test.each([
    ['atlas', 'name'],
    ['atlas.en', 'name_en'],
  ])('%s is valid and draws every layer of the atlas', async (name, field) => {
    service = await openToyService();
    const { body } = await request(service.app).get(`/styles/${name}.json`).set('Host', 'localhost');
    expect(validateStyleMin(body)).toEqual([]);
    const drawn = new Set(body.layers.map((layer: Record<string, unknown>) => layer['source-layer']));
    expect(drawn).toEqual(new Set([undefined, 'province', 'city', 'flows', 'centres', 'labels']));
    expect(JSON.stringify(body)).toContain(`["get","${field}"]`);
    expect(body['font-faces']['Jiju Sans'][0].url).toBe('http://localhost/fonts/sans.woff2');
    for (const source of Object.values<{ url: string }>(body.sources))
      expect((await request(service.app).get(new URL(source.url).pathname)).status).toBe(200);
  });
});
