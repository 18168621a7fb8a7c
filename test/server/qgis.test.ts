import { inflateRawSync } from 'node:zlib';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escapeXml } from '../../server/qgis/xml.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

let service: ToyService;
beforeAll(async () => {
  service = await openToyService();
});
afterAll(() => service.close());

/** As QGIS asks: no Accept, gzip or deflate. */
const get = (path: string) =>
  request(service.app)
    .get(path)
    .set('Host', 'localhost')
    .set('Accept-Encoding', 'gzip, deflate')
    .buffer(true);

/** Text of an answer of any type. */
async function textOf(path: string): Promise<string> {
  const answer = await get(path).parse((response, done) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
  });
  expect(answer.status).toBe(200);
  return answer.body as string;
}

/** Checks that elements nest and close; gives all attributes called `name`, decoded. */
function attributesOf(xml: string, name: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  for (const [, closing, tag, attributes, empty] of xml.matchAll(
    /<(\/?)([\w-]+)((?:\s[\w-]+="[^"<]*")*)(\/?)>/g,
  )) {
    if (closing === '/') expect(open.pop()).toBe(tag);
    else if (empty !== '/') open.push(tag!);
    for (const [, attribute, value] of attributes!.matchAll(/\s([\w-]+)="([^"]*)"/g))
      if (attribute === name) found.push(decode(value!));
  }
  expect(open).toEqual([]);
  expect(xml.replace(/<!DOCTYPE[^>]*>/, '').replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]/);
  return found;
}

const decode = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

describe('connections', () => {
  test('to vector tiles hold a template in lower case, the zooms there are, and a style', async () => {
    const xml = await textOf('/qgis/vector-tiles.xml');
    expect(attributesOf(xml, 'url')).toEqual([
      'http://localhost/tiles/toy/{z}/{x}/{y}.pbf',
      'http://localhost/tiles/spots/{z}/{x}/{y}.pbf',
    ]);
    expect(attributesOf(xml, 'zmax')).toEqual(['4', '2']);
    for (const url of attributesOf(xml, 'styleUrl'))
      expect((await get(new URL(url).pathname)).status).toBe(200);
  });

  test('to features name the service', async () => {
    const xml = await textOf('/qgis/wfs.xml');
    expect(attributesOf(xml, 'version')).toEqual(['1.1', 'OGC_API_FEATURES']);
    expect(attributesOf(xml, 'url')).toEqual(['http://localhost']);
  });
});

test('connections to pictures lead to tiles', async () => {
  const xml = await textOf('/qgis/xyz.xml');
  const urls = attributesOf(xml, 'url');
  expect(urls).toHaveLength(2);
  for (const url of urls) {
    const path = url.replace('http://localhost', '').replace('{z}/{x}/{y}', '4/12/6');
    expect((await get(path)).headers['content-type']).toBe('image/png');
  }
});

test('a packed project holds the project', async () => {
  const answer = await request(service.app)
    .get('/qgis/project.qgz')
    .set('Host', 'localhost')
    .responseType('blob');
  const packed = answer.body as Buffer;
  expect(packed.readUInt32LE(0)).toBe(0x04034b50);
  const nameLength = packed.readUInt16LE(26);
  expect(packed.toString('utf8', 30, 30 + nameLength)).toBe('project.qgs');
  const length = packed.readUInt32LE(18);
  const start = 30 + nameLength + packed.readUInt16LE(28);
  expect(inflateRawSync(packed.subarray(start, start + length)).toString('utf8')).toBe(
    await textOf('/qgis/project.qgs'),
  );
});

describe('the page that says how', () => {
  test.each([
    ['zh-CN,zh;q=0.9,en;q=0.8', '在 QGIS 中使用'],
    ['en-GB,en;q=0.9', 'Use in QGIS'],
    ['de', '在 QGIS 中使用'],
  ])('speaks the language of %s', async (language, heading) => {
    const answer = await get('/qgis').set('Accept-Language', language);
    expect(answer.text).toContain(`<h1>${heading}</h1>`);
    expect(answer.headers['vary']).toContain('Accept-Language');
  });

  test('names addresses and files that answer', async () => {
    const { text } = await get('/qgis?lang=en');
    const addresses = [...text.matchAll(/<code>([^<]*)<\/code>/g), ...text.matchAll(/href="([^"]*)"/g)].map(
      ([, address]) => address!,
    );
    expect(addresses.length).toBeGreaterThan(10);
    for (const address of addresses) {
      const path = address.replace('http://localhost', '').replace('{z}/{x}/{y}', '2/3/1');
      expect([200, 204], path).toContain((await get(path)).status);
    }
  });
});

describe.each([
  ['/qgis/project.qlr', 'application/x-qgis-layer-definition', 'qlr'],
  ['/qgis/project.qgs', 'application/x-qgis-project', 'qgis'],
  ['/qgis/city/patents/2020.qlr', 'application/x-qgis-layer-definition', 'qlr'],
])('%s', (path, mediaType, root) => {
  test('is well-formed, of its type, and a file to keep', async () => {
    const answer = await get(path);
    expect(answer.headers['content-type']).toBe(`${mediaType}; charset=utf-8`);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; filename="toy-[\w-]+\.q(lr|gs)"$/);
    const xml = await textOf(path);
    expect(xml).toContain(`<${root}`);
    const layers = attributesOf(xml, 'providerKey');
    expect(layers).toEqual(['vectortile', 'vectortile', 'OAPIF', 'OAPIF', 'OAPIF', 'OAPIF']);
    // Every layer of the tree is defined, once.
    const ids = Array.from(xml.matchAll(/<maplayer [^>]*><id>([^<]+)<\/id>/g), (match) => match[1]);
    expect(new Set(ids).size).toBe(layers.length);
    for (const id of ids) expect(xml).toContain(`<layer-tree-layer id="${id}"`);
  });

  test('paints every region in exactly one class', async () => {
    const expressions = attributesOf(await textOf(path), 'expression').filter((text) =>
      text.includes(' IN ('),
    );
    const codes = expressions.flatMap((text) => Array.from(text.matchAll(/'(\d+)'/g), (match) => match[1]!));
    // The layer is drawn for each of the two tilesets only where it has it.
    expect(codes.toSorted()).toEqual(['110100', '110200', '120100', '120200']);
  });
});

test('classes follow the breaks of the indicator, and say what has no data', async () => {
  const xml = await textOf('/qgis/city/patents/2020.qlr');
  const classes = attributesOf(xml, 'name').filter(
    (name) => /\d (件|patents)|No data/.test(name) && !name.includes('Links'),
  );
  expect(classes).toEqual([
    '15 件及以下 · up to 15 patents',
    '15 – 25 件 · 15 – 25 patents',
    '> 35 件 · > 35 patents',
    '无数据 · No data',
  ]);
});

test.each([
  '/qgis/city/none/2020.qlr',
  '/qgis/none/patents/2020.qlr',
  '/qgis/city/patents/1999.qlr',
  '/qgis/city/patents/x.qlr',
])('%s is not there', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('the style for QGIS is valid, and uses nothing that its converter loses', async () => {
  const { body } = await get('/styles/atlas.qgis.json');
  expect(validateStyleMin(body)).toEqual([]);
  for (const layer of body.layers) {
    for (const value of Object.values(layer.paint ?? {})) expect(Array.isArray(value)).toBe(false);
    if (layer.filter !== undefined)
      for (const comparison of layer.filter.slice(1)) expect(typeof comparison[1]).toBe('string');
    expect(layer.layout?.visibility).toBeUndefined();
  }
  expect(body.sources.toy.tiles).toEqual(['http://localhost/tiles/toy/{z}/{x}/{y}.pbf']);
});

test('text that XML does not know is written so that it reads as it was', () => {
  expect(escapeXml(`a<b>&"'\u0000\u000b苏`)).toBe('a&#60;b&#62;&#38;&#34;&#39;苏');
  expect(decode(escapeXml('<&"\'>'))).toBe('<&"\'>');
});
