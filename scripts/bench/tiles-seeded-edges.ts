import { seededRandom } from './seeded-random.ts';

type Position = [longitude: number, latitude: number];

/** Segments of a great circle where it is written as a line. */
const SEGMENTS = 32;

/** Header and lines of a table of edges between `nodes` places; large places have many, a few edges weigh most. */
export function* seededEdgeLines(edges: number, nodes: number): Generator<string> {
  yield 'from_lon,from_lat,to_lon,to_lat,weight';
  for (const { from, to, weight } of seededEdges(edges, nodes))
    yield `${from[0]},${from[1]},${to[0]},${to[1]},${weight}`;
}

/** The same edges as GeoJSON features: great circles of 32 segments. */
export function* seededEdgeFeatures(edges: number, nodes: number): Generator<string> {
  for (const { from, to, weight } of seededEdges(edges, nodes)) {
    const geometry = { type: 'LineString', coordinates: greatCircle(from, to) };
    yield JSON.stringify({ type: 'Feature', properties: { weight }, geometry });
  }
}

function* seededEdges(edges: number, nodes: number) {
  const random = seededRandom(nodes);
  const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
  const places = Array.from({ length: nodes }, (): Position => [
    round(80 + 52 * random() ** 0.6),
    round(20 + 29 * random()),
  ]);
  const draw = (): number => Math.floor(nodes * random() ** 1.5);
  for (let edge = 0; edge < edges; edge++) {
    const first = draw();
    const second = draw();
    const other = second === first ? (first + 1) % nodes : second;
    const weight = Math.ceil(1 / (random() + 1e-4));
    yield { from: places[first]!, to: places[other]!, weight };
  }
}

/** Points of equal distance along the shortest way on the sphere. */
function greatCircle(from: Position, to: Position): Position[] {
  const [a, b] = [toVector(from), toVector(to)];
  const angle = Math.acos(Math.min(1, a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!));
  return Array.from({ length: SEGMENTS + 1 }, (_, step) => {
    const share = step / SEGMENTS;
    const [p, q] = [Math.sin((1 - share) * angle), Math.sin(share * angle)];
    const [x, y, z] = a.map((each, axis) => (p * each + q * b[axis]!) / Math.sin(angle));
    const degrees = (radians: number): number => Number(((radians * 180) / Math.PI).toFixed(6));
    return [degrees(Math.atan2(y!, x!)), degrees(Math.asin(Math.max(-1, Math.min(1, z!))))];
  });
}

function toVector([longitude, latitude]: Position): number[] {
  const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}
