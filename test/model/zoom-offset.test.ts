import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveSizes, moveZooms } from '../../geodata/model/style-zooms.ts';
import { deepestZoom, zoomOffset, zoomOffsetOf } from '../../geodata/model/zoom-offset.ts';

describe('the deepest zoom of an atlas', () => {
  it.each([
    ['the world', [-180, -90, 180, 90], 8],
    ['China', [73.5, 18, 135.1, 53.6], 8],
    ['Germany', [5.9, 47.3, 15, 55.1], 10],
    ['London', [-0.51, 51.28, 0.33, 51.69], 14],
    ['a park', [116.3, 39.98, 116.32, 40], 14],
    ['one place', [10, 50, 10, 50], 14],
    ['a country that is long from north to south', [-75.7, -55, -66.4, -17.5], 8],
  ] as const)('of %s', (_name, box, zoom) => {
    expect(deepestZoom([...box])).toBe(zoom);
  });

  it('makes every atlas between the limits 22 to 46 tiles wide', () => {
    const size = fc.double({ min: 1, max: 60, noNaN: true });
    fc.assert(
      fc.property(size, (width) => {
        const tiles = (width / 360) * 2 ** deepestZoom([0, 0, width, 0.1]);
        expect(tiles).toBeLessThanOrEqual(46);
        if (width >= 32) expect(tiles).toBeGreaterThanOrEqual(22);
        else expect(tiles).toBeGreaterThan(22);
      }),
    );
  });

  it('moves the zooms of smaller atlases than a large country', () => {
    expect(zoomOffset(6)).toBe(0);
    expect(zoomOffset(11)).toBe(3);
    expect(zoomOffsetOf({ tilesets: [{ maxzoom: 8 }, { maxzoom: 14 }] })).toBe(6);
    expect(zoomOffsetOf({ tilesets: [] })).toBe(0);
  });
});

describe('a layer of a style', () => {
  const layer = {
    id: 'names',
    minzoom: 4.6,
    maxzoom: 6.5,
    filter: ['>=', ['zoom'], ['get', 'zoom']],
    layout: {
      'text-size': ['interpolate', ['linear'], ['zoom'], 3, 12, 6, 15],
      'text-anchor': ['step', ['zoom'], ['literal', [1, 2]], 2, ['literal', [3, 4]]],
      'text-offset': ['interpolate', ['linear'], ['get', 'share'], 0, 1, 2, 3],
    },
    paint: { 'text-color': '#000', 'text-halo-width': 3 },
  };

  it('is moved with its range and the stops over zoom, and with nothing else', () => {
    expect(moveZooms(layer, 2)).toEqual({
      ...layer,
      minzoom: 6.6,
      maxzoom: 8.5,
      layout: {
        'text-size': ['interpolate', ['linear'], ['zoom'], 5, 12, 8, 15],
        'text-anchor': ['step', ['zoom'], ['literal', [1, 2]], 4, ['literal', [3, 4]]],
        'text-offset': ['interpolate', ['linear'], ['get', 'share'], 0, 1, 2, 3],
      },
    });
  });

  it('keeps its range where that is somebody else’s to say, and a range from the start', () => {
    expect(moveSizes(layer, 2)).toMatchObject({ minzoom: 4.6, maxzoom: 6.5 });
    expect(moveZooms({ id: 'ground', minzoom: 0 }, 2)).toEqual({ id: 'ground', minzoom: 0 });
  });
});
