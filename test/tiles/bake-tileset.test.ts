import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bakeTileset } from '../../geodata/tiles/index.ts';
import type { Geometry, LineGeometry, Position } from '../../geodata/model/geometry.ts';
import type { Layer } from '../../geodata/model/layer.ts';
import {
  bakeAndDecode,
  layerOf,
  ringArea,
  type Decoded,
  type DecodedFeature,
} from '../support/decode-archive.ts';

const require = createRequire(import.meta.url);

interface StateCollection {
  features: { id: string; geometry: Geometry; properties: { name: string } }[];
}

/** Steps from the north-west corner of the world at a zoom, unrounded. */
const toSteps = ([longitude, latitude]: Position, zoom: number): [number, number] => {
  const size = 4096 * 2 ** zoom;
  const y = 0.5 - Math.asinh(Math.tan((latitude * Math.PI) / 180)) / (2 * Math.PI);
  return [(longitude / 360 + 0.5) * size, y * size];
};

const square = (west: number, south: number, east: number, north: number): Position[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

const polygon = (...coordinates: Position[][]): Geometry => ({ type: 'Polygon', coordinates });

/** The states of the USA from the us-atlas package: a clean coverage with islands. */
function usStates(): Layer {
  const topology = JSON.parse(readFileSync(require.resolve('us-atlas/states-10m.json'), 'utf8'));
  const topojson = require('topojson-client') as { feature: (...input: unknown[]) => StateCollection };
  const collection = topojson.feature(topology, topology.objects.states);
  return {
    ...layerOf('polygon', []),
    id: 'states',
    fields: { name: 'string', code: 'number' },
    coverage: true,
    maxzoom: 6,
    features: collection.features.map(({ id, geometry, properties }) => ({
      id: Number(id),
      geometry,
      properties: { name: properties.name, code: Number(id) },
    })),
  };
}

/** Edges of rings that lie strictly inside the tile, as "x,y x,y" in the order they are walked. */
const innerEdges = ({ geometry }: DecodedFeature): string[] =>
  geometry.flatMap((ring) =>
    ring.slice(1).flatMap(([x, y], i) => {
      const [px, py] = ring[i]!;
      const inside = [x, y, px, py].every((value) => value > -64 && value < 4160);
      return inside ? [`${px},${py} ${x},${y}`] : [];
    }),
  );

describe('a coverage', () => {
  let decoded: Decoded;
  beforeAll(async () => {
    decoded = await bakeAndDecode([usStates()], { maxzoom: 6 });
  });

  it('is valid MVT 2.1: winding, closure, ids, no repeated vertices, nothing outside the buffer', () => {
    expect(decoded.problems).toEqual([]);
    for (const { id, type, geometry } of decoded.features) {
      expect(id).toBeGreaterThan(0);
      expect(type).toBe(3);
      expect(ringArea(geometry[0]!)).toBeGreaterThan(0);
      for (const ring of geometry) {
        expect(ring.length).toBeGreaterThanOrEqual(4);
        expect(ring.at(-1)).toEqual(ring[0]);
        expect(ringArea(ring)).not.toBe(0);
        for (const [i, [x, y]] of ring.entries()) {
          expect(Math.min(x, y)).toBeGreaterThanOrEqual(-64);
          expect(Math.max(x, y)).toBeLessThanOrEqual(4096 + 64);
          if (i > 0) expect(ring[i - 1]).not.toEqual([x, y]);
        }
      }
    }
  });

  it('shows every feature at every zoom', () => {
    for (let zoom = 0; zoom <= 6; zoom++) {
      const ids = new Set(decoded.features.filter(({ z }) => z === zoom).map(({ id }) => id));
      expect(ids.size).toBe(56);
    }
    expect(decoded.baked.drops).toEqual([]);
  });

  it('gives both sides of a border the same vertices in every tile', () => {
    const byTile = new Map<string, DecodedFeature[]>();
    for (const feature of decoded.features) {
      const key = `${feature.z}/${feature.x}/${feature.y}`;
      byTile.set(key, [...(byTile.get(key) ?? []), feature]);
    }
    let shared = 0;
    for (const features of byTile.values()) {
      // Each edge is walked at most once in each direction; a lone edge is coast, and then its ends are
      // joined to other edges of the coast. A gap would show as an edge beside another between two states.
      const walked = new Map<string, number>();
      for (const edge of features.flatMap(innerEdges)) walked.set(edge, (walked.get(edge) ?? 0) + 1);
      for (const [edge, times] of walked) {
        expect(times).toBe(1);
        const [from, to] = edge.split(' ');
        if (walked.has(`${to} ${from}`)) shared++;
      }
    }
    expect(shared).toBeGreaterThan(2000);
  });

  it('leaves no gap: landlocked Colorado has no edge that a neighbour does not walk the other way', () => {
    for (const colorado of decoded.features.filter(({ id }) => id === 8)) {
      const neighbours = decoded.features.filter(
        ({ z, x, y, id }) => id !== 8 && z === colorado.z && x === colorado.x && y === colorado.y,
      );
      const others = new Set(neighbours.flatMap(innerEdges));
      for (const edge of innerEdges(colorado)) expect(others).toContain(edge.split(' ').reverse().join(' '));
    }
  });

  it('keeps borders within two steps at the deepest zoom', () => {
    const colorado = usStates().features.find(({ id }) => id === 8)!.geometry as {
      coordinates: Position[][];
    };
    const latitudes = colorado.coordinates.flat().map(([, latitude]) => latitude);
    const rows = decoded.features
      .filter(({ id, z }) => id === 8 && z === 6)
      .flatMap(({ geometry, y }) => geometry.flat().map((point) => point[1] + y * 4096));
    expect(Math.abs(Math.min(...rows) - toSteps([0, Math.max(...latitudes)], 6)[1])).toBeLessThan(2);
    expect(Math.abs(Math.max(...rows) - toSteps([0, Math.min(...latitudes)], 6)[1])).toBeLessThan(2);
  });

  it('is baked to the same bytes by any number of threads', async () => {
    const layer = usStates();
    const bakes = [];
    for (const workers of [1, 2, 3])
      bakes.push((await bakeAndDecode([layer], { maxzoom: 6, workers, threadsFrom: 0 })).bytes);
    expect(Buffer.compare(bakes[0]!, bakes[1]!)).toBe(0);
    expect(Buffer.compare(bakes[0]!, bakes[2]!)).toBe(0);
  });

  it('describes its layers in the metadata', async () => {
    const { memorySource, openArchive } = await import('../../geodata/archive/index.ts');
    const { metadata, header } = await openArchive(memorySource(decoded.bytes));
    expect(metadata.vector_layers).toEqual([
      { id: 'states', minzoom: 0, maxzoom: 6, fields: { name: 'String', code: 'Number' } },
    ]);
    expect(metadata['tilestats']).toMatchObject({ layerCount: 1, layers: [{ layer: 'states', count: 56 }] });
    expect(header).toMatchObject({
      minzoom: 0,
      maxzoom: 6,
      tileType: 'mvt',
      tileCompression: 'gzip',
      clustered: true,
    });
  });
});

describe('polygons', () => {
  it('are wound right whichever way the source winds them', async () => {
    const outer = square(-20, -20, 20, 20);
    const hole = square(-5, -5, 5, 5);
    const { features } = await bakeAndDecode(
      [layerOf('polygon', [polygon(outer, hole), polygon(outer.toReversed(), hole.toReversed())])],
      { maxzoom: 2 },
    );
    for (const { geometry } of features) {
      expect(ringArea(geometry[0]!)).toBeGreaterThan(0);
      expect(geometry[1] === undefined || ringArea(geometry[1]) < 0).toBe(true);
    }
    expect(features.filter(({ z }) => z === 0).every(({ geometry }) => geometry.length === 2)).toBe(true);
  });

  it('are absent from tiles that lie in their holes, and fill tiles inside them', async () => {
    const layer = layerOf('polygon', [
      { type: 'Polygon', coordinates: [square(-89, -80, 89, 80), square(-50, -70, 50, 70)] },
    ]);
    const { features } = await bakeAndDecode([layer], { minzoom: 5, maxzoom: 5 });
    expect(features.some(({ x, y }) => x === 16 && y === 16)).toBe(false);
    const full = features.filter(({ geometry }) => Math.abs(ringArea(geometry[0]!)) === 2 * 4224 ** 2);
    expect(full.length).toBeGreaterThan(0);
    expect(full.some(({ geometry }) => geometry.length === 1)).toBe(true);
  });

  it('that are smaller than a step are dots, so that nothing vanishes', async () => {
    const layer = layerOf('polygon', [
      { type: 'Polygon', coordinates: [square(10, 10, 10.00001, 10.00001)] },
      { type: 'Polygon', coordinates: [square(20, 20, 20, 20)] },
    ]);
    const { features, baked } = await bakeAndDecode([layer], { maxzoom: 4 });
    for (const id of [0, 1]) {
      const zooms = features.filter((feature) => feature.id === id).map(({ z }) => z);
      expect(zooms).toEqual([0, 1, 2, 3, 4]);
    }
    expect(features.every(({ geometry }) => ringArea(geometry[0]!) === 2)).toBe(true);
    expect(baked.diagnostics.map(({ code, message }) => [code, message])).toContainEqual([
      'boundary/repaired',
      'Layer test: polygons without area are drawn as dots: feature 1.',
    ]);
  });

  it('that cross the antimeridian are drawn on both sides, whether cut or not', async () => {
    const uncut: Position[] = [
      [170, -10],
      [-170, -10],
      [-170, 10],
      [170, 10],
      [170, -10],
    ];
    const { features, baked } = await bakeAndDecode(
      [layerOf('polygon', [{ type: 'Polygon', coordinates: [uncut] }])],
      {
        minzoom: 3,
        maxzoom: 3,
      },
    );
    // 10° are 1,024 × 10 / 11.25 = 910 steps of a tile of 45°.
    expect(new Set(features.map(({ x }) => x))).toEqual(new Set([0, 7]));
    const east = features
      .filter(({ x }) => x === 7)
      .flatMap(({ geometry }) => geometry[0]!.map(([px]) => px));
    expect([Math.min(...east), Math.max(...east)]).toEqual([Math.round(4096 * (1 - 10 / 45)), 4160]);
    const west = features
      .filter(({ x }) => x === 0)
      .flatMap(({ geometry }) => geometry[0]!.map(([px]) => px));
    expect([Math.min(...west), Math.max(...west)]).toEqual([-64, Math.round((4096 * 10) / 45)]);
    expect(baked.bounds[0]).toBe(-180);
    expect(baked.bounds[2]).toBe(180);
    expect(baked.diagnostics.map(({ code }) => code)).toEqual(['boundary/repaired']);
  });

  it.each<[string, Position[]]>([
    [
      'go over and back by whole turns',
      [
        [-180, 1],
        [180, 1],
        [179, 2],
        [180, 3],
        [-180, 1],
      ],
    ],
    [
      'go over by a long step and back by a whole turn',
      [
        [-180, 1],
        [179, 2],
        [180, 3],
        [-180, 1],
      ],
    ],
  ])('on the antimeridian that %s do not run around the world', async (_, ring) => {
    const layer = layerOf('polygon', [{ type: 'Polygon', coordinates: [ring] }]);
    const { features } = await bakeAndDecode([layer], { minzoom: 3, maxzoom: 3 });
    for (const { x, geometry } of features)
      for (const [px] of geometry[0]!) expect(x === 7 ? px : 4096).toBeGreaterThan(3900);
    expect(new Set(features.map(({ x }) => x))).toEqual(new Set([0, 7]));
  });

  it('around the world, cut along the antimeridian, stay boxes', async () => {
    const box: Position[] = [
      [-180, -30],
      [180, -30],
      [180, 30],
      [-180, 30],
      [-180, -30],
    ];
    const layer = layerOf('polygon', [{ type: 'Polygon', coordinates: [box] }]);
    const { features } = await bakeAndDecode([layer], { minzoom: 1, maxzoom: 1 });
    expect(new Set(features.map(({ x }) => x))).toEqual(new Set([0, 1]));
  });

  it('that run around a pole reach the edge of the map', async () => {
    const ring: Position[] = [0, 60, 120, 180, -120, -60, 0].map((longitude) => [longitude, -70]);
    const { features } = await bakeAndDecode(
      [layerOf('polygon', [{ type: 'Polygon', coordinates: [ring] }])],
      {
        maxzoom: 0,
      },
    );
    const points = features[0]!.geometry.flat();
    expect(Math.max(...points.map(([, y]) => y))).toBe(4096);
    expect(Math.max(...points.map(([x]) => x))).toBe(4160);
    expect(Math.min(...points.map(([x]) => x))).toBe(-64);
  });

  it('at ±90° are cut at the edge of the map', async () => {
    const world = square(-180, -90, 180, 90);
    const { features, baked } = await bakeAndDecode(
      [layerOf('polygon', [{ type: 'Polygon', coordinates: [world] }], { buffer: 0 })],
      {
        maxzoom: 2,
      },
    );
    expect(features).toHaveLength(1);
    expect(baked.tiles).toBe(21);
    expect(ringArea(features[0]!.geometry[0]!)).toBe(2 * 4096 ** 2);
  });
});

describe('lines and points', () => {
  it('keep every line whole over tile borders, in pieces that meet', async () => {
    const line: LineGeometry = {
      type: 'LineString',
      coordinates: [
        [-100, 40],
        [0, 41],
        [100, -30],
      ],
    };
    const { features } = await bakeAndDecode([layerOf('line', [line], { buffer: 0 })], {
      minzoom: 4,
      maxzoom: 4,
    });
    const length = features.reduce(
      (sum, { geometry }) =>
        sum +
        geometry.reduce(
          (part, points) =>
            part +
            points.slice(1).reduce((s, [x, y], i) => s + Math.hypot(x - points[i]![0], y - points[i]![1]), 0),
          0,
        ),
      0,
    );
    const [a, b, c] = line.coordinates.map((position) => toSteps(position, 4));
    const expected = Math.hypot(b![0] - a![0], b![1] - a![1]) + Math.hypot(c![0] - b![0], c![1] - b![1]);
    expect(Math.abs(length - expected)).toBeLessThan(features.length * 2);
  });

  it('cut a line that leaves a tile and comes back into two pieces', async () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [-10, 10],
        [10, 20],
        [-10, 30],
      ],
    };
    const { features } = await bakeAndDecode([layerOf('line', [line], { buffer: 0 })], {
      minzoom: 1,
      maxzoom: 1,
    });
    const west = features.find(({ x, y }) => x === 0 && y === 0)!;
    expect(west.geometry).toHaveLength(2);
    expect(features.find(({ x, y }) => x === 1 && y === 0)!.geometry).toHaveLength(1);
  });

  it('draw a line over the antimeridian the short way', async () => {
    const line: Geometry = {
      type: 'LineString',
      coordinates: [
        [179, 0],
        [-179, 0],
      ],
    };
    const { features } = await bakeAndDecode([layerOf('line', [line])], { minzoom: 2, maxzoom: 2 });
    expect(new Set(features.map(({ x }) => x))).toEqual(new Set([0, 3]));
  });

  it('show points near a tile border in both tiles, and near ±180° on both sides of the world', async () => {
    const points: Geometry[] = [
      { type: 'Point', coordinates: [0.01, 45] },
      { type: 'Point', coordinates: [179.99, 45] },
    ];
    const { features } = await bakeAndDecode([layerOf('point', points)], { minzoom: 3, maxzoom: 3 });
    expect(
      features
        .filter(({ id }) => id === 0)
        .map(({ x }) => x)
        .toSorted((a, b) => a - b),
    ).toEqual([3, 4]);
    expect(
      features
        .filter(({ id }) => id === 1)
        .map(({ x }) => x)
        .toSorted((a, b) => a - b),
    ).toEqual([0, 7]);
  });
});

describe('attributes', () => {
  it('have one type per field over the whole layer', async () => {
    const at: Geometry = { type: 'Point', coordinates: [1, 1] };
    const rows = [
      { whole: 3, real: 1, large: 2 ** 31, negative: -5, flag: true, text: '集聚' },
      { whole: 0, real: 0.5, large: 1, negative: 7, flag: false, text: '' },
      { whole: 2_147_483_647 },
    ];
    const layer: Layer = {
      ...layerOf('point', []),
      fields: {
        whole: 'number',
        real: 'number',
        large: 'number',
        negative: 'number',
        flag: 'boolean',
        text: 'string',
      },
      features: rows.map((properties, i) => ({
        id: i === 2 ? Number.MAX_SAFE_INTEGER : i,
        geometry: at,
        properties: properties as Record<string, string | number | boolean>,
      })),
    };
    const { features, bytes } = await bakeAndDecode([layer], { maxzoom: 0 });
    expect(features.map(({ id }) => id)).toEqual([0, 1, Number.MAX_SAFE_INTEGER]);
    expect(features.map(({ properties }) => properties)).toEqual(rows);
    expect(bytes.length).toBeGreaterThan(0);
  });

  it.each([
    ['a number field that holds text', { value: 'x' as unknown as number }],
    ['NaN', { value: Number.NaN }],
    ['infinity', { value: Number.POSITIVE_INFINITY }],
  ])('refuses %s', async (_, properties) => {
    const layer: Layer = {
      ...layerOf('point', []),
      fields: { value: 'number' },
      features: [{ id: 1, geometry: { type: 'Point', coordinates: [0, 0] }, properties }],
    };
    await expect(bakeAndDecode([layer], { maxzoom: 0 })).rejects.toThrow(
      /Field value of layer test is declared number/,
    );
  });
});

describe('wrong use', () => {
  const point: Geometry = { type: 'Point', coordinates: [0, 0] };
  const sink = { add: () => {} };

  it.each([
    ['zooms out of order', layerOf('point', [point]), { minzoom: 4, maxzoom: 2 }, /Zooms 4 to 2/],
    ['zooms too deep', layerOf('point', [point]), { minzoom: 0, maxzoom: 19 }, /0 to 18/],
    ['an odd buffer', layerOf('point', [point], { buffer: -1 }), { minzoom: 0, maxzoom: 0 }, /buffer of -1/],
    ['another geometry', layerOf('line', [point]), { minzoom: 0, maxzoom: 0 }, /is a Point/],
    [
      'no position',
      layerOf('point', [{ type: 'Point', coordinates: [Number.NaN, 0] }]),
      { minzoom: 0, maxzoom: 0 },
      /\[NaN, 0\]/,
    ],
    [
      'projected coordinates',
      layerOf('point', [{ type: 'Point', coordinates: [500_000, 4_000_000] }]),
      { minzoom: 0, maxzoom: 0 },
      /longitude and latitude in degrees/,
    ],
  ])('is named: %s', async (_, layer, options, message) => {
    await expect(bakeTileset([layer], options, sink)).rejects.toThrow(message);
  });
});

describe('any layer', () => {
  it('is drawn completely, within the buffer, at every zoom', async () => {
    const position = fc.tuple(
      fc.double({ min: -179, max: 179, noNaN: true }),
      fc.double({ min: -84, max: 84, noNaN: true }),
    );
    const triangle = fc.tuple(position, position, position);
    await fc.assert(
      fc.asyncProperty(fc.array(triangle, { minLength: 1, maxLength: 8 }), async (triangles) => {
        const layer = layerOf(
          'polygon',
          triangles.map(([a, b, c]) => ({ type: 'Polygon', coordinates: [[a, b, c, a]] })),
        );
        const { features, problems, baked } = await bakeAndDecode([layer], { maxzoom: 3 });
        expect(problems).toEqual([]);
        expect(baked.drops).toEqual([]);
        for (const { geometry } of features) {
          for (const [x, y] of geometry.flat()) {
            expect(Math.min(x, y)).toBeGreaterThanOrEqual(-64);
            expect(Math.max(x, y)).toBeLessThanOrEqual(4160);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
