import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { command as doctor } from '../../scripts/commands/doctor.ts';
import { command as exportCommand } from '../../scripts/commands/export.ts';
import { sitePath } from '../../server/static-site/site-path.ts';
import { writeSite, type SiteSummary } from '../../server/static-site/write-site.ts';
import { run } from '../support/command-line.ts';
import { freePort, isNginxInstalled, startNginx } from '../support/nginx.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';
import { writeToyClient } from '../support/toy-service.ts';

let folder: string;
let port: number;
let publicUrl: string;
let summary: SiteSummary;
let paths: string[];
const site = (path: string): string => join(folder, 'out/site', path);
const readJson = async (path: string): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(site(path), 'utf8')) as Record<string, unknown>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-site-'));
  await writeToyAtlas(folder);
  const clientFolder = await writeToyClient(folder);
  port = await freePort();
  publicUrl = `http://127.0.0.1:${port}/atlas`;
  const settings = {
    bundleFolder: folder,
    clientFolder,
    publicUrl,
    version: '1.2.3',
    rasterZoom: 3,
    featurePages: true,
    onFile: () => {},
  };
  summary = await writeSite({ ...settings, out: join(folder, 'out') });
  paths = (await readdir(site(''), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(site('').length).replace(/^\//, ''));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a site of files', () => {
  test('holds pages, documents, tiles, archives, downloads and pictures', () => {
    for (const path of [
      'index.html',
      'index.json',
      'catalog.json',
      'assets/index-B2x9_aQz.js',
      'collections/index.json',
      'collections/index.html',
      'collections/city/items/index.json',
      'tiles/toy.json',
      'tiles/toy/index.json',
      'archives/toy.pmtiles',
      'styles/atlas.json',
      'qgis/project.qgz',
      'og/patents.png',
      'legends/atlas.svg',
      'downloads/city.geojson',
      'measures/gini.csv',
    ])
      expect(paths).toContain(path);
    expect(summary.tiles).toBe(paths.filter((path) => path.endsWith('.mvt')).length);
    expect(summary.files).toBe(paths.filter((path) => !/\.(gz|br|mvt)$/.test(path)).length);
  });

  test('has compressed copies with the same content', async () => {
    const copies = paths.filter((path) => /\.(gz|br)$/.test(path));
    expect(copies.length).toBeGreaterThan(50);
    for (const copy of copies) {
      const bytes = await readFile(site(copy));
      const plain = copy.endsWith('.gz') ? gunzipSync(bytes) : brotliDecompressSync(bytes);
      expect(plain.equals(await readFile(site(copy.replace(/\.(gz|br)$/, '')))), copy).toBe(true);
    }
  });

  test('links to its address only, and tiles of the TileJSON are there', async () => {
    const { tiles } = (await readJson('tiles/toy.json')) as { tiles: [string] };
    expect(tiles[0]).toMatch(new RegExp(`^${publicUrl}/tiles/toy/`));
    const tile = tiles[0].slice(publicUrl.length + 1).replace('{z}/{x}/{y}', '3/6/3');
    expect(paths).toContain(tile);
    // Pages may break a long address behind a slash.
    for (const path of paths.filter((each) => /\.(json|html|qgs)$/.test(each)))
      expect((await readFile(site(path), 'utf8')).replaceAll('<wbr>', '')).not.toMatch(
        /http:\/\/(localhost|127\.0\.0\.1:(?!\d+\/atlas))/,
      );
  });

  test('has all features of a collection, and does not claim to filter', async () => {
    const { features, numberMatched } = (await readJson('collections/city/items/index.json')) as {
      features: unknown[];
      numberMatched: number;
    };
    expect(features).toHaveLength(numberMatched);
    const { conformsTo } = (await readJson('conformance/index.json')) as { conformsTo: string[] };
    expect(conformsTo.join()).toContain('ogcapi-tiles-1/1.0/conf/core');
    expect(conformsTo.join()).not.toMatch(/filter|cql2|features-1\/1\.0\/conf\/core/);
  });

  test('has the picture tiles that were asked for, and says no deeper zoom', async () => {
    const pictures = paths.filter((path) => /^raster\/[^/]+\/\d/.test(path));
    for (const tile of ['atlas/0/0/0', 'atlas.en/3/6/3', 'view.patents/3/6/3'])
      expect(pictures).toContain(`raster/${tile}.png`);
    expect(pictures.filter((path) => path.split('/')[2] === '4')).toEqual([]);
    expect((await readFile(site('raster/atlas/3/6/3.png'))).toString('latin1', 1, 4)).toBe('PNG');
    const tileJson = await readJson('raster/view.patents.json');
    expect(tileJson).toMatchObject({ minzoom: 0, maxzoom: 3 });
    expect(paths).not.toContain('raster/city.patents.2021.json');
  });

  test('refuses picture tiles that nobody would wait for', async () => {
    const settings = {
      bundleFolder: folder,
      clientFolder: folder,
      publicUrl,
      version: '1',
      onFile: () => {},
    };
    await expect(
      writeSite({ ...settings, out: join(folder, 'deep'), rasterZoom: 10, featurePages: false }),
    ).rejects.toThrow('--raster-zoom: down to zoom 10 there are');
  });

  test('has every feature of today as a document and as a page', async () => {
    for (const id of ['110100', '110200', '120100', '120200'])
      for (const format of ['json', 'html'])
        expect(paths).toContain(`collections/city/items/${id}/index.${format}`);
    expect(await readJson('collections/city/items/110100/index.json')).toMatchObject({ type: 'Feature' });
    expect(paths.filter((path) => path.startsWith('collections/city-2020/items/1'))).toEqual([]);
  });

  test('is not written over another one', async () => {
    const settings = {
      bundleFolder: folder,
      clientFolder: folder,
      publicUrl,
      version: '1',
      rasterZoom: null,
      featurePages: false,
      onFile: () => {},
    };
    await expect(writeSite({ ...settings, out: join(folder, 'out') })).rejects.toThrow(
      'holds a site already',
    );
  });
});

test('the command wants to know the address', async () => {
  const result = await run(exportCommand, [folder, '--static', join(folder, 'other')]);
  expect(result.status).toBe(2);
  expect(result.notes).toContain('--public-url');
});

test.each([
  ['/', 'text/html; charset=utf-8', 'index.html'],
  ['/collections/', 'application/json', 'collections/index.json'],
  ['/collections/city-2020', 'text/html', 'collections/city-2020/index.html'],
  ['/downloads/city.shp.zip', 'application/zip', 'downloads/city.shp.zip'],
  ['/static/atlas/auto/800x600.png', 'image/png', 'static/atlas/auto/800x600.png'],
  ['/a/../../etc/passwd', 'application/json', null],
  ['/a/%2e%2e/x.json', 'application/json', null],
  ['/og/x', 'image/png', null],
])('the file of %s as %s is %s', (path, type, file) => {
  expect(sitePath(path, type)).toBe(file);
});

describe.skipIf(!isNginxInstalled)(
  'nginx with the configuration that is written (skipped where nginx is not installed)',
  () => {
    let stop: () => Promise<void>;
    beforeAll(async () => {
      const written = (await readFile(join(folder, 'out/nginx.conf'), 'utf8'))
        .replace('listen 80;', `listen 127.0.0.1:${port};`)
        .replace('root /srv/jiju/site;', `root ${site('')};`);
      stop = await startNginx(join(folder, 'nginx'), written, publicUrl);
    }, 20_000);
    afterAll(() => stop());

    test('passes every check of the doctor', async () => {
      const result = await run(doctor, [publicUrl]);
      expect(result.out).toMatch(/^(\d+) of \1 as they should be/);
      expect(result.status).toBe(0);
    });

    test.each([
      ['/', 'text/html', 200, 'text/html'],
      ['/', 'application/json', 200, 'application/json'],
      ['/?f=json', 'text/html', 200, 'application/json'],
      ['/collections/city/items', '*/*', 200, 'application/geo+json'],
      ['/collections/city?f=html', '*/*', 200, 'text/html'],
      ['/collections/city/items/110100', '*/*', 200, 'application/geo+json'],
      ['/collections/city/items/110100', 'text/html', 200, 'text/html'],
      ['/raster/atlas/3/6/3.png', '*/*', 200, 'image/png'],
      ['/raster/atlas/4/12/6.png', '*/*', 404, 'text/html'],
      ['/api', '*/*', 200, 'application/vnd.oai.openapi+json;version=3.0'],
      ['/tiles/toy/3/6/3', '*/*', 200, 'application/vnd.mapbox-vector-tile'],
      ['/tiles/toy/3/6/3.pbf', '*/*', 200, 'application/vnd.mapbox-vector-tile'],
      ['/tiles/toy/4/0/0.mvt', '*/*', 204, null],
      ['/qgis/project.qlr', '*/*', 200, 'application/x-qgis-layer-definition'],
      ['/nothing', '*/*', 404, 'text/html'],
    ])('answers %s for %s with %i %s', async (path, accept, status, type) => {
      const answer = await fetch(publicUrl + path, { headers: { Accept: accept } });
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe(type);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    });
  },
);
