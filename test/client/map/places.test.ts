import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { styleInput } from '../../../client/map/plate-style.ts';
import { placeScale } from '../../../client/map/place-size.ts';
import { drawingsOf } from '../../../client/map/region-drawings.ts';
import { mapStyle } from '../../../client/map/style.ts';
import { areasOf } from '../../../client/map/tile-areas.ts';
import type { Bundle } from '../../../client/bundle/bundle.ts';
import { loadPlate } from '../../../client/plate/load-plate.ts';
import { openingState } from '../../../client/state/view-state.ts';
import { smallBundle, smallCatalog, stateOf } from '../small-atlas.ts';

// The small atlas with its cities as points on the areas of their provinces.
const catalog = {
  ...smallCatalog,
  levels: smallCatalog.levels.map((level) =>
    level.id === 'city' ? { ...level, points: true as const } : level,
  ),
};
const bundle = (): Bundle => ({ ...smallBundle(), catalog });
const layerOf = (level: string): string => catalog.levels.find(({ id }) => id === level)!.layer;
const size = { width: 800, height: 600 };

describe('a level of points on the map', () => {
  it('is drawn as circles over the plain land of the level above, and as nothing else', async () => {
    const plate = await loadPlate(bundle(), stateOf('patents'));
    const style = mapStyle(styleInput(bundle(), plate, 'light'));
    expect(validateStyleMin(style)).toEqual([]);
    const typesOf = (layer: string) =>
      style.layers.flatMap((each) =>
        'source-layer' in each && each['source-layer'] === layer ? [each.type] : [],
      );
    expect(new Set(typesOf(layerOf('city')))).toEqual(new Set(['circle']));
    expect(typesOf(layerOf('province'))).toEqual(['line', 'fill', 'line']);
    const circles = style.layers.find(({ id }) => id === 'city-fill');
    expect(JSON.stringify(circles)).toContain('["feature-state","radius"]');
    expect(JSON.stringify(circles)).toContain('["get","rank"]');
  });

  it('has circles whose areas grow with values that add up, and circles of one size for all others', async () => {
    const plate = await loadPlate(bundle(), stateOf('patents', { year: 2021 }));
    const kind = plate.shown!.kind;
    const amounts = { ...plate, shown: { ...plate.shown!, kind: 'extensive' as const } };
    const scale = placeScale(amounts, size);
    const most = plate.coverage!.extent[1];
    expect(scale.bySize).toBe(true);
    expect(scale.radius(most) / scale.radius(most / 4)).toBeCloseTo(2);
    expect(scale.radius(null)).toBeGreaterThan(0);
    const shares = placeScale({ ...plate, shown: { ...plate.shown!, kind: 'ratio' } }, size);
    expect(shares.bySize).toBe(false);
    expect(shares.radius(0)).toBe(shares.radius(most));
    expect(['count', 'extensive', 'intensive', 'ratio']).toContain(kind);
  });

  it('tells the map the radius of every place, and of areas none', async () => {
    const radii = async (of: Bundle) => {
      const drawings = drawingsOf(await loadPlate(of, stateOf('patents')), { hovered: null }, size);
      return [...drawings.values()].map(({ radius }) => radius);
    };
    for (const radius of await radii(bundle())) expect(radius).toBeGreaterThan(0);
    expect(new Set(await radii(smallBundle()))).toEqual(new Set([undefined]));
  });

  it('is what a map without views opens with', () => {
    const { level } = openingState({ ...catalog, views: [] }, null, 'zh');
    expect(level).toBe('city');
  });

  it('has no shapes in a tile that has no such layer', () => {
    expect(areasOf({ z: 0, x: 0, y: 0 }, 'city', new Uint8Array()).areas).toEqual([]);
  });
});
