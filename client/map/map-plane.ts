import type { Catalog, TilesetEntry } from '../../geodata/model/catalog.ts';
import { equalAreaSquare, type SquareBox } from '../../geodata/model/equal-area-plane.ts';
import type { BoundingBox, Position } from '../../geodata/model/geometry.ts';
import type { Projection, ViewState } from '../state/view-state.ts';
import * as mercator from './mercator.ts';

/** A flat map of the world as a unit square, y downwards, and the tiles that are cut in it. */
export interface MapPlane {
  projection: Projection;
  tilesets: readonly TilesetEntry[];
  /** Where a reader looks first, and where all regions are. */
  home: SquareBox;
  whole: SquareBox;
  toSquare: (position: Position) => [x: number, y: number];
  fromSquare: (place: [x: number, y: number]) => Position;
  /** The upright box around all that lies in a box of longitudes and latitudes. */
  boxInSquare: (box: BoundingBox) => SquareBox;
  /** Kilometres along a side of the square, at the scale that the map has at a place. */
  sideKmAt: (position: Position) => number;
}

/** Length of the equator (WGS84). */
const equatorKm = 2 * Math.PI * 6378.137;

/** The plane of a projection that an atlas has. */
export function planeOf(catalog: Catalog, projection: Projection): MapPlane {
  const { equalArea } = catalog;
  if (projection === 'mercator' || equalArea === undefined)
    return {
      projection: 'mercator',
      tilesets: catalog.tilesets,
      home: mercator.boxInSquare(catalog.home),
      whole: mercator.boxInSquare(catalog.bounds),
      toSquare: mercator.toSquare,
      fromSquare: mercator.fromSquare,
      boxInSquare: mercator.boxInSquare,
      sideKmAt: ([, latitude]) => equatorKm * Math.cos((latitude * Math.PI) / 180),
    };
  const { toSquare, fromSquare } = equalAreaSquare(equalArea.plane);
  return {
    projection,
    tilesets: [equalArea],
    home: equalArea.home,
    whole: equalArea.whole,
    toSquare,
    fromSquare,
    boxInSquare: (box) => boxAround(edgeOf(box).map(toSquare)),
    sideKmAt: () => equalArea.plane.sideKm,
  };
}

/** The plane in which a state is shown; its home is where the view looks first, else that of the whole atlas. */
export function planeOfState(
  catalog: Catalog,
  { projection, view }: Pick<ViewState, 'projection' | 'view'>,
): MapPlane {
  const plane = planeOf(catalog, projection);
  const bounds = catalog.views.find(({ id }) => id === view)?.bounds ?? null;
  return bounds === null ? plane : { ...plane, home: plane.boxInSquare(bounds) };
}

/** Whether two planes are one map that looks at the same place first. */
export const isSamePlane = (one: MapPlane, other: MapPlane): boolean =>
  one.projection === other.projection && JSON.stringify(one.home) === JSON.stringify(other.home);

/** Steps along an edge of a box; parallels are bent in the plane. */
const steps = 8;

/** Places along the four edges of a box. */
function edgeOf([west, south, east, north]: BoundingBox): Position[] {
  const shares = Array.from({ length: steps + 1 }, (_, step) => step / steps);
  return shares.flatMap((share): Position[] => {
    const longitude = west + share * (east - west);
    const latitude = south + share * (north - south);
    return [
      [longitude, south],
      [longitude, north],
      [west, latitude],
      [east, latitude],
    ];
  });
}

function boxAround(places: readonly [x: number, y: number][]): SquareBox {
  const [columns, rows] = [places.map(([x]) => x), places.map(([, y]) => y)];
  const [x, y] = [Math.min(...columns), Math.min(...rows)];
  return { x, y, width: Math.max(...columns) - x, height: Math.max(...rows) - y };
}
