import type { BoundingBox } from '../model/geometry.ts';
import type { Region } from '../model/region.ts';
import type { CompiledAtlas } from './compiled-atlas.ts';
import type { CompiledLevel } from './levels.ts';

/** Regions with data in a box of less than this part of the atlas are looked at without the rest. */
const FOCUS = 0.25;
/** Regions stand apart from all else beyond so many degrees. */
const GAP = 15;
/** Groups of regions that stand apart are left out where they have less than this part of the area, or of the points … */
const OUTLYING = 0.02;
/** … and the box without them is less than this part of the whole. */
const NARROWER = 0.4;
/** The same for points, all of which are as good as one another: a few overseas are better left to the reader. */
const FEW_POINTS = 0.05;
const NARROWER_POINTS = 0.7;
const areaLimits = { outlying: OUTLYING, narrower: NARROWER };
const pointLimits = { outlying: FEW_POINTS, narrower: NARROWER_POINTS };
/** Of more regions than this nobody looks for groups: each is held against each. */
const MANY = 5000;

/** Around points: this part of their box on every side, and so many degrees around a single one. */
const ROOM = 0.06;
const ROOM_OF_ONE = 0.5;

/** A region, and what it weighs among others: its area, or where it is a point as much as every other. */
interface Place extends Pick<Region, 'bbox' | 'point'> {
  weight: number;
}

/**
 * Where a reader looks first, if atlas.yaml does not say it: at the whole atlas, as its lender shows it where regions are
 * lent, unless its data are about a small part of it, such as one province, or a few far islands would push everything
 * else into a corner.
 */
export function homeOf(
  atlas: Pick<CompiledAtlas, 'config' | 'levels' | 'lentHome' | 'columns' | 'networks'>,
): BoundingBox {
  if (atlas.config.home !== undefined) return atlas.config.home;
  const whole = boundsOf(atlas.levels.flatMap(({ regions }) => regions));
  const told = placesWithData(atlas);
  const points = told.length > 0 && told.every(({ bbox }) => bbox[0] === bbox[2] && bbox[1] === bbox[3]);
  if (points) return withRoom(withoutOutliers(told, boundsOf(told), pointLimits));
  const focus = boundsOf(told);
  return extent(focus) > 0 && extent(focus) < FOCUS * extent(whole) ? focus : extentOf(atlas);
}

const placesOf = ({ regions, isOfPoints }: Pick<CompiledLevel, 'regions' | 'isOfPoints'>): Place[] =>
  regions.map(({ bbox, point, areaKm2 }) => ({ bbox, point, weight: isOfPoints ? 1 : areaKm2 }));

/** A box around points, with room for their circles. */
function withRoom([west, south, east, north]: BoundingBox): BoundingBox {
  const size = Math.max(east - west, north - south);
  const room = size === 0 ? ROOM_OF_ONE : ROOM * size;
  return [
    Math.max(-180, west - room),
    Math.max(-85, south - room),
    Math.min(180, east + room),
    Math.min(85, north + room),
  ];
}

/** The box that says how large an atlas is, whatever its data are about; what tiles and links need to know before them. */
export function extentOf({
  config,
  levels,
  lentHome,
}: Pick<CompiledAtlas, 'config' | 'levels' | 'lentHome'>): BoundingBox {
  const said = config.home ?? lentHome;
  if (said !== null) return said;
  const whole = boundsOf(levels.flatMap(({ regions }) => regions));
  const [top] = levels;
  if (top === undefined) return whole;
  if (top.isOfPoints) return withRoom(withoutOutliers(placesOf(top), whole, pointLimits));
  return withoutOutliers(placesOf(top), whole, areaLimits);
}

/** Box around places; without extent where there are none. */
export function boundsOf(places: readonly Pick<Region, 'bbox'>[]): BoundingBox {
  const bounds: BoundingBox = [180, 90, -180, -90];
  for (const { bbox } of places) {
    // A region on both sides of the antimeridian (RFC 7946 §5.2) reaches around the world.
    if (bbox[0] > bbox[2]) [bounds[0], bounds[2]] = [-180, 180];
    bounds[0] = Math.min(bounds[0], bbox[0]);
    bounds[1] = Math.min(bounds[1], bbox[1]);
    bounds[2] = Math.max(bounds[2], bbox[2]);
    bounds[3] = Math.max(bounds[3], bbox[3]);
  }
  return bounds;
}

/** Square degrees; 0 for a box around nothing. */
const extent = ([west, south, east, north]: BoundingBox): number =>
  Math.max(0, east - west) * Math.max(0, north - south);

/**
 * Regions that a value or a link is about, or the regions above that hold them: what is around them explains them. Points
 * stand for themselves, since the region above can be a country of which they fill a corner.
 */
function placesWithData({ levels, columns, networks }: Parameters<typeof homeOf>[0]): Place[] {
  return levels.flatMap((level) => {
    const { config, regions, isOfPoints } = level;
    const told = new Set<string>();
    // Sums say no more of a place than what they were summed from.
    for (const column of columns)
      if (column.level === config.id && typeof column.summedFrom !== 'string')
        for (const [row, value] of column.values.entries()) if (value !== null) told.add(regions[row]!.code);
    for (const { documents } of networks)
      for (const { level: linked, nodes, a, b } of documents)
        if (linked === config.id) for (const node of [...a, ...b]) told.add(nodes[node]!);
    if (isOfPoints) {
      const places = placesOf(level);
      return told.size === 0 ? places : places.filter((_, row) => told.has(regions[row]!.code));
    }
    const above = levels.find(({ config: { id } }) => id === config.parent?.level)?.byCode;
    const shown = regions
      .filter(({ code }) => told.has(code))
      .map((region) => (region.parent === null ? region : (above?.get(region.parent) ?? region)));
    return placesOf({ regions: shown, isOfPoints });
  });
}

/** The box without groups of regions that are next to nothing and stand wide apart from all others, if it is narrow. */
function withoutOutliers(
  regions: readonly Place[],
  whole: BoundingBox,
  { outlying, narrower }: typeof areaLimits,
): BoundingBox {
  if (regions.length > MANY) return whole;
  const places = regions.map(onOneSide);
  const groups = groupsOf(places);
  const weightOf = (group: readonly Place[]): number => group.reduce((sum, { weight }) => sum + weight, 0);
  const total = weightOf(places);
  const box = boundsOf(groups.filter((group) => weightOf(group) >= outlying * total).flat());
  return extent(box) < narrower * extent(whole) ? box : whole;
}

/** Places with no more than GAP between them, directly or from one to the next. */
function groupsOf(places: readonly Place[]): Place[][] {
  const left = new Set(places);
  const groups: Place[][] = [];
  for (const first of left) {
    left.delete(first);
    const group = [first];
    for (const place of group)
      for (const other of left)
        if (gapBetween(place.bbox, other.bbox) <= GAP) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group);
  }
  return groups;
}

/** Degrees between two boxes, along the longer side of the gap. */
const gapBetween = (a: BoundingBox, b: BoundingBox): number =>
  Math.max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3]);

/** A place on both sides of the antimeridian, as its part on the side of its point. */
function onOneSide(place: Place): Place {
  const [west, south, east, north] = place.bbox;
  if (west <= east) return place;
  return { ...place, bbox: place.point[0] < 0 ? [-180, south, east, north] : [west, south, 180, north] };
}
