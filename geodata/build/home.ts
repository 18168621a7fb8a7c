import type { BoundingBox } from '../model/geometry.ts';
import type { Region } from '../model/region.ts';
import type { CompiledAtlas } from './compile.ts';

/** Regions with data in a box of less than this part of the atlas are looked at without the rest. */
const FOCUS = 0.25;
/** An atlas that spans more degrees of longitude than this may be looked at without what lies far off … */
const WIDE = 180;
/** … more degrees than this from all else … */
const GAP = 15;
/** … and is less than this part of the area. */
const OUTLYING = 0.02;

type Place = Pick<Region, 'bbox' | 'point' | 'areaKm2'>;

/**
 * Where a reader looks first, if atlas.yaml does not say it: at the whole atlas, unless its data are about a small part of it, such as one province, or
 * a few far islands would push everything else into a corner.
 */
export function homeOf(
  atlas: Pick<CompiledAtlas, 'config' | 'levels' | 'columns' | 'networks'>,
): BoundingBox {
  if (atlas.config.home !== undefined) return atlas.config.home;
  const whole = boundsOf(atlas.levels.flatMap(({ regions }) => regions));
  const focus = boundsOf(placesWithData(atlas));
  if (extent(focus) > 0 && extent(focus) < FOCUS * extent(whole)) return focus;
  return whole[2] - whole[0] > WIDE ? withoutOutliers(atlas.levels[0]?.regions ?? [], whole) : whole;
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

/** Regions that a value or a link is about, or the regions above that hold them: what is around them explains them. */
function placesWithData({ levels, columns, networks }: Parameters<typeof homeOf>[0]): Place[] {
  return levels.flatMap(({ config, regions }) => {
    const told = new Set<string>();
    for (const { level, values } of columns)
      if (level === config.id)
        for (const [row, value] of values.entries()) if (value !== null) told.add(regions[row]!.code);
    for (const { documents } of networks)
      for (const { level, nodes, a, b } of documents)
        if (level === config.id) for (const node of [...a, ...b]) told.add(nodes[node]!);
    const above = levels.find(({ config: { id } }) => id === config.parent?.level)?.byCode;
    return regions
      .filter(({ code }) => told.has(code))
      .map((region) => (region.parent === null ? region : (above?.get(region.parent) ?? region)));
  });
}

/** The box without groups of regions that are next to nothing and stand wide apart from all others, if it is narrow. */
function withoutOutliers(regions: readonly Place[], whole: BoundingBox): BoundingBox {
  const groups: { places: Place[]; east: number; areaKm2: number }[] = [];
  for (const place of regions.map(onOneSide).toSorted((one, other) => one.bbox[0] - other.bbox[0])) {
    let group = groups.at(-1);
    if (group === undefined || place.bbox[0] - group.east > GAP)
      groups.push((group = { places: [], east: -180, areaKm2: 0 }));
    group.places.push(place);
    group.east = Math.max(group.east, place.bbox[2]);
    group.areaKm2 += place.areaKm2;
  }
  const total = groups.reduce((sum, { areaKm2 }) => sum + areaKm2, 0);
  const box = boundsOf(
    groups.filter(({ areaKm2 }) => areaKm2 >= OUTLYING * total).flatMap(({ places }) => places),
  );
  return box[2] - box[0] < WIDE ? box : whole;
}

/** A place on both sides of the antimeridian, as its part on the side of its point. */
function onOneSide(place: Place): Place {
  const [west, south, east, north] = place.bbox;
  if (west <= east) return place;
  return { ...place, bbox: place.point[0] < 0 ? [-180, south, east, north] : [west, south, 180, north] };
}
