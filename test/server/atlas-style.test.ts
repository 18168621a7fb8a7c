import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { expect, test } from 'vitest';
import type { Catalog, NetworkEntry } from '../../geodata/model/catalog.ts';
import { makeAtlasStyle } from '../../server/styles/atlas-style.ts';
import { makeQgisStyle } from '../../server/styles/qgis-style.ts';
import { toyCatalog } from '../support/toy-catalog.ts';

const both = (text: string) => ({ zh: text, en: text });

/** The catalog of an atlas with every kind of layer: a directed network with years, agglomerations, corridors. */
function richCatalog(): Catalog {
  const layer = (id: string, geometry: 'point' | 'line' | 'polygon') => ({
    id,
    description: both(id),
    geometry,
    minzoom: 0,
    maxzoom: 4,
    fields: {},
    features: 1,
  });
  const layers = [
    layer('province', 'polygon'),
    layer('city', 'polygon'),
    layer('agglomerations', 'polygon'),
    layer('corridors', 'line'),
    layer('flows', 'line'),
    layer('arrowheads', 'point'),
    layer('centres', 'point'),
    layer('labels', 'point'),
  ];
  const bounds: [number, number, number, number] = [100, 20, 120, 40];
  const tileset = {
    id: 'toy',
    revision: '0123456789abcdef',
    archive: 'archives/toy.pmtiles',
    minzoom: 0,
    maxzoom: 4,
    bounds,
    center: [110, 30, 3] as [number, number, number],
    bytes: 1,
    tiles: 1,
    layers,
  };
  const catalog = toyCatalog([tileset], [], 'rich');
  const [network] = catalog.networks as [NetworkEntry];
  const set = { id: 'clusters', name: both('Clusters'), level: 'city', sources: [], entries: [] };
  return {
    ...catalog,
    revision: '0123456789abcdef',
    networks: [network, { ...network, id: 'migration', directed: true, years: [2010, 2015, 2020] }],
    agglomerations: [{ ...set, linksBasis: null }],
    corridors: [{ ...set, id: 'belts', network: null, tiers: null }],
  };
}

const catalog = richCatalog();
const face = { url: 'http://localhost/fonts/sans.woff2', 'unicode-range': ['U+20-7E'] };
const style = makeAtlasStyle(catalog, { address: 'http://localhost', fontFaces: [face], language: 'en' });
const idsOf = (ids: readonly { id: string }[]): string[] => ids.map(({ id }) => id);

test('every layer of the tiles is drawn, areas below lines, lines below points, names on top', () => {
  expect(validateStyleMin(style)).toEqual([]);
  expect(idsOf(style.layers)).toEqual([
    'sea',
    'province-fill',
    'city-fill',
    'city-border',
    'province-border',
    'clusters-areas',
    'clusters-outlines',
    'belts-corridors',
    'links-links',
    'migration-links',
    'migration-heads',
    'plan-centres',
    'city-names',
    'province-names',
  ]);
});

test('of a network with years only the latest is drawn, by heads as well; without years there is no filter on them', () => {
  const filterOf = (id: string): unknown =>
    (style.layers.find((layer) => layer.id === id) as { filter?: unknown }).filter;
  for (const id of ['migration-links', 'migration-heads'])
    expect(filterOf(id)).toEqual([
      'all',
      ['==', ['get', 'network'], 'migration'],
      ['==', ['get', 'year'], 2020],
    ]);
  expect(filterOf('links-links')).toEqual(['==', ['get', 'network'], 'links']);
});

test('of several networks the first is shown', () => {
  const visibility = (id: string): unknown =>
    style.layers.find((layer) => layer.id === id)?.layout?.visibility;
  expect(visibility('links-links')).toBeUndefined();
  expect(visibility('migration-links')).toBe('none');
  expect(visibility('migration-heads')).toBe('none');
});

test('the style for QGIS says the same in plain comparisons', () => {
  const plain = makeQgisStyle(catalog, 'http://localhost');
  expect(validateStyleMin(plain)).toEqual([]);
  const filters = plain.layers.flatMap((layer) => ('filter' in layer ? [JSON.stringify(layer.filter)] : []));
  expect(filters.filter((text) => text.includes('migration'))).toSatisfy((texts: string[]) =>
    texts.every((text) => text.includes('["==","year",2020]')),
  );
  expect(filters.join()).not.toContain('"get"');
  expect(filters.join()).toContain('"clusters"');
  expect(filters.join()).toContain('"belts"');
});
