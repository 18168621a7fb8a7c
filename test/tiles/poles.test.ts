import { VectorTile } from '@mapbox/vector-tile';
import Pbf from 'pbf';
import { describe, expect, it } from 'vitest';
import { memorySource, openArchive, readTile, type Archive } from '../../geodata/archive/index.ts';
import type { Geometry, Position } from '../../geodata/model/geometry.ts';
import { bakeAndDecode, layerOf, type TilePoint } from '../support/decode-archive.ts';

const EXTENT = 4096;

const along = (latitude: number, longitudes: number[]): Position[] =>
  longitudes.map((longitude) => [longitude, latitude]);
const polygon = (...rings: Position[][]): Geometry => ({
  type: 'Polygon',
  coordinates: rings.map((ring) => [...ring, ring[0]!]),
});
const eastward = [-180, -120, -60, 0, 60, 120, 180];
const overTheSeam = [0, 60, 120, 179, -179, -120, -60];
/** The coast of a continent around the south pole, from one side of the map to the other. */
const coast: Position[] = eastward.map((longitude, i) => [longitude, i % 2 === 0 ? -75 : -65]);

/** Where a position is at a zoom: its tile, and its place in steps from the tile's corner. */
function placeOf([longitude, latitude]: Position, zoom: number): { x: number; y: number; at: TilePoint } {
  const scale = EXTENT * 2 ** zoom;
  const sine = Math.sin((latitude * Math.PI) / 180);
  const column = (longitude / 360 + 0.5) * scale;
  const row = (0.5 - Math.atanh(sine) / (2 * Math.PI)) * scale;
  const [x, y] = [Math.floor(column / EXTENT), Math.floor(row / EXTENT)];
  return { x, y, at: [column - x * EXTENT, row - y * EXTENT] };
}

function isInside(rings: TilePoint[][], [px, py]: TilePoint): boolean {
  let crossings = 0;
  for (const ring of rings) {
    for (const [i, [bx, by]] of ring.entries()) {
      const [ax, ay] = ring[i === 0 ? ring.length - 1 : i - 1]!;
      if (ay > py !== by > py && px < ax + ((py - ay) / (by - ay)) * (bx - ax)) crossings++;
    }
  }
  return crossings % 2 === 1;
}

/** Which of the positions no polygon is drawn at. */
async function notDrawn(archive: Archive, positions: Position[], zoom: number): Promise<Position[]> {
  const missing: Position[] = [];
  for (const position of positions) {
    const { x, y, at } = placeOf(position, zoom);
    const bytes = await readTile(archive, zoom, x, y);
    const layer = bytes && new VectorTile(new Pbf(new Uint8Array(bytes))).layers['test'];
    const rings = layer
      ?.feature(0)
      .loadGeometry()
      .map((ring) => ring.map((p): TilePoint => [p.x, p.y]));
    if (!isInside(rings ?? [], at)) missing.push(position);
  }
  return missing;
}

interface PolarCase {
  name: string;
  geometry: Geometry;
  inside: Position[];
  outside: Position[];
}

const southOfTheCoast = [...along(-84, [-179, -90, 1, 90, 179]), ...along(-76, [-170, 170])];
const awayFromSouth = [...along(-60, [-179, 1, 90, 179]), ...along(70, [0])];

const cases: PolarCase[] = [
  {
    name: 'Antarctica as RFC 7946 has it, cut along the antimeridian to the pole',
    geometry: polygon([...coast, [180, -90], [-180, -90]]),
    inside: southOfTheCoast,
    outside: awayFromSouth,
  },
  {
    name: 'Antarctica with places on the way along the pole',
    geometry: polygon([...coast, [180, -90], [0, -90], [-180, -90]]),
    inside: southOfTheCoast,
    outside: awayFromSouth,
  },
  {
    name: 'Antarctica by its coast alone, from one side of the map to the other',
    geometry: polygon(coast),
    inside: southOfTheCoast,
    outside: awayFromSouth,
  },
  {
    name: 'Antarctica by its coast alone, begun elsewhere',
    geometry: polygon([...coast.slice(3), ...coast.slice(0, 3)]),
    inside: southOfTheCoast,
    outside: awayFromSouth,
  },
  {
    name: 'a ring around the north pole that steps over the antimeridian',
    geometry: polygon(along(70, overTheSeam)),
    inside: along(84, [-179, -90, 1, 90, 179]),
    outside: [...along(65, [-179, 1, 179]), ...along(-70, [0])],
  },
  {
    name: 'the same the other way round',
    geometry: polygon(along(70, overTheSeam).toReversed()),
    inside: along(84, [-179, -90, 1, 90, 179]),
    outside: [...along(65, [-179, 1, 179]), ...along(-70, [0])],
  },
  {
    name: 'a parallel from −180° to 180°, which encloses the pole',
    geometry: polygon(along(70, eastward)),
    inside: along(84, [-179, 1, 179]),
    outside: along(65, [-179, 1, 179]),
  },
  {
    name: 'a belt: a ring around the pole with a hole around the pole',
    geometry: polygon(along(60, overTheSeam), along(75, overTheSeam).toReversed()),
    inside: along(70, [-179, -90, 1, 90, 179]),
    outside: [...along(50, [0, 179]), ...along(80, [-179, 1, 179])],
  },
  {
    name: 'a belt as a box from side to side',
    geometry: polygon([...along(60, eastward), ...along(75, eastward.toReversed())]),
    inside: along(70, [-179, -90, 1, 90, 179]),
    outside: [...along(50, [0, 179]), ...along(80, [-179, 1, 179])],
  },
  {
    name: 'half the world',
    geometry: polygon([...along(0, [-180, 180]), ...along(90, [180, -180])]),
    inside: [...along(84, [-179, 1, 179]), ...along(1, [-179, 1, 179])],
    outside: along(-1, [-179, 1, 179]),
  },
  {
    name: 'a sector over the antimeridian up to the pole',
    geometry: polygon([...along(70, [170, -170]), ...along(90, [-170, 170])]),
    inside: [...along(84, [175, -175, 179.5, -179.5]), ...along(71, [175, -175])],
    outside: [...along(84, [0, 160, -160]), ...along(65, [179, -179])],
  },
  {
    name: 'a sector over the antimeridian down to the pole, beyond 180°',
    geometry: polygon([...along(-70, [170, 190]), ...along(-90, [190, 170])]),
    inside: along(-84, [175, -175]),
    outside: along(-84, [0, 160, -160]),
  },
  {
    name: 'a sector that ends in the pole as one position',
    geometry: polygon([...along(60, [20, 40]), [30, 90]]),
    inside: [...along(70, [30])],
    outside: [...along(70, [0, 60, -170])],
  },
];

describe('polygons at the poles', () => {
  it.each(cases)('$name', async ({ geometry, inside, outside }) => {
    const { bytes, problems, baked } = await bakeAndDecode([layerOf('polygon', [geometry])], {
      maxzoom: 3,
    });
    expect(problems).toEqual([]);
    expect(baked.drops).toEqual([]);
    const archive = await openArchive(memorySource(bytes));
    for (const zoom of [0, 1, 3]) {
      expect(await notDrawn(archive, inside, zoom)).toEqual([]);
      expect(await notDrawn(archive, outside, zoom)).toEqual(outside);
    }
  });

  it('beyond the map are a dot on its edge, and named', async () => {
    const cap = polygon([...along(87, [10, 20]), ...along(89, [20, 10])]);
    const { features, baked } = await bakeAndDecode([layerOf('polygon', [cap])], { maxzoom: 1 });
    expect(features.map(({ z }) => z)).toEqual([0, 1]);
    expect(baked.diagnostics.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('drawn as dots: feature 0'),
    );
  });
});

describe('points and lines at the poles', () => {
  it('are drawn on the edge of the map; points are counted', async () => {
    const points = [90, -90, 86, 85].map((latitude): Geometry => ({
      type: 'Point',
      coordinates: [10, latitude],
    }));
    const { features, baked } = await bakeAndDecode([layerOf('point', points)], { maxzoom: 0 });
    expect(features.map(({ geometry }) => geometry[0]![0]![1])).toEqual([0, 4096, 0, 7]);
    expect(baked.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('3 points beyond ±85.05° of latitude'),
    ]);
  });

  it('run to the edge of the map, and not around it', async () => {
    const line: Geometry = { type: 'LineString', coordinates: [...along(80, [150, 155]), [155, 90]] };
    const { features, problems } = await bakeAndDecode([layerOf('line', [line])], { maxzoom: 0 });
    expect(problems).toEqual([]);
    const drawn = features.flatMap(({ geometry }) => geometry.flat());
    expect(Math.min(...drawn.map(([, y]) => y))).toBe(0);
    expect(Math.min(...drawn.map(([x]) => x))).toBeGreaterThan(3700);
  });
});
