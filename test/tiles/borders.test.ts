import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Geometry } from '../../geodata/model/geometry.ts';
import { CROSSING, relate, Segments } from '../../geodata/tiles/zoom/segments.ts';
import {
  bakeAndDecode,
  layerOf,
  ringArea,
  type Decoded,
  type DecodedFeature,
  type TilePoint,
} from '../support/decode-archive.ts';

const require = createRequire(import.meta.url);
const MAX_ZOOM = 6;
/** Steps around a dot in which its neighbours' borders may be without another side. */
const DOT_REACH = 3;
const zooms = Array.from({ length: MAX_ZOOM + 1 }, (_, zoom) => zoom);

interface Counties {
  features: { id: string; geometry: Geometry }[];
}
interface Topology {
  objects: { counties: { geometries: { id: string; arcs: ArcList }[] } };
}
type ArcList = (number | ArcList)[];

const flatten = (arcs: ArcList): number[] =>
  arcs.flatMap((item) => (typeof item === 'number' ? [item < 0 ? ~item : item] : flatten(item)));

/** The 3,231 counties of the us-atlas package, and the ids of those that have neighbours all around. */
function readCounties(): { counties: Counties; inland: Set<number> } {
  const text = readFileSync(require.resolve('us-atlas/counties-10m.json'), 'utf8');
  const topology = JSON.parse(text) as Topology;
  const topojson = require('topojson-client') as { feature: (...input: unknown[]) => Counties };
  const { geometries } = topology.objects.counties;
  const uses = new Map<number, number>();
  for (const { arcs } of geometries) for (const arc of flatten(arcs)) uses.set(arc, (uses.get(arc) ?? 0) + 1);
  const inland = geometries.filter(({ arcs }) => flatten(arcs).every((arc) => uses.get(arc) === 2));
  return {
    counties: topojson.feature(topology, topology.objects.counties),
    inland: new Set(inland.map(({ id }) => Number(id))),
  };
}

const isInside = (value: number): boolean => value > -64 && value < 4160;

/** Edges of rings that lie strictly inside the tile and its buffer, as "x,y x,y" in the order they are walked. */
function innerEdges({ geometry }: DecodedFeature): string[] {
  const edges: string[] = [];
  for (const ring of geometry) {
    for (let i = 1; i < ring.length; i++) {
      const from = ring[i - 1]!;
      const to = ring[i]!;
      if ([...from, ...to].every(isInside)) edges.push(`${from.join(',')} ${to.join(',')}`);
    }
  }
  return edges;
}

const endsOf = (edge: string): [number, number, number, number] =>
  edge.split(/[ ,]/).map(Number) as [number, number, number, number];

const turned = (edge: string): string => edge.split(' ').toReversed().join(' ');

/** A polygon too small to be drawn is a dot of one step, which may lie over its neighbours. */
const isDot = ({ geometry }: DecodedFeature): boolean => geometry.length === 1 && ringArea(geometry[0]!) <= 2;

/** Proper crossings among segments of one tile. */
function countCrossings(edges: Iterable<string>): number {
  const ends = Array.from(
    edges,
    (edge) => edge.split(/[ ,]/).map(Number) as [number, number, number, number],
  );
  ends.sort((a, b) => Math.min(a[0], a[2]) - Math.min(b[0], b[2]));
  const segments = new Segments();
  for (const [x0, y0, x1, y1] of ends) segments.add(0, x0, y0, x1, y1);
  let count = 0;
  for (const [a, [x0, , x1]] of ends.entries()) {
    const east = Math.max(x0, x1);
    for (let b = a + 1; b < ends.length && Math.min(ends[b]![0], ends[b]![2]) <= east; b++)
      if (relate(segments.ends.store, a, b) === CROSSING) count++;
  }
  return count;
}

/** Whether an edge surrounds a dot: of the county that the dot stands for, nothing but a line is left. */
const isBesideDot = (edge: string, dots: readonly TilePoint[]): boolean => {
  const [x0, y0, x1, y1] = endsOf(edge);
  return dots.some(
    ([x, y]) => Math.max(Math.abs(x - x0), Math.abs(y - y0), Math.abs(x - x1), Math.abs(y - y1)) <= DOT_REACH,
  );
};

describe('the borders of 3,231 counties', () => {
  const { counties, inland } = readCounties();
  let decoded: Decoded;
  /** By zoom: the features of every tile. */
  let tilesOf: Map<string, DecodedFeature[]>[];

  beforeAll(async () => {
    const features = counties.features.map(({ id, geometry }) => ({
      id: Number(id),
      geometry,
      properties: {},
    }));
    const layer = { ...layerOf('polygon', []), fields: {}, coverage: true, features };
    decoded = await bakeAndDecode([layer], { maxzoom: MAX_ZOOM, workers: 2, threadsFrom: 0 });
    tilesOf = zooms.map(() => new Map());
    for (const feature of decoded.features) {
      const tiles = tilesOf[feature.z]!;
      const tile = `${feature.x}/${feature.y}`;
      const known = tiles.get(tile);
      if (known === undefined) tiles.set(tile, [feature]);
      else known.push(feature);
    }
  }, 60_000);

  it.each(zooms)('are the same on both sides, and never cross: zoom %i', (zoom) => {
    let shared = 0;
    const faults: string[] = [];
    for (const [tile, features] of tilesOf[zoom]!) {
      const walked = new Map<string, number>();
      for (const feature of features) {
        if (isDot(feature)) continue;
        for (const edge of innerEdges(feature)) {
          if (walked.has(edge)) faults.push(`${tile}: ${edge} is walked twice, by ${feature.id}`);
          walked.set(edge, feature.id!);
        }
      }
      const lone = new Map<string, number>();
      for (const [edge, id] of walked) {
        if (walked.has(turned(edge))) shared++;
        else lone.set(edge, id);
      }
      const dots = features.filter(isDot).map(({ geometry }) => geometry[0]![0]!);
      for (const [step, id] of lone) {
        if (inland.has(id) && !lone.has(turned(step)) && !isBesideDot(step, dots))
          faults.push(`${tile}: nobody is beyond ${step} of ${id}, which has no coast`);
      }
      const once = [...walked.keys()].filter((edge) => edge < turned(edge) || !walked.has(turned(edge)));
      const crossings = countCrossings(once);
      if (crossings > 0) faults.push(`${tile}: ${crossings} crossings`);
    }
    expect(faults).toEqual([]);
    expect(shared).toBeGreaterThan(15_000);
  });

  it('leave no county out at any zoom, nor say that they did', () => {
    expect(inland.size).toBeGreaterThan(2000);
    const units = zooms.map((zoom) => new Set([...tilesOf[zoom]!.values()].flat().map(({ id }) => id)).size);
    expect(units).toEqual(zooms.map(() => 3231));
    expect(decoded.baked.drops).toEqual([]);
    expect(decoded.problems).toEqual([]);
  });
});
