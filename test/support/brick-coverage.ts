import type { Position } from '../../geodata/model/geometry.ts';
import type { LayerFeature } from '../../geodata/model/layer.ts';
import { seededRandom, square } from './flat-layers.ts';

const COLUMNS = 30;
const ROWS = 14;
/** Vertices between two corners. */
const BETWEEN = 11;
/** Degrees by which a copy of a border may be off: the last digit of its coordinates. */
const ROUNDING = 1e-4;

interface Corner {
  x: number;
  y: number;
}

/**
 * A coverage as dirty as files are: ragged bricks, so that three meet in every corner. One in
 * fifteen is missing; one in nine has its borders with another last digit than its neighbours, which leaves slivers of
 * gap and overlap. Some have an island in a gap. The same every time.
 */
export function brickCoverage(): { features: LayerFeature[]; inland: Set<number> } {
  const random = seededRandom(7);
  const corners = new Map<string, Position>();
  const lines = new Map<string, Position[]>();
  const cornerAt = ({ x, y }: Corner): Position => {
    const key = `${x} ${y}`;
    const known = corners.get(key);
    if (known !== undefined) return known;
    const corner: Position = [100 + x * 1.2 + (random() - 0.5) * 0.3, 20 + y * 1.2 + (random() - 0.5) * 0.4];
    corners.set(key, corner);
    return corner;
  };
  /** The ragged line between two corners, without the second; both bricks get the same. */
  const line = (from: Corner, to: Corner): Position[] => {
    const isForward = from.x < to.x || (from.x === to.x && from.y < to.y);
    const [first, last] = isForward ? [from, to] : [to, from];
    const key = `${first.x} ${first.y} ${last.x} ${last.y}`;
    let points = lines.get(key);
    if (points === undefined) {
      const [ax, ay] = cornerAt(first);
      const [bx, by] = cornerAt(last);
      points = Array.from({ length: BETWEEN + 2 }, (_, i): Position => {
        const share = i / (BETWEEN + 1);
        const rag = i === 0 || i > BETWEEN ? 0 : 0.05;
        return [
          ax + (bx - ax) * share + (random() - 0.5) * rag,
          ay + (by - ay) * share + (random() - 0.5) * rag,
        ];
      });
      lines.set(key, points);
    }
    return (isForward ? points : points.toReversed()).slice(0, -1);
  };
  const features: LayerFeature[] = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const west = column + (row % 2) / 2;
      const ways = [0, 0.5, 1].map((x): Corner => ({ x: west + x, y: row }));
      const back = [1, 0.5, 0].map((x): Corner => ({ x: west + x, y: row + 1 }));
      const around = [...ways, ...back];
      const ring = around.flatMap((corner, i) => line(corner, around[(i + 1) % around.length]!));
      const number = row * COLUMNS + column + 1;
      if (isMissing(number)) continue;
      const isOff = number % 9 === 0;
      const placed = ring.map(([x, y], i): Position => {
        const off = isOff && i % (BETWEEN + 1) !== 0 ? ROUNDING * Math.round(random() * 2 - 1) : 0;
        return rounded(i % 2 === 0 ? [x + off, y] : [x, y + off]);
      });
      const outer = [...placed, placed[0]!];
      const island =
        number % 15 === 1
          ? [[square(98 - row / 9, 20 + number / 40, 98.01 - row / 9, 20.01 + number / 40)]]
          : [];
      features.push({
        id: number,
        geometry: { type: 'MultiPolygon', coordinates: [[outer], ...island] },
        properties: {},
      });
    }
  }
  return { features, inland: new Set(features.map(({ id }) => id).filter((id) => hasAllNeighbours(id))) };
}

const isMissing = (number: number): boolean => number % 15 === 0;

/** Whether a brick has six others around it. */
function hasAllNeighbours(number: number): boolean {
  const row = Math.floor((number - 1) / COLUMNS);
  const column = (number - 1) % COLUMNS;
  if (row === 0 || row === ROWS - 1 || column === 0 || column === COLUMNS - 1) return false;
  const besides = row % 2 === 0 ? -1 : 1;
  const around = [-1, 1, -COLUMNS, COLUMNS, besides - COLUMNS, besides + COLUMNS];
  return around.every((step) => !isMissing(number + step));
}

const rounded = ([x, y]: Position): Position => [Number(x.toFixed(4)), Number(y.toFixed(4))];
