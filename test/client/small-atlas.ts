import { bundleOf, type Bundle } from '../../client/bundle/bundle.ts';
import { openingState, type ViewState } from '../../client/state/view-state.ts';
import type { Catalog, TilesetEntry, ColumnDocument, RegionRegister } from '../../geodata/model/catalog.ts';
import type { Indicator } from '../../geodata/model/indicator.ts';
import type { MeasureRow, MeasureTable } from '../../geodata/model/measure.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';

// A made-up atlas for tests of the client: two provinces with two cities each, two indicators, one of everything else.

const both = (zh: string, en: string) => ({ zh, en });

const indicator: Pick<Indicator, 'scale' | 'direction' | 'quality' | 'absent' | 'uncovered'> = {
  scale: 1,
  direction: 1,
  quality: 'measured',
  absent: 'missing',
  uncovered: [],
};

const coverage = {
  qualities: ['measured' as const],
  sources: ['survey'],
  summedFrom: null,
};

const smallTileset: TilesetEntry = {
  id: 'small',
  revision: 'tiles1',
  archive: 'archives/small.pmtiles',
  minzoom: 0,
  maxzoom: 6,
  bounds: [100, 20, 120, 40],
  center: [110, 30, 4],
  bytes: 1,
  tiles: 1,
  layers: ['provinces', 'cities', 'flows', 'centres', 'labels'].map((id) => ({
    id,
    description: both(id, id),
    geometry: 'polygon' as const,
    minzoom: 0,
    maxzoom: 6,
    fields: {},
    features: 1,
  })),
};

export const smallCatalog: Catalog = {
  jiju: 1,
  version: '0.0.0',
  revision: 'abc',
  id: 'small',
  title: both('小图集', 'Small atlas'),
  description: both('', ''),
  bounds: [100, 20, 120, 40],
  home: [100, 20, 120, 40],
  captions: { map: both('示意图', 'Schematic map'), mapApproval: null, credits: [] },
  sources: [
    {
      id: 'survey',
      title: both('调查', 'Survey'),
      publisher: both('局', 'Bureau'),
      year: '2024',
      licence: both('CC0', 'CC0'),
    },
  ],
  groupings: [],
  levels: [
    {
      id: 'province',
      name: both('省级', 'Provinces'),
      layer: 'provinces',
      parent: null,
      count: 2,
      units: 'units/province.json',
      zooms: [0, 4],
      sources: [],
    },
    {
      id: 'city',
      name: both('市级', 'Cities'),
      layer: 'cities',
      parent: 'province',
      count: 4,
      units: 'units/city.json',
      zooms: [4, 8],
      sources: [],
    },
  ],
  indicators: [
    {
      ...indicator,
      id: 'patents',
      name: both('专利', 'Patents'),
      unit: both('件', 'patents'),
      kind: 'count',
      decimals: 0,
      theme: 'output',
      columns: [
        {
          ...coverage,
          level: 'city',
          years: [2020, 2021],
          breaks: [10, 20],
          extent: [4, 40],
          counts: [3, 4],
        },
      ],
    },
    {
      ...indicator,
      id: 'intensity',
      name: both('强度', 'Intensity'),
      unit: both('%', '%'),
      kind: 'ratio',
      decimals: 2,
      theme: 'output',
      columns: [
        {
          ...coverage,
          level: 'province',
          years: [2015, 2020, 2023],
          breaks: [1],
          extent: [0.5, 2],
          counts: [2, 2, 2],
        },
        { ...coverage, level: 'city', years: [null], breaks: [1], extent: [0.5, 2], counts: [4] },
      ],
    },
  ],
  themes: [{ id: 'output', name: both('产出', 'Output') }],
  features: [],
  tilesets: [smallTileset],
  equalArea: {
    ...smallTileset,
    id: 'small-equal-area',
    plane: { south: 23, north: 37, meridian: 110, corner: [-16000, 20000], sideKm: 34000 },
    home: { x: 0.45, y: 0.45, width: 0.06, height: 0.06 },
    whole: { x: 0.45, y: 0.45, width: 0.06, height: 0.06 },
  },
  networks: [
    {
      id: 'gravity',
      name: both('引力', 'Gravity'),
      level: 'city',
      basis: 'modelled',
      directed: false,
      layer: 'flows',
      years: [null],
      edges: 3,
      weight: { name: both('强度', 'Strength'), unit: both('', ''), extent: [1, 9] },
      method: both('引力模型', 'Gravity model'),
      sources: [],
      path: 'networks/gravity.json',
    },
  ],
  tiers: [
    {
      id: 'plan',
      name: both('规划', 'Plan'),
      basis: 'designated',
      tiers: [{ rank: 1, id: 'national', name: both('国家级', 'National') }],
      centres: [],
      source: 'survey',
    },
    {
      id: 'ranking',
      name: both('排名', 'Ranking'),
      basis: 'published',
      tiers: [{ rank: 1, id: 'first', name: both('第一', 'First') }],
      centres: [],
      source: 'survey',
    },
  ],
  measures: [
    measureEntry('gini-cities', 'gini', 'province'),
    { ...measureEntry('clusters', 'local-moran', 'city'), years: [2021] },
    { ...measureEntry('gini-all', 'gini', null), frame: { kinds: ['city'], exclude: ['120200'] } },
  ],
  agglomerations: [
    {
      id: 'groups',
      name: both('城市群', 'Agglomerations'),
      level: 'city',
      linksBasis: 'modelled',
      sources: [],
      entries: [
        {
          id: 'west',
          name: both('西部', 'West'),
          class: '',
          members: ['110100', '110200'],
          areaKm2: 2,
          polycentricity: { morphological: 0.4, within: 0.3, outside: null },
          resilience: { relative: null, structural: 0.6 },
          internalShare: 0.25,
        },
      ],
    },
  ],
  views: [
    view('patents', 'city', 'patents', 2021, ['cities', 'labels']),
    view('links', 'city', 'patents', null, ['flows', 'ranking', 'centres']),
    view('intensity', 'province', 'intensity', 2020, []),
  ],
  diagnostics: { error: 0, warning: 0, info: 0 },
};

function view(id: string, level: string, indicator: string, year: number | null, layers: string[]) {
  return { id, name: both(id, id), summary: both('', ''), level, indicator, year, layers, bounds: null };
}

function measureEntry(id: string, measure: string, within: string | null): Catalog['measures'][number] {
  return {
    id,
    measure,
    title: both('基尼系数', 'Gini'),
    level: 'city',
    within,
    indicators: ['patents'],
    years: [2020, 2021],
    rows: 1,
    path: `measures/${id}.json`,
    sources: ['survey'],
  };
}

export const provinces: RegionRegister = {
  level: 'province',
  id: [110000, 120000],
  code: ['110000', '120000'],
  name: { zh: ['西省', '东省'], en: ['West', 'East'] },
  parent: [null, null],
  point: [
    [105, 30],
    [115, 30],
  ],
  bbox: [
    [100, 20, 110, 40],
    [110, 20, 120, 40],
  ],
  areaKm2: [1, 1],
  kind: ['province', 'province'],
  capital: ['110100', null],
  groups: {},
};

export const cities: RegionRegister = {
  level: 'city',
  id: [110100, 110200, 120100, 120200],
  code: ['110100', '110200', '120100', '120200'],
  name: {
    zh: ['西安市', '西南市', '东北市', '东南市'],
    en: ["Xi'an", 'Southwest', 'Northeast', 'Southeast'],
  },
  parent: ['110000', '110000', '120000', '120000'],
  point: [
    [105, 35],
    [105, 25],
    [115, 35],
    [115, 25],
  ],
  bbox: [
    [100, 30, 110, 40],
    [100, 20, 110, 30],
    [110, 30, 120, 40],
    [110, 20, 120, 30],
  ],
  areaKm2: [1, 1, 1, 1],
  kind: ['city', 'city', 'city', 'county'],
  capital: [null, null, null, null],
  groups: {},
};

export const column = (
  level: string,
  id: string,
  year: number | null,
  values: ColumnDocument['values'],
  quality: ColumnDocument['quality'] = 'measured',
): ColumnDocument => ({ level, indicator: id, year, values, quality, source: 'survey', totals: [] });

const giniRow = (region: string | null, year: number, value: number): MeasureRow => ({
  region,
  indicator: 'patents',
  year,
  value,
  n: 2,
  frame: 2,
  flags: [],
});

const clusterRow = (region: string, details: object): MeasureRow => ({
  ...giniRow(region, 2021, 0.1),
  details,
});

const table = (id: string, within: string | null, rows: MeasureRow[]): MeasureTable => ({
  id,
  measure: 'gini',
  title: both('基尼系数', 'Gini'),
  level: 'city',
  within,
  params: {},
  sources: ['survey'],
  rows,
});

export const gravity: NetworkDocument = {
  id: 'gravity',
  level: 'city',
  basis: 'modelled',
  directed: false,
  year: null,
  nodes: ['110100', '110200', '120100'],
  strength: [14, 10, 6],
  a: [0, 0, 1],
  b: [1, 2, 2],
  weight: [9, 5, 1],
  distanceKm: [900, 1200, 1500],
  total: 3,
  params: {},
};

export const documents: Record<string, unknown> = {
  'units/province.json': provinces,
  'units/city.json': cities,
  'columns/city/patents/2020.json': column('city', 'patents', 2020, [4, 15, null, 40]),
  'columns/city/patents/2021.json': column(
    'city',
    'patents',
    2021,
    [10, 20, 20, 25],
    ['measured', 'interpolated', 'measured', 'measured'],
  ),
  'columns/province/intensity/2015.json': column('province', 'intensity', 2015, [0.5, 1]),
  'columns/province/intensity/2020.json': column('province', 'intensity', 2020, [0.8, 1.5]),
  'columns/province/intensity/2023.json': column('province', 'intensity', 2023, [1, 2]),
  'columns/city/intensity/all.json': column('city', 'intensity', null, [0.5, 1, 1.5, 2]),
  'measures/gini-cities.json': table('gini-cities', 'province', [
    giniRow('110000', 2020, 0.3),
    giniRow('110000', 2021, 0.2),
    giniRow('120000', 2021, 0.1),
  ]),
  'measures/gini-all.json': table('gini-all', null, [giniRow(null, 2020, 0.5), giniRow(null, 2021, 0.13)]),
  'measures/clusters.json': table('clusters', 'city', [
    clusterRow('110100', { standardised: 1.5, lag: 1, quadrant: 'HH', p: 0.01, significant: true }),
    clusterRow('110200', { standardised: -0.5, lag: 1, quadrant: 'LH', p: 0.04, significant: false }),
    clusterRow('120100', { standardised: -1, lag: -1, quadrant: 'LL', p: 0.3, significant: false }),
  ]),
  'networks/gravity.json': gravity,
};

/** A bundle over the documents above. */
export const smallBundle = (): Bundle =>
  bundleOf(smallCatalog, 'http://atlas.test/', async (path) => {
    const found = documents[path];
    if (found === undefined) throw new Error(`no document ${path}`);
    return structuredClone(found);
  });

/** The state in which a view opens, with some choices changed. */
export const stateOf = (viewId: string, changes: Partial<ViewState> = {}): ViewState => ({
  ...openingState(smallCatalog, viewId, 'zh'),
  ...changes,
});
