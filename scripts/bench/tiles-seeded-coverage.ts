import { seededRandom } from './seeded-random.ts';

type Position = [longitude: number, latitude: number];

/** Steps per degree to which coordinates are rounded, as in compressed boundary files. */
const GRID = 1024;
/** West, south, east and north of what is covered. */
const BOX = [75, 19, 133, 52] as const;
/** How far a point in the middle of a line moves sideways, as a share of the length of the line. */
const ROUGHNESS = 0.18;
/** Of the vertices of a ring, how many are missing and how many are a step off: neighbours do not agree. */
const MISSING = 0.006;
const OFF = 0.006;

/**
 * Units that cover a box without gaps, as county boundaries do: about `rows` × `rows` cells like bricks, each with six
 * neighbours, divided by fractal lines of 2^`detail` segments, with the dirt of real files. GeoJSON features.
 */
export function* seededCoverage(rows: number, detail: number): Generator<string> {
  const corner = cornersOf(rows);
  let code = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column + (row % 2) < rows; column++) {
      const left = 2 * column + (row % 2);
      // Three corners below, three above; corners of a row are shared with the rows beside it.
      const ring = [0, 1, 2].map((step) => [row, left + step] as const);
      ring.push(...[2, 1, 0].map((step) => [row + 1, left + step] as const));
      code++;
      const dirt = seededRandom(code * 7919);
      const outline: Position[] = [];
      for (const [index, from] of ring.entries()) {
        const to = ring[(index + 1) % ring.length]!;
        outline.push(...border(from, to, corner, detail));
      }
      const rough = outline.flatMap((position) => soiled(position, dirt));
      const coordinates = [[...rough, rough[0]!]];
      const properties = { code: 100_000 + code, name: `unit ${code}` };
      yield JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } });
    }
  }
}

type Corner = readonly [row: number, column: number];

function cornersOf(rows: number): (corner: Corner) => Position {
  const [west, south, east, north] = BOX;
  const width = (east - west) / (2 * rows + 1);
  const height = (north - south) / (rows + 1);
  return ([row, column]) => {
    const random = seededRandom(row * 65_537 + column);
    // Corners of even and odd columns lie above and below their row, which makes bricks hexagons.
    const lift = (row + column) % 2 === 0 ? 0.2 : -0.2;
    return [
      west + width * (column + 0.5 + 0.6 * (random() - 0.5)),
      south + height * (row + 0.5 + lift + 0.25 * (random() - 0.5)),
    ];
  };
}

/** The line between two corners without its end; the same vertices whichever side asks. */
function border(from: Corner, to: Corner, corner: (at: Corner) => Position, detail: number): Position[] {
  const key = ([row, column]: Corner): number => row * 4096 + column;
  const isReversed = key(from) > key(to);
  const [first, last] = isReversed ? [to, from] : [from, to];
  const random = seededRandom(Math.imul(key(first), 31) ^ Math.imul(key(last), 0x9e3779b1));
  const line = fractal(corner(first), corner(last), detail, random);
  if (isReversed) line.reverse();
  return line.slice(0, -1);
}

function fractal(from: Position, to: Position, detail: number, random: () => number): Position[] {
  const count = 2 ** detail;
  const line = Array.from({ length: count + 1 }, (): Position => [0, 0]);
  line[0] = from;
  line[count] = to;
  for (let step = count; step > 1; step /= 2) {
    for (let at = 0; at < count; at += step) {
      const [a, b] = [line[at]!, line[at + step]!];
      const shift = ROUGHNESS * (2 * random() - 1);
      line[at + step / 2] = [
        (a[0] + b[0]) / 2 - shift * (b[1] - a[1]),
        (a[1] + b[1]) / 2 + shift * (b[0] - a[0]),
      ];
    }
  }
  return line.map(([x, y]) => [Math.round(x * GRID) / GRID, Math.round(y * GRID) / GRID]);
}

function soiled([x, y]: Position, random: () => number): Position[] {
  const luck = random();
  if (luck < MISSING) return [];
  const offset = luck < MISSING + OFF ? 1 / GRID : 0;
  return [[Number((x + offset).toFixed(6)), Number(y.toFixed(6))]];
}
