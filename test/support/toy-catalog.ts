import type { Catalog } from '../../geodata/model/catalog.ts';

const both = (zh: string, en: string) => ({ zh, en });

/** Catalog of the toy atlas over its tilesets. */
export const toyCatalog = (
  tilesets: Catalog['tilesets'],
  features: Catalog['features'],
  edition: string,
): Omit<Catalog, 'revision'> => ({
  jiju: 1,
  version: '0.0.0',
  id: 'toy',
  title: both('玩具图集', `Toy atlas, ${edition} edition`),
  description: both('两省四市', 'Two provinces & four cities'),
  bounds: [100, 20, 120, 40],
  home: [100, 20, 120, 40],
  captions: {
    map: both('示意图', 'Schematic map'),
    mapApproval: null,
    credits: [both('自制', 'Home-made <b>')],
  },
  sources: [
    {
      id: 'toy',
      title: both('玩具', 'Toy'),
      publisher: both('玩具', 'Toy'),
      year: '2024',
      licence: both('CC0', 'CC0'),
    },
  ],
  groupings: [],
  levels: [
    {
      id: 'province',
      name: both('省', 'Province'),
      layer: 'province',
      parent: null,
      count: 2,
      units: 'units/province.json',
      zooms: [0, 4],
      sources: [],
    },
    {
      id: 'city',
      name: both('市', 'City'),
      layer: 'city',
      parent: 'province',
      count: 4,
      units: 'units/city.json',
      zooms: [0, 8],
      sources: [],
    },
  ],
  indicators: [
    {
      id: 'patents',
      name: both('专利', 'Patents'),
      unit: both('件', 'patents'),
      scale: 1,
      kind: 'extensive',
      direction: 1,
      quality: 'measured',
      absent: 'missing',
      uncovered: [],
      decimals: 0,
      theme: 'output',
      columns: [
        {
          level: 'city',
          years: [2020, 2021],
          breaks: [15, 25, 35],
          extent: [10, 41],
          counts: [3, 4],
          qualities: ['measured'],
          sources: ['toy'],
          summedFrom: null,
        },
      ],
    },
  ],
  themes: [{ id: 'output', name: both('产出', 'Output') }],
  tilesets,
  features,
  networks: [
    {
      id: 'links',
      name: both('联系', 'Links'),
      level: 'city',
      basis: 'modelled',
      directed: false,
      layer: 'flows',
      years: [null],
      edges: 1,
      weight: { name: both('强度', 'Strength'), unit: both('', ''), extent: [5, 5] },
      method: both('引力', 'Gravity'),
      sources: [],
      path: 'networks/links.json',
    },
  ],
  tiers: [
    {
      id: 'plan',
      name: both('规划', 'Plan'),
      basis: 'designated',
      tiers: [{ rank: 1, id: 'national', name: both('国家级', 'National') }],
      centres: [
        {
          code: '110100',
          level: 'city',
          name: both('西北市', 'Northwest'),
          rank: 1,
          zone: null,
          point: [105, 35],
        },
      ],
      source: 'toy',
    },
  ],
  measures: [],
  views: [
    {
      id: 'patents',
      name: both('专利', 'Patents'),
      summary: both('专利数', 'Number of patents'),
      level: 'city',
      indicator: 'patents',
      year: 2021,
      layers: [],
      bounds: null,
    },
  ],
  diagnostics: { error: 0, warning: 0, info: 0 },
});
