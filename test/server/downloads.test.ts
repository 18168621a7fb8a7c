import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportFormats } from '../../geodata/exports/index.ts';
import { plainRequest } from '../support/plain-request.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

let service: ToyService;
beforeAll(async () => {
  service = await openToyService();
});
afterAll(() => service.close());

const get = (path: string) => plainRequest(service.app, 'GET', path);

describe('a layer', () => {
  test.each(Object.values(exportFormats).map((format) => [format.extension, format.mediaType]))(
    'is downloaded as .%s',
    async (extension, mediaType) => {
      const answer = await get(`/downloads/city.${extension}`);
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': mediaType,
        'content-disposition': `attachment; filename="city.${extension}"`,
        'content-length': String(answer.body.length),
      });
      expect(answer.body.length).toBeGreaterThan(100);
      const again = await plainRequest(service.app, 'GET', `/downloads/city.${extension}`, {
        'if-none-match': answer.headers['etag']!,
      });
      expect(again.status).toBe(304);
    },
  );

  test('has the values of the tables', async () => {
    const { features } = JSON.parse((await get('/downloads/city.geojson')).body.toString());
    expect(features).toHaveLength(4);
    expect(features[2]).toMatchObject({ id: 120_100, properties: { patents: 31, patents_2020: null } });
  });

  test('comes with the columns that were asked for, and with a mark for Excel', async () => {
    const text = (await get('/downloads/city.csv?columns=code,patents&bom=true')).body.toString();
    expect(text.charCodeAt(0)).toBe(0xfeff);
    expect(text.split('\n')[0]).toMatch(/code,patents\b/);
  });
});

describe('ranges, as GDAL asks for them', () => {
  const ask = (headers: Record<string, string>, path = '/downloads/city.fgb') =>
    plainRequest(service.app, 'GET', path, headers);

  test('are pieces of the same file', async () => {
    const whole = await ask({});
    expect(whole.headers['accept-ranges']).toBe('bytes');
    const piece = await ask({ range: 'bytes=3-10' });
    expect(piece.status).toBe(206);
    expect(piece.headers).toMatchObject({
      'content-range': `bytes 3-10/${whole.body.length}`,
      'content-length': '8',
      etag: whole.headers['etag'],
    });
    expect(piece.body.equals(whole.body.subarray(3, 11))).toBe(true);
    expect((await ask({ range: 'bytes=-5' })).body.equals(whole.body.subarray(-5))).toBe(true);
  });

  test('beyond the end are 416, of another version the whole', async () => {
    const beyond = await ask({ range: 'bytes=99999999-' });
    expect(beyond.status).toBe(416);
    expect(beyond.headers['content-range']).toMatch(/^bytes \*\/\d+$/);
    expect((await ask({ range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
    expect((await ask({ range: 'bytes=0-1,4-5' })).status).toBe(200);
  });

  test('count for downloads, not for documents', async () => {
    expect((await ask({ range: 'bytes=0-1' }, '/collections')).status).toBe(200);
  });
});

test.each([
  ['/downloads/none.csv', 404],
  ['/downloads/city', 404],
  ['/downloads/city.exe', 404],
  ['/downloads/city.csv?columns=none', 400],
  ['/downloads/city.fgb?bom=true', 400],
  ['/downloads/city.csv?unknown=1', 400],
])('%s is refused with %i', async (path, status) => {
  const answer = await get(path);
  expect(answer.status).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json');
});
