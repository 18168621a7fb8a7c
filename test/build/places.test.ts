import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnDocument, RegionRegister } from '../../geodata/model/catalog.ts';
import type { MeasureTable } from '../../geodata/model/measure.ts';
import type { NetworkDocument } from '../../geodata/model/network.ts';
import type { BuiltAtlas } from '../support/built-atlas.ts';
import { builtAtlas } from '../support/built-atlas.ts';

// Two provinces with boundaries, and a table that says where their cities are: one with two rows of which one lacks its
// coordinates, two that share a name, two at one point, one outside of both provinces, and rows that nothing can be made of.
let atlas: BuiltAtlas;
let register: RegionRegister;
beforeAll(async () => {
  atlas = await builtAtlas(join(import.meta.dirname, '../cases/places/atlas'));
  register = atlas.read<RegionRegister>('units/city.json');
});
afterAll(() => atlas.remove());

describe('cities with coordinates and without boundaries', () => {
  test('are points, in the region above that lies around them', () => {
    const [province, city] = atlas.catalog.levels;
    expect(province).not.toHaveProperty('points');
    expect(city).toMatchObject({ id: 'city', points: true, parent: 'province', count: 8 });
    expect(register.code).toEqual(['ALBA', 'BRIG', 'COVE', 'DELL', 'DELL 2', 'FAR', 'ISLE', 'TWIN']);
    expect(register.name.en).toEqual(['Alba', 'Brig', 'Cove', 'Dell', 'Dell', 'Far', 'Isle', 'Twin']);
    // Isle lies a little off the coast of the east.
    expect(register.parent).toEqual(['W', 'W', 'E', 'E', 'W', null, 'E', 'E']);
    expect(register.point[0]).toEqual([100.5, 31.5]);
    expect(register.areaKm2).toEqual(Array(8).fill(0));
  });

  test('have the values of their rows, whichever of them share a name', () => {
    const values = (year: number) => atlas.read<ColumnDocument>(`columns/city/patents/${year}.json`).values;
    expect(values(2020)).toEqual([10, 40, 20, 5, null, null, null, null]);
    expect(values(2021)).toEqual([12, 44, 25, 6, 3, 1, 2, 1]);
  });

  test('add up to the region above where things are counted, not where a list may be incomplete', () => {
    const levelsOf = (id: string) =>
      atlas.catalog.indicators.find((each) => each.id === id)!.columns.map(({ level }) => level);
    expect(levelsOf('labs')).toEqual(['city', 'province']);
    expect(levelsOf('patents')).toEqual(['city']);
  });

  test('are told of where they have no place on the map, each once', () => {
    const lines = (code: Parameters<BuiltAtlas['told']>[0]) => atlas.told(code).map(({ at }) => at.line);
    expect(lines('place/missing-coordinates')).toEqual([11, 15]);
    expect(lines('place/invalid-coordinates')).toEqual([12, 13]);
    expect(lines('place/missing-key')).toEqual([14]);
    expect(lines('place/same-key')).toEqual([10]);
    expect(lines('place/same-point')).toEqual([18]);
    expect(atlas.told('place/outside-parents').map(({ at }) => at.region)).toEqual(['FAR']);
    expect(atlas.told('join/unmatched-row')).toEqual([]);
    const [minutes, swapped] = atlas.told('place/invalid-coordinates');
    expect(minutes!.message).toContain('expected decimal degrees: 51.5, not 51°30′');
    expect(swapped!.message).toContain('look like latitude first');
  });

  test('are points of the tiles, the largest first', async () => {
    const layer = atlas.catalog.tilesets[0]!.layers.find(({ id }) => id === 'city');
    expect(layer).toMatchObject({ geometry: 'point', features: 8 });
    const ranks = (await atlas.features('city')).map(({ name_en, rank }) => [name_en, rank]);
    expect(Object.fromEntries(ranks)).toMatchObject({ Brig: 1, Cove: 2, Alba: 3, Dell: expect.any(Number) });
    expect(atlas.catalog.features.find(({ id }) => id === 'city')).toMatchObject({
      geometry: 'Point',
      count: 8,
    });
  });

  test('are where a map begins, with room around them', () => {
    const [west, south, east, north] = atlas.catalog.home;
    expect(west).toBeLessThan(100.2);
    expect(south).toBeLessThan(30.2);
    expect(east).toBeGreaterThan(120);
    expect(north).toBeGreaterThan(31.5);
  });

  test('have links between them', () => {
    const network = atlas.read<NetworkDocument>('networks/trains.json');
    const links = network.a.map((a, edge) => [network.nodes[a], network.nodes[network.b[edge]!]]);
    expect(links).toEqual([
      ['ALBA', 'BRIG'],
      ['BRIG', 'COVE'],
      ['COVE', 'ISLE'],
    ]);
  });

  test('are measured, with the nearest as neighbours where areas would have borders', () => {
    const value = (id: string) => atlas.read<MeasureTable>(`measures/${id}.json`).rows.at(-1)!.value;
    expect(value('gini')).toBeGreaterThan(0);
    expect(value('moran')).toEqual(expect.any(Number));
    expect(atlas.told('measure/nearest-neighbours').map(({ message }) => message)).toEqual([
      expect.stringContaining('the 2 nearest'),
    ]);
  });
});
