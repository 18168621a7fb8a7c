import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { BundleWriter } from '../../geodata/build/bundle-writer.ts';
import type { ColumnDocument, RegionRegister } from '../../geodata/model/catalog.ts';
import type { BoundingBox } from '../../geodata/model/geometry.ts';
import { toyCatalog } from './toy-catalog.ts';
import { writeToyFeatures, type ExtraColumn } from './toy-features.ts';
import { writeToyArchive, type ToyTileset } from './toy-tiles.ts';

export interface ToyAtlasOptions {
  /** Part of the names, so that atlases with different words have different revisions. */
  edition?: string;
  maxzoom?: number;
}

// Two provinces side by side, 20° wide in all, each cut into a northern and a southern city.
const provinces = [
  { code: '110000', zh: '西省', en: 'West', box: [100, 20, 110, 40] },
  { code: '120000', zh: '东省', en: 'East', box: [110, 20, 120, 40] },
] as const;

const cities = [
  { code: '110100', parent: '110000', zh: '西北市', en: 'Northwest', box: [100, 30, 110, 40] },
  { code: '110200', parent: '110000', zh: '西南市', en: 'Southwest', box: [100, 20, 110, 30] },
  { code: '120100', parent: '120000', zh: '东北市', en: 'Northeast', box: [110, 30, 120, 40] },
  { code: '120200', parent: '120000', zh: '东南市', en: 'Southeast', box: [110, 20, 120, 30] },
] as const;

const patents2020 = [10, 20, null, 40];
const patents2021 = [11.5, 21, 31, 41];

// The latest year under the plain name, then every year.
const patentColumns: ExtraColumn[] = [
  ['patents', patents2021],
  ['patents_2020', patents2020],
  ['patents_2021', patents2021],
];

/** Writes a bundle of a toy atlas into `out`, as a build would, and makes it current. Returns its revision. */
export async function writeToyAtlas(out: string, options: ToyAtlasOptions = {}): Promise<string> {
  const { edition = 'first', maxzoom = 4 } = options;
  const writer = await BundleWriter.begin(out);
  const entries = [];
  const tilesets = [toyTileset(maxzoom, edition), spotsTileset()];
  for (const tileset of tilesets) {
    const path = `archives/${tileset.id}.pmtiles`;
    const { entry } = writeToyArchive(await writer.pathOf(path), tileset);
    await writer.addFile(path);
    entries.push(entry);
  }
  const features = [];
  for (const [layer, collection] of tilesets.flatMap(({ layers }) => Object.entries(layers)))
    if (layer !== 'labels')
      features.push(await writeToyFeatures(writer, layer, collection, layer === 'city' ? patentColumns : []));
  await writer.addJson('units/province.json', registerOf('province', provinces));
  await writer.addJson('units/city.json', registerOf('city', cities));
  await writer.addJson('columns/city/patents/2020.json', patents(2020, patents2020));
  await writer.addJson('columns/city/patents/2021.json', patents(2021, patents2021));
  await writer.addJson('diagnostics.json', {
    counts: { error: 0, warning: 0, info: 0 },
    byCode: {},
    diagnostics: [],
  });
  await writer.addJson('measures/gini.json', { id: 'gini', rows: [] });
  await writer.addDocument('measures/gini.csv', 'region,value\n110000,0.25\n');
  await writer.addJson('networks/links.json', { id: 'links', weight: [5] });
  return writer.finish(toyCatalog(entries, features, edition), {
    code: '',
    recipes: {},
    files: {},
    listing: null,
  });
}

function toyTileset(maxzoom: number, edition: string): ToyTileset {
  return {
    id: 'toy',
    minzoom: 0,
    maxzoom,
    layers: {
      province: areas(provinces.map((province) => ({ ...province, parent: '' }))),
      city: areas(cities),
      flows: collection([
        feature(
          1,
          {
            type: 'LineString',
            coordinates: [
              [105, 35],
              [115, 25],
            ],
          },
          {
            network: 'links',
            a: '110100',
            b: '120200',
            weight: 5,
            rank: 1,
            basis: 'modelled',
            distance_km: 1500,
          },
        ),
      ]),
      centres: collection([
        feature(
          110100,
          { type: 'Point', coordinates: [105, 35] },
          {
            code: '110100',
            name: `西北市 ${edition}`,
            name_en: 'Northwest',
            scheme: 'plan',
            tier: 1,
            zone: '',
            zone_en: '',
          },
        ),
      ]),
      labels: collection(
        cities.map(({ code, zh, en, box }, index) =>
          feature(
            Number(code),
            { type: 'Point', coordinates: middle(box) },
            {
              code,
              level: 'city',
              name: zh,
              name_en: en,
              rank: index + 1,
            },
          ),
        ),
      ),
    },
  };
}

const spotsTileset = (): ToyTileset => ({
  id: 'spots',
  minzoom: 1,
  maxzoom: 2,
  layers: { spots: collection([feature(7, { type: 'Point', coordinates: [101, 21] }, { name: 'spot' })]) },
});

const middle = ([west, south, east, north]: Readonly<BoundingBox>): [number, number] => [
  (west + east) / 2,
  (south + north) / 2,
];

const feature = (id: number, geometry: Geometry, properties: Feature['properties']): Feature => ({
  type: 'Feature',
  id,
  geometry,
  properties: { ...properties },
});

const collection = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });

type Area = {
  code: string;
  parent?: string;
  zh: string;
  en: string;
  box: readonly [number, number, number, number];
};

const areas = (list: readonly Area[]): FeatureCollection =>
  collection(
    list.map(({ code, zh, en, parent = '', box: [west, south, east, north] }) => {
      const ring = [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ];
      return feature(
        Number(code),
        { type: 'Polygon', coordinates: [ring] },
        { code, name: zh, name_en: en, parent },
      );
    }),
  );

const registerOf = (level: string, list: readonly Area[]): RegionRegister => ({
  level,
  id: list.map(({ code }) => Number(code)),
  code: list.map(({ code }) => code),
  name: { zh: list.map(({ zh }) => zh), en: list.map(({ en }) => en) },
  parent: list.map(({ parent }) => parent ?? null),
  point: list.map(({ box }) => middle(box)),
  bbox: list.map(({ box }) => [...box]),
  areaKm2: list.map(() => 1000),
  kind: list.map(() => level),
  capital: list.map(() => null),
  groups: {},
});

const patents = (year: number, values: (number | null)[]): ColumnDocument => ({
  level: 'city',
  indicator: 'patents',
  year,
  values,
  quality: 'measured',
  source: 'toy',
  totals: [],
});
