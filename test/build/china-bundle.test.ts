import { createHash } from 'node:crypto';
import { mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { PMTiles } from 'pmtiles';
import type { RangeResponse, Source } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedAtlases } from '../../geodata/atlases/index.ts';
import { buildAtlas } from '../../geodata/build.ts';
import type { Catalog, ColumnDocument, RegionRegister } from '../../geodata/model/catalog.ts';
import type { DiagnosticsReport } from '../../geodata/model/diagnostic.ts';
import type { MeasureRow, MeasureTable } from '../../geodata/model/measure.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import { command as verify } from '../../scripts/commands/verify.ts';
import { silentProgress } from '../../scripts/progress.ts';
import type { SharedBundle } from '../support/china-bundle.ts';
import { chinaBundle } from '../support/china-bundle.ts';
import { run } from '../support/command-line.ts';
import { ringArea } from '../support/decode-archive.ts';

let bundle: SharedBundle;

beforeAll(async () => {
  bundle = await chinaBundle();
});

test('has archives to which jiju verify does not object', async () => {
  const archives = readdirSync(join(bundle.folder, 'archives')).map((name) => `archives/${name}`);
  expect(archives).toHaveLength(2);
  const { status, out } = await run(verify, archives, { cwd: bundle.folder });
  expect({ status, out: out.replaceAll(/\d+/g, 'n') }).toEqual({
    status: 0,
    out: archives.map((name) => `${name}: sound. n tiles of zooms n to n, n different ones.\n`).join(''),
  });
});

test('has no errors among the remarks', () => {
  expect(read<DiagnosticsReport>('diagnostics.json').counts.error).toBe(0);
});

const read = <Document>(path: string): Document =>
  JSON.parse(readFileSync(join(bundle.folder, path), 'utf8')) as Document;
const rows = (id: string): MeasureRow[] => read<MeasureTable>(`measures/${id}.json`).rows;
const rounded = (row: MeasureRow | undefined): string => row?.value?.toFixed(3) ?? 'none';

describe('formula (1) on the embedded facts', () => {
  test('R&D expenditure over 31 provinces', () => {
    const gini = (year: number): MeasureRow | undefined =>
      rows('gini-provinces').find((row) => row.indicator === 'rd_expenditure' && row.year === year);
    expect([2012, 2015, 2018, 2021, 2023].map((year) => rounded(gini(year)))).toEqual([
      '0.547',
      '0.555',
      '0.559',
      '0.555',
      '0.554',
    ]);
    expect(gini(2023)).toMatchObject({ n: 31, frame: 31, flags: [] });
  });

  test('universities over the prefecture-level units of a province, none counted as zero', () => {
    const of = (table: string, region: string): string =>
      rounded(rows(table).find((row) => row.indicator === 'universities' && row.region === region));
    const both = (region: string): [string, string] => [
      of('gini-cities', region),
      of('capital-share-cities', region),
    ];
    expect(both('320000')).toEqual(['0.404', '0.309']);
    expect(both('440000')).toEqual(['0.621', '0.506']);
    expect(both('420000')).toEqual(['0.647', '0.634']);
    expect(both('630000')).toEqual(['0.817', '0.846']);
  });

  test('printed and recomputed means of 2023 side by side', () => {
    const of = (indicator: string): [string, number | undefined] => {
      const row = rows('mean-published').find((each) => each.indicator === indicator && each.year === 2023);
      return [rounded(row), row?.published];
    };
    expect(of('published_gini_innovation')).toEqual(['0.578', 0.477]);
    expect(of('published_capital_share')).toEqual(['0.563', 0.468]);
    expect(of('published_gini_economic')).toEqual(['0.459', 0.437]);
  });

  test('what was extrapolated leaves its mark on what is computed from it', () => {
    const row = rows('mean-published').find(
      (each) => each.indicator === 'published_gini_innovation' && each.year === 2023,
    );
    expect(row?.flags).toContain('extrapolated');
  });
});

test('columns are aligned with the register, and regions that a list does not cover have no value', () => {
  const register = read<RegionRegister>('units/prefecture.json');
  const column = read<ColumnDocument>('columns/prefecture/universities/2025.json');
  const value = (code: string): number | null | undefined => column.values[register.code.indexOf(code)];
  expect(column.values).toHaveLength(369);
  expect(value('110000')).toBe(92);
  // Hong Kong is not on the list of the Ministry of Education; Sansha is covered and has none.
  expect(value('810000')).toBeNull();
  expect(value('460300')).toBe(0);
});

test('national totals never become regions', () => {
  const register = read<RegionRegister>('units/province.json');
  expect(register.code).toHaveLength(34);
  expect(register.name.zh).not.toContain('全国');
  const column = read<ColumnDocument>('columns/province/rd_expenditure/2023.json');
  expect(column.totals.map((total) => total.name)).toContain('全国');
});

test('every link is marked as modelled', () => {
  const network = read<NetworkDocument>('networks/innovation-gravity.json');
  expect(network.basis).toBe('modelled');
  expect(network.a.length).toBeGreaterThan(300);
  expect(network.total).toBeGreaterThan(network.a.length);
});

describe('the archive, read by the pmtiles and @mapbox/vector-tile packages', () => {
  test('low zooms carry the strongest links of every kind, and names of cities wait, as the catalog says', async () => {
    const catalog = read<Catalog>('catalog.json');
    const entry = catalog.tilesets[0]!;
    const archive = new PMTiles(fileRanges(join(bundle.folder, entry.archive)));
    const network = read<NetworkDocument>('networks/innovation-gravity.json');
    const cities = read<RegionRegister>('units/prefecture.json');
    const parents = network.nodes.map((code) => cities.parent[cities.code.indexOf(code)]);
    const isWithin = (edge: number): boolean => parents[network.a[edge]!] === parents[network.b[edge]!];
    const all = network.weight.map((_, edge) => edge);
    const kinds = [all, all.filter(isWithin), all.filter((edge) => !isWithin(edge))];
    for (let zoom = 0; zoom <= 4; zoom++) {
      const links = new Set<number>();
      const names = new Set<string>();
      for (const [z, x, y] of tilesOf(zoom, zoom, entry.bounds)) {
        const stored = await archive.getZxy(z, x, y);
        if (stored === undefined) continue;
        const { flows, labels } = new VectorTile(new Pbf(new Uint8Array(stored.data))).layers;
        for (let i = 0; i < (flows?.length ?? 0); i++)
          links.add(Number(flows!.feature(i).properties['rank']));
        for (let i = 0; i < (labels?.length ?? 0); i++)
          names.add(String(labels!.feature(i).properties['level']));
      }
      for (const kind of kinds)
        for (const edge of kind.slice(0, 50 * 2 ** zoom)) expect(links).toContain(edge + 1);
      const layer = entry.layers.find(({ id }) => id === 'flows')!;
      const left = layer.deferred?.zooms.find((each) => each.zoom === zoom)?.count ?? 0;
      expect(links.size).toBe(network.weight.length - left);
      if (zoom === 0) expect(left).toBeGreaterThan(400);
      expect([...names].toSorted((one, other) => one.localeCompare(other))).toEqual(
        zoom < 4 ? ['province'] : ['prefecture', 'province'],
      );
    }
  });

  test('winding, closure, ids, layers', async () => {
    const catalog = read<Catalog>('catalog.json');
    const entry = catalog.tilesets[0]!;
    const archive = new PMTiles(fileRanges(join(bundle.folder, entry.archive)));
    const metadata = (await archive.getMetadata()) as {
      vector_layers: { id: string; description: string; fields: object }[];
    };
    const declared = new Map(metadata.vector_layers.map((layer) => [layer.id, Object.keys(layer.fields)]));
    expect([...declared.keys()]).toEqual([
      'provinces',
      'prefectures',
      'agglomerations',
      'corridors',
      'flows',
      'nodes',
      'centres',
      'labels',
    ]);
    const flows = metadata.vector_layers.find(({ id }) => id === 'flows')!;
    expect(flows.description).toContain('50 · 2^z strongest');
    expect(flows.description).toContain(
      'only the 400 strongest of a year and the 1 strongest of every place',
    );

    const seen = new Set<string>();
    const problems: string[] = [];
    const idsAtZoomZero = new Set<number>();
    for (const [z, x, y] of tilesOf(entry.minzoom, 5, entry.bounds)) {
      const stored = await archive.getZxy(z, x, y);
      if (stored === undefined) continue;
      for (const [name, layer] of Object.entries(
        new VectorTile(new Pbf(new Uint8Array(stored.data))).layers,
      )) {
        seen.add(name);
        if (layer.length === 0) problems.push(`${z}/${x}/${y} ${name} is empty`);
        for (let i = 0; i < layer.length; i++) {
          const feature = layer.feature(i);
          const where = `${z}/${x}/${y} ${name} ${feature.id}`;
          if (feature.id === undefined) problems.push(`${where} has no id`);
          if (z === 0 && name === 'prefectures') idsAtZoomZero.add(feature.id!);
          for (const field of Object.keys(feature.properties))
            if (!declared.get(name)!.includes(field))
              problems.push(`${where} has the undeclared field ${field}`);
          if (feature.type === 3)
            problems.push(...ringProblems(feature.loadGeometry()).map((each) => `${where} ${each}`));
          if (name === 'prefectures' && String(feature.id) !== feature.properties['code'])
            problems.push(`${where} is ${String(feature.properties['code'])}`);
        }
      }
    }
    expect(problems).toEqual([]);
    expect([...seen].sort()).toEqual([...declared.keys()].sort());
    expect(idsAtZoomZero.size).toBe(369);
  });
});

describe('a second build', () => {
  const out = mkdtempSync(join(tmpdir(), 'jiju-second-'));
  afterAll(() => rmSync(out, { recursive: true }));

  test('gives the same bytes in every file', { timeout: 300_000 }, async () => {
    const { folder } = embeddedAtlases['china']!;
    const second = await buildAtlas({ folder, out, version: '0.0.0-test', progress: silentProgress });
    expect(hashesOf(join(out, 'bundles', second.revision))).toEqual(hashesOf(bundle.folder));
  });
});

function hashesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [
        path,
        createHash('sha256')
          .update(readFileSync(join(folder, path)))
          .digest('hex'),
      ]),
  );
}

/** First ring clockwise on screen (positive with y down), MVT 2.1 §4.3.4.4; first and last vertex equal. */
function ringProblems(rings: { x: number; y: number }[][]): string[] {
  const problems: string[] = [];
  for (const [index, ring] of rings.entries()) {
    const points = ring.map(({ x, y }): [number, number] => [x, y]);
    const [first, last] = [points[0]!, points.at(-1)!];
    if (first[0] !== last[0] || first[1] !== last[1]) problems.push('has an open ring');
    if (points.length < 4) problems.push('has a ring without area');
    if (index === 0 && ringArea(points) <= 0) problems.push('begins with a hole');
  }
  return problems;
}

function* tilesOf(
  minzoom: number,
  maxzoom: number,
  [west, south, east, north]: [number, number, number, number],
): Generator<[z: number, x: number, y: number]> {
  const column = (longitude: number, z: number): number => Math.floor(((longitude + 180) / 360) * 2 ** z);
  const row = (latitude: number, z: number): number => {
    const angle = (latitude * Math.PI) / 180;
    return Math.floor(((1 - Math.asinh(Math.tan(angle)) / Math.PI) / 2) * 2 ** z);
  };
  for (let z = minzoom; z <= maxzoom; z++)
    for (let x = column(west, z); x <= column(east, z); x++)
      for (let y = row(north, z); y <= row(south, z); y++) yield [z, x, y];
}

function fileRanges(path: string): Source {
  const file = openSync(path, 'r');
  return {
    getKey: () => path,
    getBytes(offset: number, length: number): Promise<RangeResponse> {
      const bytes = new Uint8Array(length);
      const got = readSync(file, bytes, 0, length, offset);
      return Promise.resolve({ data: bytes.buffer.slice(0, got) });
    },
  };
}
