import type { RegionRegister } from '../../geodata/model/catalog.ts';
import type { SquareBox } from '../../geodata/model/equal-area-plane.ts';
import { homePadding, type Size } from '../map/home-padding.ts';
import { planeOfState, type MapPlane } from '../map/map-plane.ts';
import { toSquare } from '../map/mercator.ts';
import type { Plate } from '../plate/plate.ts';
import { circleScale } from './circle-size.ts';
import { spreadCircles, type Place } from './spread.ts';
import { squareGrid, type Cell } from './square-grid.ts';

/** Where a region's circle or square stands, in pixels. */
export interface FormUnit {
  /** Row of the register. */
  row: number;
  x: number;
  y: number;
  /** Radius, or half a side. */
  size: number;
  /** The same in the earlier of two years. */
  earlierSize: number;
}

/** A part of the map that something else stands on, in pixels from its top left corner. */
export interface Obstacle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Pixels between two circles or squares. */
const gap = { circles: 1.5, squares: 3 } as const;
const edge = 10;
const largestSide = 76;

/** The plane of a plate's map, and the part of it that the frame of the plate fills. */
export function groundOf({ catalog, parents, state }: Plate): { plane: MapPlane; box: SquareBox } {
  const plane = planeOfState(catalog, state);
  const row = parents?.code.indexOf(state.within ?? '') ?? -1;
  return { plane, box: row === -1 ? plane.home : plane.boxInSquare(parents!.bbox[row]!) };
}

/** From the unit square of a plane to pixels of a map. */
export interface Projection {
  x: number;
  y: number;
  scale: number;
}

/** As the map of areas shows the whole atlas; a part of it as large as there is room beside title and legend. */
export function projectionOf(plate: Plate, size: Size, obstacles: readonly Obstacle[]): Projection {
  const { box: square } = groundOf(plate);
  if (plate.parents === null || plate.state.within === null) {
    const padding = homePadding(square, plate.catalog.inset !== undefined, size);
    const scale = (size.width - padding.left - padding.right) / square.width;
    return { x: padding.left - square.x * scale, y: padding.top - square.y * scale, scale };
  }
  const fits = freeAreas(size, obstacles).map(({ left, top, right, bottom }) => {
    const scale = Math.min((right - left) / square.width, (bottom - top) / square.height);
    const [x, y] = [(left + right - square.width * scale) / 2, (top + bottom - square.height * scale) / 2];
    const box = { left: x, top: y, right: x + square.width * scale, bottom: y + square.height * scale };
    return { box, projection: { x: x - square.x * scale, y: y - square.y * scale, scale } };
  });
  const free = fits.filter(({ box }) => !obstacles.some((obstacle) => overlap(obstacle, box)));
  free.sort((one, other) => other.projection.scale - one.projection.scale);
  return (free[0] ?? fits[0]!).projection;
}

const overlap = (one: Obstacle, other: Obstacle): boolean =>
  one.left < other.right && one.right > other.left && one.top < other.bottom && one.bottom > other.top;

/** Circles at their regions, moved apart where they would overlap; small ones last, so that they lie on top. */
export function layCircles(plate: Plate, size: Size, obstacles: readonly Obstacle[]): FormUnit[] {
  const { register, marks, earlier, frame } = plate;
  const scale = circleScale(plate, size);
  const { plane } = groundOf(plate);
  const onMap = projectionOf(plate, size, obstacles);
  const units = frame.map((row): FormUnit => {
    const [x, y] = plane.toSquare(register.point[row]!);
    return {
      row,
      x: onMap.x + x * onMap.scale,
      y: onMap.y + y * onMap.scale,
      size: scale.radius(marks[row]!.value),
      earlierSize: scale.radius((earlier ?? plate).marks[row]!.value),
    };
  });
  units.sort((one, other) => other.size - one.size || one.row - other.row);
  const radii = units.map((unit) => Math.max(unit.size, unit.earlierSize));
  const places = spreadCircles(
    units.map(({ x, y }): Place => [x, y]),
    radii,
    gap.circles,
    (place, index) => {
      const room = radii[index]! + 2;
      place[0] = Math.min(size.width - room, Math.max(room, place[0]));
      place[1] = Math.min(size.height - room, Math.max(room, place[1]));
    },
  );
  return units.map((unit, index) => ({ ...unit, x: places[index]![0], y: places[index]![1] }));
}

/** Squares of one size in a grid, as large as there is room beside title and legend. */
export function laySquares(plate: Plate, size: Size, obstacles: readonly Obstacle[]): FormUnit[] {
  const cells = cellsOf(plate);
  const columns = Math.max(...cells.map(({ column }) => column)) + 1;
  const rows = Math.max(...cells.map(({ row }) => row)) + 1;
  const layIn = (area: Obstacle): { side: number; units: FormUnit[] } => {
    const [width, height] = [area.right - area.left, area.bottom - area.top];
    const side = Math.max(4, Math.min(width / columns, height / rows, largestSide));
    const left = area.left + (width - columns * side) / 2;
    const top = area.top + (height - rows * side) / 2;
    const half = (side - Math.min(gap.squares, side / 5)) / 2;
    const units = cells.map(({ column, row }, place) => ({
      row: plate.frame[place]!,
      x: left + (column + 0.5) * side,
      y: top + (row + 0.5) * side,
      size: half,
      earlierSize: half,
    }));
    return { side, units };
  };
  const layouts = freeAreas(size, obstacles)
    .map(layIn)
    .filter(
      ({ units }) => !units.some((unit) => obstacles.some((obstacle) => overlap(obstacle, edgesOf(unit)))),
    );
  layouts.sort((one, other) => other.side - one.side);
  return (layouts[0] ?? layIn(wholeOf(size))).units;
}

const wholeOf = ({ width, height }: Size): Obstacle => ({
  left: edge,
  top: edge,
  right: width - edge,
  bottom: height - edge,
});

/** The whole map, and what is left of it above, below or right of what stands on it. */
function freeAreas(size: Size, obstacles: readonly Obstacle[]): Obstacle[] {
  const beside = obstacles.reduce(
    (areas, { right, top, bottom }) =>
      areas.flatMap((area) => [
        area,
        { ...area, left: Math.max(area.left, right + edge) },
        top > size.height / 2
          ? { ...area, bottom: Math.min(area.bottom, top - edge) }
          : { ...area, top: Math.max(area.top, bottom + edge) },
      ]),
    [wholeOf(size)],
  );
  return beside.filter(({ left, top, right, bottom }) => right > left && bottom > top);
}

const edgesOf = ({ x, y, size }: FormUnit): Obstacle => ({
  left: x - size,
  top: y - size,
  right: x + size,
  bottom: y + size,
});

const kept = new WeakMap<RegionRegister, Map<string, Cell[]>>();

/** The squares of a plate's frame; they depend on nothing else, so that they stay from year to year. */
function cellsOf({ register, frame, state }: Plate): Cell[] {
  const ofRegister = kept.get(register) ?? new Map<string, Cell[]>();
  kept.set(register, ofRegister);
  const key = frame.length === register.code.length ? '' : (state.within ?? '');
  const cells = ofRegister.get(key) ?? squareGrid(frame.map((row) => toSquare(register.point[row]!)));
  ofRegister.set(key, cells);
  return cells;
}
