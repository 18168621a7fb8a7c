import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bakeTileset } from '../../geodata/tiles/index.ts';
import type { Geometry, Position } from '../../geodata/model/geometry.ts';
import type { Layer } from '../../geodata/model/layer.ts';
import {
  bakeAndDecode,
  layerOf,
  ringArea,
  toSteps,
  type Decoded,
  type DecodedFeature,
} from '../support/decode-archive.ts';

const require = createRequire(import.meta.url);

interface StateCollection {
  features: { id: string; geometry: Geometry; properties: { name: string } }[];
}

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
