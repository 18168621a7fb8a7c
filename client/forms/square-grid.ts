import { assign } from './assignment.ts';
import { spreadCircles, type Place } from './spread.ts';

/** A square of a grid, counted from the top left. */
export interface Cell {
  column: number;
  row: number;
}

/** How much a place on the grid follows the order of the units along an axis, and how much their distances. */
const orderShare = 0.3;

/** How much longer the sides of the grid's ground are than its units alone would need: room for coasts and gaps. */
const roominess = 1.35;

/** Nearest units of each that should stay beside it. */
const neighbourCount = 4;

/** Rounds of exchanging squares; far fewer are needed. */
const mostRounds = 40;

/**
 * A square for every place, each its own, so that neighbours stay neighbours and keep their direction. Crowded parts
 * are first spread and empty ones closed; then squares are assigned at the least sum of squared distances, and
 * exchanged while that brings neighbours nearer (after McNeill and Hale, Generating Tile Maps, 2017). The same places
 * always give the same grid. `y` runs downwards.
 */
export function squareGrid(places: readonly Readonly<Place>[]): Cell[] {
  if (places.length === 0) return [];
  const wanted = spreadCircles(
    evened(places),
    places.map(() => 0.5),
  );
  const left = Math.floor(Math.min(...wanted.map(([x]) => x)));
  const top = Math.floor(Math.min(...wanted.map(([, y]) => y)));
  const columns = Math.ceil(Math.max(...wanted.map(([x]) => x))) - left + 1;
  const rows = Math.ceil(Math.max(...wanted.map(([, y]) => y))) - top + 1;
  const cellAt = (index: number): Place => [left + (index % columns), top + Math.floor(index / columns)];
  const first = assign(places.length, columns * rows, (unit, index) => {
    const [x, y] = cellAt(index);
    return (x - wanted[unit]![0]) ** 2 + (y - wanted[unit]![1]) ** 2;
  });
  const cells = exchanged(first, columns, rows, neighbours(places, wanted));
  const used = cells.map((index) => ({ column: index % columns, row: Math.floor(index / columns) }));
  const [firstColumn, firstRow] = [
    Math.min(...used.map(({ column }) => column)),
    Math.min(...used.map(({ row }) => row)),
  ];
  return used.map(({ column, row }) => ({ column: column - firstColumn, row: row - firstRow }));
}

/** Places scaled so that there is a little more than a unit square for each, between their true distances and their mere order. */
function evened(places: readonly Readonly<Place>[]): Place[] {
  const extent = (axis: 0 | 1): [least: number, size: number] => {
    const values = places.map((place) => place[axis]);
    const least = Math.min(...values);
    return [least, Math.max(...values) - least];
  };
  const [[west, width], [north, height]] = [extent(0), extent(1)];
  // Where all stand in a line, the grid is a line too.
  const shape = Math.min(100, Math.max(0.01, (width || 1e-9) / (height || 1e-9)));
  const across = roominess * Math.sqrt(places.length * shape);
  const down = across / shape;
  const ranks = ([0, 1] as const).map((axis) => {
    const order = [...places.keys()].sort(
      (one, other) => places[one]![axis] - places[other]![axis] || one - other,
    );
    const rank = Array.from<number>({ length: places.length });
    for (let first = 0; first < order.length;) {
      // Those at the same coordinate share a rank.
      const value = places[order[first]!]![axis];
      const next = order.findIndex((unit, place) => place > first && places[unit]![axis] !== value);
      const last = (next === -1 ? order.length : next) - 1;
      for (const unit of order.slice(first, last + 1)) rank[unit] = ((first + last) / 2 + 0.5) / order.length;
      first = last + 1;
    }
    return rank;
  });
  return places.map(([x, y], unit) => [
    across * mix(width === 0 ? 0.5 : (x - west) / width, ranks[0]![unit]!),
    down * mix(height === 0 ? 0.5 : (y - north) / height, ranks[1]![unit]!),
  ]);
}

const mix = (distance: number, order: number): number => (1 - orderShare) * distance + orderShare * order;

/** Two units that belong beside each other, and the direction from one to the other, in radians. */
interface Neighbours {
  one: number;
  other: number;
  angle: number;
}

/** For every unit its nearest ones, by their true places; directions are those after spreading. */
function neighbours(places: readonly Readonly<Place>[], wanted: readonly Place[]): Neighbours[] {
  const pairs = new Map<string, Neighbours>();
  for (const [one, [x, y]] of places.entries()) {
    const nearest = [...places.keys()]
      .filter((other) => other !== one)
      .map((other) => ({ other, distance: Math.hypot(places[other]![0] - x, places[other]![1] - y) }))
      .sort((a, b) => a.distance - b.distance || a.other - b.other)
      .slice(0, neighbourCount);
    for (const { other } of nearest) {
      const [a, b] = one < other ? [one, other] : [other, one];
      const angle = Math.atan2(wanted[b]![1] - wanted[a]![1], wanted[b]![0] - wanted[a]![0]);
      pairs.set(`${a} ${b}`, { one: a, other: b, angle });
    }
  }
  return [...pairs.values()];
}

/** Exchanges squares, taken or free, as long as neighbours come nearer or into their direction. */
function exchanged(first: readonly number[], columns: number, rows: number, pairs: Neighbours[]): number[] {
  const cells = [...first];
  const unitAt = new Map(cells.map((cell, unit) => [cell, unit]));
  const own = cells.map((_, unit) => pairs.filter(({ one, other }) => one === unit || other === unit));
  const strain = (pair: Neighbours): number => {
    const [a, b] = [cells[pair.one]!, cells[pair.other]!];
    const across = (b % columns) - (a % columns);
    const down = Math.floor(b / columns) - Math.floor(a / columns);
    const turn = Math.atan2(down, across) - pair.angle;
    return (Math.hypot(across, down) - 1) ** 2 + 2 * (1 - Math.cos(turn));
  };
  const strainOf = (units: readonly number[]): number => {
    const touched = new Set(units.flatMap((unit) => own[unit]!));
    let sum = 0;
    for (const pair of touched) sum += strain(pair);
    return sum;
  };
  const put = (unit: number, cell: number): void => {
    cells[unit] = cell;
    unitAt.set(cell, unit);
  };
  for (let round = 0; round < mostRounds; round++) {
    let better = false;
    for (let unit = 0; unit < cells.length; unit++) {
      for (let cell = 0; cell < columns * rows; cell++) {
        const here = cells[unit]!;
        // Only nearby squares are worth a look.
        const far =
          Math.abs((cell % columns) - (here % columns)) > 3 || Math.abs(cell - here) > 3 * columns + 3;
        if (cell === here || far) continue;
        const other = unitAt.get(cell);
        const units = other === undefined ? [unit] : [unit, other];
        const before = strainOf(units);
        unitAt.delete(here);
        put(unit, cell);
        if (other !== undefined) put(other, here);
        if (strainOf(units) < before - 1e-9) {
          better = true;
          continue;
        }
        unitAt.delete(cell);
        put(unit, here);
        if (other !== undefined) put(other, cell);
      }
    }
    if (!better) break;
  }
  return cells;
}
