import type { Geometry } from '../../geodata/model/geometry.ts';
import { CROSSING, relate, Segments } from '../../geodata/tiles/zoom/segments.ts';
import { ringArea, type DecodedFeature, type TilePoint } from './decode-archive.ts';

/** Steps around a dot in which its neighbours' borders may be without another side. */
const DOT_REACH = 3;

/** By zoom: the features of every tile, by "column/row". */
export function tilesByZoom(
  features: readonly DecodedFeature[],
  maxzoom: number,
): Map<string, DecodedFeature[]>[] {
  const zooms = Array.from({ length: maxzoom + 1 }, () => new Map<string, DecodedFeature[]>());
  for (const feature of features) {
    const tile = `${feature.x}/${feature.y}`;
    const known = zooms[feature.z]!.get(tile);
    if (known === undefined) zooms[feature.z]!.set(tile, [feature]);
    else known.push(feature);
  }
  return zooms;
}

/** Ids of polygons of which every edge is walked the other way by another one: they have neighbours all around. */
export function inlandOf(features: readonly { id: number; geometry: Geometry }[]): Set<number> {
  const edgesOf = ({ geometry }: { geometry: Geometry }): [from: string, to: string][] => {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : [];
    return polygons
      .flat()
      .flatMap((ring) => ring.slice(1).map((to, i): [string, string] => [String(ring[i]), String(to)]));
  };
  const walked = new Set(
    features.flatMap((feature) => edgesOf(feature).map(([from, to]) => `${from} ${to}`)),
  );
  const inland = features.filter((feature) =>
    edgesOf(feature).every(([from, to]) => walked.has(`${to} ${from}`)),
  );
  return new Set(inland.map(({ id }) => id));
}

/**
 * What is wrong with the borders of one tile. Wherever two neighbours meet, one walks the edge that the other walks
 * back; polygons with neighbours all around have no other edges, but beside dots and on tips that are turned over, in the
 * source or by rounding, which are counted; and no two edges cross.
 */
export function borderFaults(
  features: readonly DecodedFeature[],
  inland: ReadonlySet<number>,
): { shared: number; turnedOver: number; faults: string[] } {
  const faults: string[] = [];
  const walked = new Map<string, number>();
  for (const feature of features) {
    if (isDot(feature)) continue;
    for (const edge of innerEdges(feature)) {
      if (walked.has(edge)) faults.push(`${edge} is walked twice, by ${feature.id}`);
      walked.set(edge, feature.id!);
    }
  }
  let shared = 0;
  const lone = new Map<string, number>();
  for (const [edge, id] of walked) {
    if (walked.has(turned(edge))) shared++;
    else lone.set(edge, id);
  }
  const dots = features.filter(isDot).map(({ geometry }) => geometry[0]![0]!);
  let turnedOver = 0;
  for (const [edge, id] of lone) {
    if (!inland.has(id) || isBesideDot(edge, dots)) continue;
    if (isTurnedOver(edge, lone)) turnedOver++;
    else faults.push(`nobody is beyond ${edge} of ${id}, which has neighbours all around`);
  }
  const once = [...walked.keys()].filter((edge) => edge < turned(edge) || !walked.has(turned(edge)));
  const crossings = countCrossings(once);
  if (crossings > 0) faults.push(`${crossings} crossings`);
  return { shared, turnedOver, faults };
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

/** Whether an edge lies on a triangle that two neighbours cover: the tip that a third had between them is turned over. */
function isTurnedOver(edge: string, lone: ReadonlyMap<string, number>): boolean {
  const [x0, y0, x1, y1] = endsOf(edge);
  return [...lone.keys()]
    .map(endsOf)
    .some(([ax, ay, x2, y2]) => ax === x1 && ay === y1 && lone.has(`${x2},${y2} ${x0},${y0}`));
}

/** Proper crossings among segments of one tile. */
function countCrossings(edges: readonly string[]): number {
  const ends = edges.map(endsOf).sort((a, b) => Math.min(a[0], a[2]) - Math.min(b[0], b[2]));
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

/** Whether an edge surrounds a dot: of the polygon that the dot stands for, nothing but a line is left. */
const isBesideDot = (edge: string, dots: readonly TilePoint[]): boolean => {
  const [x0, y0, x1, y1] = endsOf(edge);
  return dots.some(
    ([x, y]) => Math.max(Math.abs(x - x0), Math.abs(y - y0), Math.abs(x - x1), Math.abs(y - y1)) <= DOT_REACH,
  );
};
