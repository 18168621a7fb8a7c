import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openToyService, type ToyService } from '../support/toy-service.ts';
import { plainRequest } from '../support/plain-request.ts';

let service: ToyService;
let revision: string;
const tile = '/tiles/toy/3/6/3';

beforeAll(async () => {
  service = await openToyService();
  revision = service.bundles.current.archives.get('toy')!.entry.revision;
});
afterAll(() => service.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  plainRequest(service.app, 'GET', path, headers);

describe('a tile', () => {
  test('is the stored gzip under all its names, without redirects', async () => {
    const answers = await Promise.all(
      [tile, `${tile}.mvt`, `${tile}.pbf`, `/tiles/toy/${revision}/3/6/3.mvt`].map((path) =>
        get(path, { 'accept-encoding': 'gzip' }),
      ),
    );
    for (const answer of answers) {
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/vnd.mapbox-vector-tile',
        'content-encoding': 'gzip',
        'content-length': String(answer.body.length),
        vary: 'Accept-Encoding',
        'x-content-type-options': 'nosniff',
        'access-control-allow-origin': '*',
        'timing-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'x-jiju-revision': revision,
      });
      expect(answer.headers['access-control-expose-headers']).toContain('ETag');
      expect(answer.headers['etag']).toMatch(/^"[0-9a-f]{16}-g"$/);
      expect(answer.body).toEqual(answers[0]!.body);
    }
    const decoded = new VectorTile(new Pbf(new Uint8Array(gunzipSync(answers[0]!.body))));
    expect(Object.keys(decoded.layers)).toContain('city');
    expect(decoded.layers['city']!.feature(0).properties['code']).toMatch(/^1[12]0[12]00$/);
  });

  test('may be kept for ever under its revision, and for minutes without', async () => {
    const lasting = await get(tile);
    const versioned = await get(`/tiles/toy/${revision}/3/6/3`);
    expect(lasting.headers['cache-control']).toBe(
      'public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800, no-transform',
    );
    expect(versioned.headers['cache-control']).toBe('public, max-age=31536000, immutable, no-transform');
  });

  test('is plain for a client that says nothing about codings, with a tag of its own', async () => {
    const zipped = await get(tile, { 'accept-encoding': 'gzip' });
    const plain = await get(tile);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.headers['etag']).toBe(zipped.headers['etag']!.replace('-g', '-i'));
    expect(plain.body).toEqual(gunzipSync(zipped.body));
  });

  test.each([
    ['gzip;q=0', undefined],
    ['br', undefined],
    ['br, gzip', 'gzip'],
    ['gzip;q=0.2, identity;q=0.8', undefined],
    ['*', 'gzip'],
    ['*;q=0, identity', undefined],
    ['GZIP ; Q=0.5', 'gzip'],
  ])('with Accept-Encoding %s comes as %s', async (accepted, coding) => {
    const answer = await get(tile, { 'accept-encoding': accepted });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-encoding']).toBe(coding);
  });

  test.each(['identity;q=0', '*;q=0', 'br, identity;q=0'])(
    'cannot be sent where Accept-Encoding is %s',
    async (accepted) => {
      const answer = await get(tile, { 'accept-encoding': accepted });
      expect(answer.status).toBe(406);
      expect(answer.headers['content-type']).toBe('application/problem+json');
    },
  );

  test('is not sent again to a client that has it, even where a proxy weakened the tag', async () => {
    const { headers } = await get(tile, { 'accept-encoding': 'gzip' });
    const tag = headers['etag']!;
    for (const condition of [tag, `W/${tag}`, `"other", W/${tag}`, '*']) {
      const answer = await get(tile, { 'accept-encoding': 'gzip', 'if-none-match': condition });
      expect(answer.status, condition).toBe(304);
      expect(answer.body).toHaveLength(0);
      expect(answer.headers).toMatchObject({
        etag: tag,
        vary: 'Accept-Encoding',
        'cache-control': headers['cache-control'],
        'access-control-allow-origin': '*',
      });
      expect(answer.headers['date']).toBeDefined();
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('content-'))).toEqual([]);
    }
  });

  test('is sent where the tag is of another coding or another tile, or a date is all there is', async () => {
    const { headers } = await get(tile, { 'accept-encoding': 'gzip' });
    const conditions = [{ 'if-none-match': headers['etag']! }, { 'if-none-match': '"x"' }];
    for (const condition of conditions) expect((await get(tile, condition)).status).toBe(200);
    expect((await get(tile, { 'if-modified-since': new Date().toUTCString() })).status).toBe(200);
  });

  test('fails where If-Match names another, or a weak tag', async () => {
    const { headers } = await get(tile);
    expect((await get(tile, { 'if-match': headers['etag']! })).status).toBe(200);
    expect((await get(tile, { 'if-match': '"other"' })).status).toBe(412);
    expect((await get(tile, { 'if-match': `W/${headers['etag']}` })).status).toBe(412);
  });

  test('answers HEAD with the headers of GET', async () => {
    const whole = await get(tile, { 'accept-encoding': 'gzip' });
    const head = await plainRequest(service.app, 'HEAD', tile, { 'accept-encoding': 'gzip' });
    expect(undated(head.headers)).toEqual(undated(whole.headers));
    expect(head.body).toHaveLength(0);
  });

  test('keeps its tag in another revision of the atlas that leaves it as it is', async () => {
    const other = await openToyService({ atlas: { edition: 'second' } });
    const changed = other.bundles.current.archives.get('toy')!.entry.revision;
    expect(changed).not.toBe(revision);
    const sameTile = '/tiles/spots/2/3/1';
    const [ours, theirs] = await Promise.all([get(sameTile), plainRequest(other.app, 'GET', sameTile)]);
    expect(ours.status).toBe(200);
    expect(theirs.headers['etag']).toBe(ours.headers['etag']);
    await other.close();
  });
});

const undated = ({ date: _date, ...rest }: Record<string, string>) => rest;

describe('where there is no tile', () => {
  test('an empty place inside of zooms and matrix has no content', async () => {
    const answer = await get('/tiles/toy/3/0/0.mvt');
    expect(answer.status).toBe(204);
    expect(answer.headers['cache-control']).toBe('public, max-age=300');
    expect(answer.headers['content-type']).toBeUndefined();
    expect(answer.headers['access-control-allow-origin']).toBe('*');
  });

  test.each([
    ['/tiles/spots/0/0/0', 'zoom-out-of-range'],
    ['/tiles/toy/3/8/0', 'tile-out-of-range'],
    ['/tiles/toy/3/0/8.pbf', 'tile-out-of-range'],
    ['/tiles/nowhere/3/0/0', 'unknown-tileset'],
    ['/tiles/toy/0123456789abcdef/3/6/3', 'unknown-revision'],
    ['/tiles/toy/3/6/3.png', 'other-format'],
    ['/tiles/toy/3/6', 'not-found'],
    ['/tiles/none', 'unknown-tileset'],
    ['/tiles/__proto__/1/0/0', 'unknown-tileset'],
  ])('%s is not found: %s', async (path, kind) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(answer.headers['cache-control']).toBe('public, max-age=300');
    const problem = JSON.parse(answer.body.toString());
    expect(problem.type).toMatch(new RegExp(`^http://127.0.0.1:\\d+/problems/${kind}$`));
    expect(problem).toMatchObject({ status: 404, instance: path, code: 'NotFound' });
    expect(problem.description).toBe(problem.detail);
  });

  test('the zooms there are stand in the problem, the format there is in a link', async () => {
    const zoom = JSON.parse((await get('/tiles/spots/15/0/0')).body.toString());
    expect(zoom).toMatchObject({ minzoom: 1, maxzoom: 2 });
    expect(zoom.detail).toContain('15 was requested');
    const format = await get('/tiles/toy/3/6/3.png');
    expect(format.headers['link']).toContain('/tiles/toy/3/6/3.mvt>; rel="alternate"');
  });

  test.each([
    '/tiles/toy/a/0/0',
    '/tiles/toy/-1/0/0',
    '/tiles/toy/3/1.5/0',
    '/tiles/toy/31/0/0',
    '/tiles/toy/3/0/0.',
  ])('%s is no address', async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('a browser gets a page', async () => {
    const answer = await request(service.app)
      .get('/tiles/%3Cscript%3E/9/0/0')
      .set('Accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect(answer.status).toBe(404);
    expect(answer.type).toBe('text/html');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.text).not.toContain('<script');
    expect(answer.text).toContain('&#60;script');
  });
});

describe('methods', () => {
  test('a preflight is answered for every path', async () => {
    const answer = await plainRequest(service.app, 'OPTIONS', tile, {
      origin: 'https://example.org',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'if-none-match',
    });
    expect(answer.status).toBe(204);
    expect(answer.headers['access-control-allow-methods']).toBe('GET, HEAD, OPTIONS');
    expect(answer.headers['access-control-allow-headers']).toContain('If-None-Match');
    expect(answer.headers['access-control-max-age']).toBe('86400');
  });

  test.each(['POST', 'PUT', 'DELETE', 'PATCH'])('%s is not allowed', async (method) => {
    const answer = await plainRequest(service.app, method, tile);
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('GET, HEAD, OPTIONS');
  });
});
