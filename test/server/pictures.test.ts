import { fileURLToPath } from 'node:url';
import request from 'supertest';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WorkQueue } from '../../server/work-queue.ts';
import { openToyService, type ToyService } from '../support/toy-service.ts';

let service: ToyService;
let fontless: ToyService;
beforeAll(async () => {
  const clientFolder = fileURLToPath(new URL('../../client/public', import.meta.url));
  [service, fontless] = await Promise.all([openToyService({ clientFolder }), openToyService()]);
});
afterAll(() => Promise.all([service.close(), fontless.close()]));

const get = (path: string, from = service) =>
  request(from.app).get(path).set('Host', 'localhost').buffer(true).responseType('blob');

interface Pixels {
  width: number;
  height: number;
  at(x: number, y: number): string;
  colours(): Map<string, number>;
}

async function pixelsOf(path: string, from = service): Promise<Pixels> {
  const answer = await get(path, from);
  expect(answer.status).toBe(200);
  const { data, info } = await sharp(answer.body as Buffer)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => {
    const start = (y * info.width + x) * 4;
    return data[start + 3] === 0 ? 'transparent' : `#${data.subarray(start, start + 3).toString('hex')}`;
  };
  return {
    width: info.width,
    height: info.height,
    at,
    colours() {
      const counts = new Map<string, number>();
      for (let y = 0; y < info.height; y++)
        for (let x = 0; x < info.width; x++) counts.set(at(x, y), (counts.get(at(x, y)) ?? 0) + 1);
      return counts;
    },
  };
}

interface Legend {
  title: string;
  entries: { label: string; kind: string; fill: string }[];
}
const legendOf = async (map: string): Promise<Legend> =>
  JSON.parse((await get(`/legends/${map}.json`)).body.toString()) as Legend;

const SEA = '#eef2f3';
const LAND = '#fbfaf6';

describe('raster tiles', () => {
  // At zoom 4 the column 12 lies between 90° and 112.5° E, the row 6 between 21.9° and 41° N.
  test('show land where regions are, and the ground elsewhere', async () => {
    const tile = await pixelsOf('/raster/atlas/4/12/6.png');
    expect([tile.width, tile.height]).toEqual([256, 256]);
    expect(tile.at(20, 100)).toBe(SEA);
    expect(tile.at(128, 60)).toBe(LAND);
  });

  test('of values have the colours of the legend, and nothing where no region is', async () => {
    const tile = await pixelsOf('/raster/city.patents.2021/4/12/6.png');
    const { entries } = await legendOf('city.patents.2021');
    expect(tile.at(128, 40)).toBe(entries[0]!.fill);
    expect(tile.at(128, 230)).toBe(entries[1]!.fill);
    expect(tile.at(20, 100)).toBe('transparent');
  });

  test('come with twice the pixels, and as WebP', async () => {
    const answer = await get('/raster/atlas/4/12/6@2x.webp');
    expect(answer.headers['content-type']).toBe('image/webp');
    expect((await sharp(answer.body as Buffer).metadata()).width).toBe(512);
  });

  test('join without a seam: a border across two tiles goes on', async () => {
    const [left, right] = [
      await pixelsOf('/raster/city.patents.2021/5/25/13.png'),
      await pixelsOf('/raster/city.patents.2021/5/26/13.png'),
    ];
    for (let y = 0; y < 256; y += 16) expect(right.at(0, y)).toBe(left.at(255, y));
  });

  test('are revalidated and may be kept', async () => {
    const first = await get('/raster/atlas/4/12/6.png');
    expect(first.headers['cache-control']).toContain('stale-while-revalidate');
    const second = await get('/raster/atlas/4/12/6.png').set('If-None-Match', first.headers['etag']!);
    expect(second.status).toBe(304);
    expect((await request(service.app).head('/raster/atlas/4/12/6.png')).headers['content-length']).toBe(
      first.headers['content-length'],
    );
  });

  test.each([
    ['/raster/atlas/4/0/0.png', 404],
    ['/raster/atlas/15/26000/13000.png', 404],
    ['/raster/nothing/4/12/6.png', 404],
    ['/raster/city.patents.1999/4/12/6.png', 404],
    ['/raster/atlas/4/12/6.gif', 400],
    ['/raster/atlas/4/-1/6.png', 400],
    ['/raster/atlas/x/12/6.png', 400],
  ])('%s is %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});

describe('static maps', () => {
  const valueAt = async (map: string, place: string): Promise<string> =>
    (await pixelsOf(`/static/${map}/${place}/300x300.png`)).at(150, 180);

  test('by centre, by box and by feature show the same region', async () => {
    const { entries } = await legendOf('city.patents.2021');
    for (const place of ['105,24,5', '103,23,107,26', 'feature:city/110200'])
      expect(await valueAt('city.patents.2021', place)).toBe(entries[1]!.fill);
  });

  test('stand on white, all of the atlas or of a view', async () => {
    const picture = await pixelsOf('/static/view.patents/auto/400x300.png');
    expect([picture.width, picture.height]).toEqual([400, 300]);
    expect(picture.at(2, 2)).toBe('#ffffff');
  });

  test('as JPEG and with twice the pixels', async () => {
    const answer = await get('/static/atlas/auto/200x100@2x.jpg');
    expect(answer.headers['content-type']).toBe('image/jpeg');
    expect(await sharp(answer.body as Buffer).metadata()).toMatchObject({
      width: 400,
      height: 200,
      format: 'jpeg',
    });
  });

  test('write Chinese names and the caption with the font that is shipped', async () => {
    const ink = async (from: ToyService): Promise<number> => {
      const colours = (await pixelsOf('/static/city.patents.2021/auto/400x400.png', from)).colours();
      const isLetter = (colour: string): boolean => /^#[0-6].[0-6].[0-6].$/.test(colour);
      return [...colours].reduce((sum, [colour, count]) => sum + (isLetter(colour) ? count : 0), 0);
    };
    expect(await ink(fontless)).toBe(0);
    expect(await ink(service)).toBeGreaterThan(100);
  });

  test('say that links are modelled, where they show such links', async () => {
    /** Columns of the strip at the lower edge that have ink. */
    const written = async (map: string): Promise<number> => {
      const answer = await get(`/static/${map}/auto/340x300.png`);
      const strip = sharp(answer.body as Buffer).extract({ left: 0, top: 286, width: 340, height: 14 });
      const { data, info } = await strip.greyscale().raw().toBuffer({ resolveWithObject: true });
      const columns = Array.from({ length: info.width }, (_, column) => column);
      return columns.filter((column) =>
        Array.from({ length: info.height }, (_, row) => data[row * info.width + column]!).some(
          (grey) => grey < 110,
        ),
      ).length;
    };
    expect(await written('atlas')).toBeGreaterThan(2 * (await written('city.patents.2021')));
  });

  test('in English are not those in Chinese', async () => {
    const [chinese, english] = [
      await get('/static/atlas/auto/400x400.png'),
      await get('/static/atlas.en/auto/400x400.png'),
    ];
    expect(english.headers['etag']).not.toBe(chinese.headers['etag']);
  });

  test.each([
    ['/static/atlas/105,24,5/5000x10.png', 400],
    ['/static/atlas/105,24,5/2048x2048@2x.png', 400],
    ['/static/atlas/105,24,5/0x0.png', 400],
    ['/static/atlas/105,24,5/300x300.bmp', 400],
    ['/static/atlas/200,24,5/300x300.png', 400],
    ['/static/atlas/105,24,99/300x300.png', 400],
    ['/static/atlas/1e3,24,5/300x300.png', 400],
    ['/static/atlas/107,26,103,23/300x300.png', 400],
    ['/static/atlas/feature:city/999/300x300.png', 404],
    ['/static/atlas/feature:none/1/300x300.png', 404],
    ['/static/atlas/where/1/300x300.png', 400],
    ['/static/none/auto/300x300.png', 404],
  ])('%s is %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });
});

describe('legends', () => {
  test('name every class once, in both languages', async () => {
    const chinese = await legendOf('city.patents.2020');
    expect(chinese).toMatchObject({ title: '专利 2020' });
    expect(chinese.entries.map(({ label }) => label)).toEqual([
      '15 件及以下',
      '15 – 25 件',
      '> 35 件',
      '无数据',
    ]);
    expect((await legendOf('city.patents.2020.en')).entries.at(-1)!.label).toBe('No data');
  });

  test('of a view say first which values the colours are', async () => {
    const [heading, ...entries] = (await legendOf('view.patents.en')).entries;
    expect(heading).toMatchObject({ kind: 'heading', label: 'Patents 2021' });
    expect(entries.slice(0, 5)).toMatchObject((await legendOf('city.patents.2021.en')).entries);
  });

  test('are pictures as well', async () => {
    const svg = await get('/legends/atlas.svg');
    expect(svg.headers['content-type']).toBe('image/svg+xml');
    expect(svg.body.toString()).not.toContain('<text');
    const { entries } = await legendOf('city.patents.2021');
    const colours = (await pixelsOf('/legends/city.patents.2021.png')).colours();
    for (const { fill } of entries) expect(colours.get(fill)).toBeGreaterThan(100);
  });
});

describe('cards', () => {
  test('have the size that sites ask for and show the map of the view', async () => {
    const card = await pixelsOf('/og/patents.png');
    expect([card.width, card.height]).toEqual([1200, 630]);
    const { entries } = await legendOf('city.patents.2021');
    for (const { fill } of entries) expect(card.colours().get(fill)).toBeGreaterThan(500);
  });

  test('of unknown views there are none', async () => {
    expect((await get('/og/none.png')).status).toBe(404);
  });
});

describe('lists', () => {
  test('/maps leads to tiles, pictures and legends of every map', async () => {
    const { body } = await request(service.app).get('/maps').set('Host', 'localhost');
    const maps = (body as { maps: { id: string; links: { href: string; type: string }[] }[] }).maps;
    expect(maps.map(({ id }) => id)).toEqual(['atlas', 'view.patents', 'city.patents.{year}']);
    for (const { href, type } of maps.flatMap(({ links }) => links)) {
      const answer = await get(href.replace('http://localhost', ''));
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe(type);
    }
  });

  test('WMTS capabilities name templates that answer', async () => {
    const xml = (await get('/wmts/1.0.0/WMTSCapabilities.xml')).body.toString() as string;
    const templates = [...xml.matchAll(/template="([^"]*)"/g)].map(([, template]) => template!);
    expect(templates).toHaveLength(6);
    for (const template of templates) {
      const path = template
        .replace('http://localhost', '')
        .replace('{year}', '2020')
        .replace('{TileMatrix}', '4')
        .replace('{TileCol}', '12')
        .replace('{TileRow}', '6');
      expect((await get(path)).status).toBe(200);
    }
    expect(xml).toContain('<Default>2021</Default>');
  });

  test('TileJSON of a map leads to its tiles', async () => {
    const { body } = await request(service.app)
      .get('/raster/city.patents.2021.json')
      .set('Host', 'localhost');
    expect(body).toMatchObject({ tilejson: '3.0.0', bounds: [100, 20, 120, 40], maxzoom: 14 });
  });
});

describe('the queue', () => {
  test('runs so many at once, keeps so many waiting, and refuses the rest with a time to wait', async () => {
    const queue = new WorkQueue({ atOnce: 2, mayWait: 1 });
    const finish: (() => void)[] = [];
    const work = () => queue.run(() => new Promise<void>((resolve) => void finish.push(resolve)));
    const running = [work(), work(), work()];
    await expect(work()).rejects.toMatchObject({ status: 429, headers: { 'Retry-After': '2' } });
    expect(queue.state).toEqual({ running: 2, waiting: 1, refused: 1 });
    finish.shift()!();
    await running[0];
    await new Promise((resolve) => setImmediate(resolve));
    expect(queue.state).toMatchObject({ running: 2, waiting: 0 });
    for (const end of finish) end();
    await Promise.all(running);
    expect(queue.state).toMatchObject({ running: 0, waiting: 0 });
  });

  test('goes on after work that fails', async () => {
    const queue = new WorkQueue({ atOnce: 1, mayWait: 0 });
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run(() => Promise.resolve(1))).toBe(1);
  });
});
