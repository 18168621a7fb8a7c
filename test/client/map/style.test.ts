import { validateStyleMin, type StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { chooseLinks, linksAtFirst } from '../../../client/map/link-choice.ts';
import { linkNodes } from '../../../client/map/link-nodes.ts';
import { paletteFor, palettes, type Theme } from '../../../client/map/palette.ts';
import { projectionName } from '../../../client/map/planar-projection.ts';
import { drawingsOf } from '../../../client/map/region-drawings.ts';
import { mapStyle, regionAddress } from '../../../client/map/style.ts';
import type { StyleInput } from '../../../client/map/style-input.ts';
import { loadPlate } from '../../../client/plate/load-plate.ts';
import type { Plate } from '../../../client/plate/plate.ts';
import { overlayIds, type LinkKind } from '../../../client/state/view-state.ts';
import { cities, gravity, smallBundle, smallCatalog, stateOf } from '../small-atlas.ts';

const inputOf = (changes: Partial<StyleInput> = {}): StyleInput => ({
  base: 'http://atlas.test/base/',
  tilesets: smallCatalog.tilesets,
  plane: null,
  levels: smallCatalog.levels,
  level: 'city',
  overlays: overlayIds,
  scheme: 'plan',
  network: smallCatalog.networks[0]!,
  linkYear: null,
  linkRanks: [1, 2],
  nodes: linkNodes(gravity, cities, [0, 1]),
  selected: null,
  language: 'zh',
  theme: 'light',
  palette: paletteFor('light', false),
  placesBySize: false,
  ramp: 'sequential',
  groups: [],
  ...changes,
});

const idsOf = ({ layers }: StyleSpecification): string[] => layers.map(({ id }) => id);

describe('the style', () => {
  it('draws links of one year, or those without time', () => {
    const filterOf = (linkYear: number | null): unknown =>
      mapStyle(inputOf({ linkYear })).layers.find(({ id }) => id === 'flows');
    expect(JSON.stringify(filterOf(2020))).toContain('["==",["get","year"],2020]');
    expect(JSON.stringify(filterOf(null))).toContain('["==",["get","year"],0]');
  });

  it('has arrows on links that lead somewhere, of the year and ranks that are drawn', () => {
    const [tileset] = smallCatalog.tilesets;
    const links = tileset!.layers.find(({ id }) => id === 'flows')!;
    const tilesets = [{ ...tileset!, layers: [...tileset!.layers, { ...links, id: 'arrowheads' }] }];
    const network = { ...smallCatalog.networks[0]!, directed: true };
    expect(idsOf(mapStyle(inputOf({ tilesets })))).not.toContain('link-heads');
    const style = mapStyle(inputOf({ tilesets, network, linkYear: 2020, linkRanks: [1] }));
    expect(validateStyleMin(style)).toEqual([]);
    const heads = style.layers.find(({ id }) => id === 'link-heads');
    expect(heads).toMatchObject({
      'source-layer': 'arrowheads',
      layout: { 'text-rotate': ['get', 'bearing'] },
    });
    const lines = style.layers.find(({ id }) => id === 'flows');
    expect(heads).toHaveProperty('filter', (lines as { filter: unknown }).filter);
    expect(idsOf(style).indexOf('link-heads')).toBeGreaterThan(idsOf(style).indexOf('flows'));
  });

  it('is valid in every combination', () => {
    for (const level of ['province', 'city']) {
      for (const theme of ['light', 'dark'] satisfies Theme[]) {
        for (const selected of [
          null,
          { level: 'city', code: '110100' },
          { level: 'province', code: '110000' },
        ]) {
          const style = mapStyle(inputOf({ level, theme, palette: palettes[theme], selected }));
          expect(validateStyleMin(style)).toEqual([]);
        }
      }
    }
  });

  it('is the same map from nearer for an atlas of a city', () => {
    const nearer = smallCatalog.tilesets.map((tileset) => ({ ...tileset, maxzoom: 14 }));
    const country = mapStyle(inputOf());
    const city = mapStyle(inputOf({ tilesets: nearer }));
    expect(validateStyleMin(city)).toEqual([]);
    expect(idsOf(city)).toEqual(idsOf(country));
    const sizesOf = (style: StyleSpecification): unknown =>
      style.layers.find(({ id }) => id === 'province-labels')?.layout;
    expect(sizesOf(country)).toMatchObject({
      'text-size': ['interpolate', ['linear'], ['zoom'], 3, 11.5, 6, 15],
    });
    expect(sizesOf(city)).toMatchObject({
      'text-size': ['interpolate', ['linear'], ['zoom'], 9, 11.5, 12, 15],
    });
  });

  it('asks for the plane that the tiles are cut in', () => {
    const plane = {
      south: 25,
      north: 47,
      meridian: 105,
      corner: [-20000, 24000] as [number, number],
      sideKm: 32000,
    };
    expect(mapStyle(inputOf({ plane })).projection).toEqual({ type: projectionName(plane) });
    expect(mapStyle(inputOf()).projection).toBeUndefined();
  });

  it('is the same for the same state', () => {
    expect(mapStyle(inputOf())).toEqual(mapStyle(inputOf()));
  });

  it('draws from the ground up', () => {
    expect(idsOf(mapStyle(inputOf()))).toMatchInlineSnapshot(`
      [
        "background",
        "waterline",
        "city-ground",
        "city-no-data",
        "city-fill",
        "city-marked",
        "city-outside",
        "city-border",
        "province-border",
        "city-selected-casing",
        "city-hovered",
        "city-selected",
        "flows-casing",
        "flows",
        "centres",
        "centres-eye",
        "city-labels",
        "province-labels",
        "link-nodes",
        "link-node-labels",
        "centre-labels-lower",
        "centre-labels",
      ]
    `);
    expect(idsOf(mapStyle(inputOf({ level: 'province', overlays: [] })))).toMatchInlineSnapshot(`
      [
        "background",
        "waterline",
        "province-ground",
        "province-no-data",
        "province-fill",
        "province-marked",
        "province-outside",
        "province-border",
        "province-selected-casing",
        "province-hovered",
        "province-selected",
      ]
    `);
  });

  it('reads tiles of one revision and fonts from below the base, and nothing from elsewhere', () => {
    const text = JSON.stringify(mapStyle(inputOf()));
    expect(text).toContain('http://atlas.test/base/tiles/small/tiles1/{z}/{x}/{y}.mvt');
    const hosts = [...text.matchAll(/https?:\/\/[^/"]+\/base/g)].map(([host]) => host);
    expect(new Set(hosts)).toEqual(new Set(['http://atlas.test/base']));
    expect(text).not.toMatch(/"(glyphs|sprite)"/);
  });

  it('writes names in the language of the reader', () => {
    const textFields = (language: 'zh' | 'en'): unknown[] =>
      mapStyle(inputOf({ language })).layers.flatMap((layer) =>
        layer.type === 'symbol' ? [layer.layout?.['text-field']] : [],
      );
    expect(new Set(textFields('zh').map(String))).toEqual(new Set(['get,name']));
    expect(new Set(textFields('en').map(String))).toEqual(new Set(['get,name_en']));
  });

  it('outlines a selected region of another level', () => {
    const style = mapStyle(inputOf({ selected: { level: 'province', code: '110000' } }));
    expect(style.layers.find(({ id }) => id === 'other-selected')).toMatchObject({
      'source-layer': 'provinces',
    });
  });

  it('colours regions by the ramp of the plate', () => {
    for (const ramp of ['sequential', 'diverging', 'clusters'] as const) {
      const fill = mapStyle(inputOf({ ramp })).layers.find(({ id }) => id === 'city-fill');
      expect(JSON.stringify(fill?.type === 'fill' && fill.paint)).toContain(palettes.light.ramps[ramp][4]);
    }
  });

  it('leaves out layers that no tileset has', () => {
    const style = mapStyle(inputOf({ tilesets: [] }));
    expect(idsOf(style)).toEqual(['background', 'link-nodes', 'link-node-labels']);
    expect(regionAddress(inputOf({ tilesets: [] }))).toBeNull();
  });
});

describe('palettes', () => {
  it('have a colour for every class and kind, and turn the scale round in the dark', () => {
    for (const { ramps } of Object.values(palettes)) {
      expect([ramps.sequential, ramps.diverging, ramps.clusters].map(({ length }) => length)).toEqual([
        5, 5, 5,
      ]);
    }
    // But for the lowest class, which would glow over large areas.
    expect(palettes.dark.ramps.sequential.slice(1)).toEqual(
      palettes.light.ramps.sequential.slice(0, 4).toReversed(),
    );
  });

  it('mute their colours under links, and keep them apart', () => {
    const muted = paletteFor('light', true).ramps.sequential;
    expect(new Set([...muted, ...palettes.light.ramps.sequential]).size).toBe(10);
    for (const color of muted) expect(color).toMatch(/^#[0-9a-f]{6}$/);
  });
});

const size = { width: 800, height: 600 };

describe('drawings of regions', () => {
  it('say shade, estimate, extent, pointer and selection', async () => {
    const state = stateOf('patents', { within: '110000', selected: { level: 'city', code: '110100' } });
    const drawings = drawingsOf(await loadPlate(smallBundle(), state), { hovered: 1 }, size);
    expect(drawings.get(110100)).toEqual({
      shade: 0,
      marked: false,
      outside: false,
      hovered: false,
      selected: true,
    });
    expect(drawings.get(110200)).toEqual({
      shade: 2,
      marked: true,
      outside: false,
      hovered: true,
      selected: false,
    });
    expect(drawings.get(120200)).toEqual({
      shade: 4,
      marked: false,
      outside: true,
      hovered: false,
      selected: false,
    });
  });

  it('tell no data from no indicator', async () => {
    const noData = await loadPlate(smallBundle(), stateOf('patents', { year: 2020 }));
    expect(drawingsOf(noData, { hovered: null }, size).get(120100)?.shade).toBe(-1);
    const noIndicator = await loadPlate(smallBundle(), stateOf('patents', { indicator: null }));
    expect(drawingsOf(noIndicator, { hovered: null }, size).get(120100)?.shade).toBe(-2);
  });
});

describe('the choice of links', () => {
  const choose = (kind: LinkKind, count = 10): number[] =>
    chooseLinks(
      gravity,
      cities,
      { ...smallCatalog.tiers[0]!, centres: [centre('110100'), centre('120100')] },
      kind,
      count,
    );
  const centre = (code: string) => ({
    code,
    level: 'city',
    name: { zh: '', en: '' },
    rank: 1,
    zone: null,
    point: [0, 0] as [number, number],
  });

  it('takes the strongest of the kind', () => {
    expect(choose('all')).toEqual([0, 1, 2]);
    expect(choose('all', 2)).toEqual([0, 1]);
    expect(choose('within')).toEqual([0]);
    expect(choose('between')).toEqual([1, 2]);
    expect(choose('centres')).toEqual([1]);
  });

  const fromZooms = (...zoom: number[]): typeof gravity =>
    ({ ...gravity, structure: { links: { zoom } } }) as unknown as typeof gravity;

  it('says where tiles of the widest map do not have all of them yet', async () => {
    const plate = await loadPlate(smallBundle(), stateOf('patents', { linkKind: 'all', links: 3 }));
    const atFirst = (...zooms: number[]): ReturnType<typeof linksAtFirst> => {
      const drawn: Plate = { ...plate, network: { document: fromZooms(...zooms), register: cities } };
      return linksAtFirst(drawn);
    };
    expect(atFirst(0, 0, 1)).toBeNull();
    expect(atFirst(0, 2, 3)).toEqual({ shown: 2, chosen: 3, zoom: 3 });
  });

  it('leaves ends out until one of their links is there', () => {
    const zooms = linkNodes(fromZooms(3, 1, 2), cities, [0, 1, 2]).map(({ zoom }) => zoom);
    expect(zooms.toSorted((one, other) => one - other)[0]).toBe(1);
    expect(linkNodes(fromZooms(3, 1, 2), cities, [0]).map(({ zoom }) => zoom)).toEqual([3, 3]);
  });
});

describe('ends of links', () => {
  it('are those of the strongest links, strongest first', () => {
    expect(linkNodes(gravity, cities, [0]).map(({ name, strength }) => [name.en, strength])).toEqual([
      ["Xi'an", 1],
      ['Southwest', 10 / 14],
    ]);
    expect(linkNodes(gravity, cities, [0, 1, 2])).toHaveLength(3);
  });
});
