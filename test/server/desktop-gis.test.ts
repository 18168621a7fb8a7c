import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildAtlas } from '../../geodata/build.ts';
import { silentProgress } from '../../scripts/progress.ts';
import { startServer } from '../../server/main.ts';
import type { RunningServer } from '../../server/running-server.ts';
import { mapColours } from '../../server/styles/map-colours.ts';
import { writeToyAtlas } from '../support/toy-atlas.ts';

// What QGIS and GDAL themselves make of the service, where they are installed:
// apt-get install gdal-bin qgis python3-qgis

let folder: string;
let server: RunningServer;
let home: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiju-desktop-'));
  await writeToyAtlas(folder);
  server = await startServer({
    bundleFolder: folder,
    clientFolder: folder,
    version: '1',
    port: 0,
    quiet: true,
    reloadEveryMs: 0,
  });
  home = server.url.replace(/\/$/, '');
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const PATIENCE_MS = 60_000;
const run = async (program: string, ...args: string[]): Promise<string> =>
  (
    await promisify(execFile)(program, args, {
      timeout: PATIENCE_MS,
      maxBuffer: 1 << 26,
      // GDAL keeps pictures beside whoever calls it, unless it is told where.
      env: { ...process.env, GDAL_DEFAULT_WMS_CACHE_PATH: join(folder, 'cache') },
    })
  ).stdout;

function isInstalled(program: string, ...args: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: PATIENCE_MS });
    return true;
  } catch {
    return false;
  }
}

interface Features {
  numberMatched?: number;
  features: { id: number; properties: Record<string, unknown>; geometry: unknown }[];
}
const collections = ['province', 'city', 'city-2021', 'city-2020', 'links', 'plan'];
const itemsOf = async (collection: string): Promise<Features> =>
  (await (await fetch(`${home}/collections/${collection}/items?limit=10000`)).json()) as Features;

/** Properties by code or by the two ends of a link, in a fixed order; only what the service has fields for. */
const rowsOf = (rows: Record<string, unknown>[], like: Features): string[] => {
  const names = Object.keys(like.features[0]!.properties).sort();
  return rows.map((row) => JSON.stringify(names.map((name) => row[name] ?? null))).sort();
};

describe.skipIf(!isInstalled('ogrinfo', '--version'))('GDAL (skipped where ogrinfo is not installed)', () => {
  const read = async (source: string, layer: string): Promise<Features> =>
    JSON.parse(await run('ogr2ogr', '-f', 'GeoJSON', '/vsistdout/', source, layer)) as Features;

  test.each(collections)(
    'reads the collection %s: count and every value',
    async (collection) => {
      const expected = await itemsOf(collection);
      const { features } = await read(`OAPIF:${home}`, collection);
      expect(features).toHaveLength(expected.numberMatched!);
      expect(
        rowsOf(
          features.map(({ properties }) => properties),
          expected,
        ),
      ).toEqual(
        rowsOf(
          expected.features.map(({ properties }) => properties),
          expected,
        ),
      );
    },
    PATIENCE_MS,
  );

  test.each(['fgb', 'gpkg', 'geojson'])(
    'reads the download .%s by ranges, with the same values',
    async (format) => {
      const expected = await itemsOf('city');
      const { features } = await read(`/vsicurl/${home}/downloads/city.${format}`, 'city');
      expect(
        rowsOf(
          features.map(({ properties }) => properties),
          expected,
        ),
      ).toEqual(
        rowsOf(
          expected.features.map(({ properties }) => properties),
          expected,
        ),
      );
    },
    PATIENCE_MS,
  );

  test(
    'reads the vector tiles of a zoom with all their layers',
    async () => {
      const layers = await run('ogrinfo', '-ro', '-so', `MVT:${home}/tiles/toy/3`);
      for (const layer of ['province', 'city', 'flows', 'centres', 'labels'])
        expect(layers).toContain(`: ${layer}`);
      const { features } = await read(`MVT:${home}/tiles/toy/3`, 'city');
      expect(new Set(features.map(({ properties }) => properties['code']))).toEqual(
        new Set(['110100', '110200', '120100', '120200']),
      );
    },
    PATIENCE_MS,
  );

  test(
    'reads the WMTS and its pictures',
    async () => {
      const layer = `WMTS:${home}/wmts/1.0.0/WMTSCapabilities.xml,layer=atlas`;
      const target = join(folder, 'atlas.png');
      await run('gdal_translate', '-q', '-of', 'PNG', '-outsize', '64', '64', layer, target);
      expect(await run('gdalinfo', target)).toContain('Size is 64, 64');
    },
    PATIENCE_MS,
  );
});

const python = '/usr/bin/python3';
describe.skipIf(!isInstalled(python, '-c', 'import qgis.core'))(
  'QGIS (skipped where python3-qgis is not installed)',
  () => {
    interface Checked {
      loaded: boolean;
      error: string;
      title: string;
      crs: string;
      extent: [west: number, south: number, east: number, north: number];
      layers: {
        name: string;
        valid: boolean;
        provider: string;
        source?: string;
        count?: number;
        features?: Record<string, unknown>[];
        withGeometry?: number;
      }[];
      colours: Record<string, string>;
    }
    const script = fileURLToPath(new URL('../support/qgis-check.py', import.meta.url));
    const middles = { '103,36': 0, '103,24': 1, '118,36': 2, '118,23': 3 };
    const open = async (path: string, at = home, places = Object.keys(middles)): Promise<Checked> => {
      const output = await run(python, script, at, path, ...places);
      return JSON.parse(output.trim().split('\n').at(-1)!) as Checked;
    };
    let checked: Checked;
    beforeAll(async () => {
      checked = await open('/qgis/city/patents/2021.qlr');
    }, PATIENCE_MS);

    test.each(['project.qgz', 'project.qgs', 'project.qlr'])(
      'opens %s with the same layers, values and colours',
      async (file) => {
        const opened = await open(`/qgis/${file}`);
        expect(opened).toMatchObject({ loaded: true, error: '', colours: checked.colours });
        // Layers of a project come in no order of their own.
        const byName = (layers: Checked['layers']): unknown =>
          layers.toSorted((one, other) => one.name.localeCompare(other.name));
        expect(byName(opened.layers)).toEqual(byName(checked.layers));
      },
      PATIENCE_MS,
    );

    test(
      'opens a project at the extent of the atlas, in Web Mercator, with its title',
      async () => {
        const { title, crs, extent } = await open('/qgis/project.qgz');
        expect({ title, crs }).toEqual({ title: '玩具图集: 专利 2021 · Patents 2021', crs: 'EPSG:3857' });
        // From 100°E 20°N to 120°E 40°N with a margin, in a square window.
        const [west, south, east, north] = extent;
        expect(west).toBeLessThan(11_131_949);
        expect(east).toBeGreaterThan(13_358_338);
        expect(east - west).toBeLessThan(2 * (13_358_338 - 11_131_949));
        expect(south).toBeLessThanOrEqual(2_273_031);
        expect(north).toBeGreaterThanOrEqual(4_865_942);
      },
      PATIENCE_MS,
    );

    test('loads the layer definition; every layer is valid', () => {
      expect(checked).toMatchObject({ loaded: true, error: '' });
      expect(checked.layers.filter(({ valid }) => !valid)).toEqual([]);
      expect(checked.layers.filter(({ provider }) => provider === 'OAPIF')).toHaveLength(4);
    });

    test('reads as many features as there are, with every value', async () => {
      for (const layer of checked.layers.filter(({ provider }) => provider === 'OAPIF')) {
        const collection = /typename='([^']*)'/.exec(layer.source!)![1]!;
        const expected = await itemsOf(collection);
        expect(layer.count, collection).toBe(expected.numberMatched);
        expect(layer.withGeometry, collection).toBe(expected.numberMatched);
        expect(rowsOf(layer.features!, expected), collection).toEqual(
          rowsOf(
            expected.features.map(({ properties }) => properties),
            expected,
          ),
        );
      }
    });

    test(
      'draws heads of links that point where the links lead',
      async () => {
        const bundleFolder = join(folder, 'directed');
        const atlas = fileURLToPath(new URL('../cases/regional-sets/atlas', import.meta.url));
        await buildAtlas({ folder: atlas, out: bundleFolder, version: '1', progress: silentProgress });
        const directed = await startServer({
          bundleFolder,
          clientFolder: folder,
          version: '1',
          port: 0,
          quiet: true,
        });
        const at = directed.url.replace(/\/$/, '');
        const { features } = (await (await fetch(`${at}/downloads/arrowheads.geojson`)).json()) as {
          features: { properties: Record<string, unknown>; geometry: { coordinates: [number, number] } }[];
        };
        const southward = features.find(({ properties }) => properties['bearing'] === 180)!;
        const [longitude, latitude] = southward.geometry.coordinates;
        // Beside the line, where the head is wide, and as far on its other side, where it is a point.
        const [behind, ahead] = [0.27, -0.27].map((step) => `${longitude + 0.3},${latitude + step}`);
        const { colours } = await open('/qgis/project.qgz', at, [behind!, ahead!]);
        await directed.close();
        expect(colours[behind!]).toBe(mapColours.flow);
        expect(colours[ahead!]).not.toBe(mapColours.flow);
      },
      PATIENCE_MS,
    );

    test('draws the vector tiles in the colours of the legend', async () => {
      const legend = (await (await fetch(`${home}/legends/city.patents.2021.json`)).json()) as {
        entries: { fill: string }[];
      };
      for (const [position, place] of Object.entries(middles))
        expect(checked.colours[position], position).toBe(legend.entries[place]!.fill);
    });
  },
);
