import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainRequest } from '../support/plain-request.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

const path = '/archives/toy.pmtiles';

// The archive is in memory in the one service, and read from the file in the other.
describe.each([
  ['in memory', 1 << 30],
  ['on disk', 0],
])('an archive %s', (_name, memoryBytes) => {
  let service: ToyService;
  let bytes: Buffer;
  let tag: string;
  let revision: string;

  beforeAll(async () => {
    service = await openToyService({ store: { memoryBytes } });
    const { current } = service.bundles;
    const archive = current.archives.get('toy')!;
    expect(archive.isInMemory).toBe(memoryBytes > 0);
    revision = archive.entry.revision;
    tag = `"${revision}"`;
    bytes = await readFile(join(service.folder, 'bundles', current.revision, 'archives/toy.pmtiles'));
  });
  afterAll(() => service.close());

  const get = (headers: Record<string, string> = {}, url = path) =>
    plainRequest(service.app, 'GET', url, headers);

  test('is whole without a range, and never coded', async () => {
    const answer = await get({ 'accept-encoding': 'gzip, br' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(bytes);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/vnd.pmtiles',
      'content-length': String(bytes.length),
      'accept-ranges': 'bytes',
      etag: tag,
      'access-control-allow-origin': '*',
    });
    expect(answer.headers['content-encoding']).toBeUndefined();
    expect(answer.headers['cache-control']).toContain('no-transform');
  });

  test.each([
    ['bytes=0-126', 0, 127],
    ['bytes=100-', 100, Infinity],
    ['bytes=-50', -50, Infinity],
    ['bytes=10-99999999999', 10, Infinity],
    ['bytes = 5 - 5', 5, 6],
    ['Bytes=0-0', 0, 1],
    ['bytes=-99999999999', 0, Infinity],
  ])('gives the part %s', async (range, start, end) => {
    const answer = await get({ range });
    const part = bytes.subarray(start, Math.min(end, bytes.length));
    const first = start < 0 ? bytes.length + start : start;
    expect(answer.status).toBe(206);
    expect(answer.body).toEqual(part);
    expect(answer.headers['content-range']).toBe(`bytes ${first}-${first + part.length - 1}/${bytes.length}`);
    expect(answer.headers['etag']).toBe(tag);
  });

  test.each([
    'bytes=abc',
    'items=0-5',
    'bytes=9-5',
    'bytes=-',
    'bytes=',
    `bytes=${Array(33).fill('0-0').join()}`,
  ])('ignores the range %s', async (range) => {
    const answer = await get({ range });
    expect(answer.status).toBe(200);
    expect(answer.body).toHaveLength(bytes.length);
  });

  test.each(['bytes=999999999-', 'bytes=-0', 'bytes=999999999-999999999999, 888888888-'])(
    'refuses the range %s',
    async (range) => {
      const answer = await get({ range });
      expect(answer.status).toBe(416);
      expect(answer.headers['content-range']).toBe(`bytes */${bytes.length}`);
    },
  );

  test('gives several parts in one answer', async () => {
    const answer = await get({ range: 'bytes=0-6, 120-126, -4' });
    expect(answer.status).toBe(206);
    const boundary = /^multipart\/byteranges; boundary=(\w+)$/.exec(answer.headers['content-type']!)![1]!;
    expect(answer.headers['content-length']).toBe(String(answer.body.length));
    const parts = answer.body.toString('latin1').split(`\r\n--${boundary}`);
    expect(parts).toHaveLength(5);
    expect(parts[1]).toBe(
      `\r\nContent-Type: application/vnd.pmtiles\r\nContent-Range: bytes 0-6/${bytes.length}\r\n\r\nPMTiles`,
    );
    expect(parts[3]!.endsWith(bytes.subarray(-4).toString('latin1'))).toBe(true);
    expect(parts[4]).toBe('--\r\n');
  });

  test('sends the whole where the parts together are larger', async () => {
    const half = Math.ceil(bytes.length * 0.6);
    expect((await get({ range: `bytes=0-${half}, 10-${half}` })).status).toBe(200);
  });

  test('sends a part on If-Range only for the archive that is there', async () => {
    expect((await get({ range: 'bytes=0-9', 'if-range': tag })).status).toBe(206);
    for (const other of ['"other"', `W/${tag}`, new Date().toUTCString()])
      expect((await get({ range: 'bytes=0-9', 'if-range': other })).status).toBe(200);
  });

  test('obeys conditions before ranges', async () => {
    expect((await get({ 'if-none-match': tag, range: 'bytes=0-9' })).status).toBe(304);
    expect((await get({ 'if-match': tag, range: 'bytes=0-9' })).status).toBe(206);
    expect((await get({ 'if-match': '"other"', range: 'bytes=0-9' })).status).toBe(412);
  });

  test('ignores ranges on HEAD', async () => {
    const answer = await plainRequest(service.app, 'HEAD', path, { range: 'bytes=0-9' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-length']).toBe(String(bytes.length));
    expect(answer.body).toHaveLength(0);
  });

  test('is immutable under its revision, and known under no other', async () => {
    const answer = await get({}, `/archives/toy.${revision}.pmtiles`);
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toContain('immutable');
    expect((await get({}, '/archives/toy.0123456789abcdef.pmtiles')).status).toBe(404);
    expect((await get({}, '/archives/other.pmtiles')).status).toBe(404);
  });

  test('reads with the pmtiles package', async () => {
    const source: Source = {
      getKey: () => path,
      getBytes: async (offset, length): Promise<RangeResponse> => {
        const { status, body, headers } = await get({ range: `bytes=${offset}-${offset + length - 1}` });
        expect(status).toBe(206);
        return { data: new Uint8Array(body).buffer, etag: headers['etag']! };
      },
    };
    const archive = new PMTiles(source);
    expect((await archive.getHeader()).maxZoom).toBe(4);
    expect((await archive.getZxy(3, 6, 3))!.data.byteLength).toBeGreaterThan(100);
  });
});
