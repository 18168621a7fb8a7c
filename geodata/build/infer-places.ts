import type { InferredPlaces } from '../join/infer-places.ts';
import { inferPlaces } from '../join/infer-places.ts';
import { createEncloser } from '../join/enclosing-region.ts';
import { buildRegions } from '../join/build-regions.ts';
import type { BoundaryProperties, InferredBoundaries, LevelCandidate } from '../join/infer-boundaries.ts';
import { inferTable } from '../join/infer-table.ts';
import type { Position, RegionFeature, RegionGeometry } from '../model/geometry.ts';
import type { Region } from '../model/region.ts';
import type { BoundaryRoles, PlaceRoles, TableRoles } from '../model/roles.ts';
import type { RawTable } from '../model/table.ts';

/** Areas that could lie below places, and what tables call them. */
export interface Ground {
  atlas: string | null;
  level: string;
  regions: readonly Region[];
  geometries: readonly RegionGeometry[];
}

/** What was made of a table that says where its places are. */
export type PlacesGuess =
  | { kind: 'places'; roles: PlaceRoles; candidate: LevelCandidate; table: TableRoles | null }
  /** Boundaries draw the same regions, so that the coordinates are not needed. */
  | { kind: 'boundaries'; remark: string }
  | { kind: 'refused'; reason: string; columns: readonly string[] };

/** Of the rows so many name a region with a boundary, and of the places so many have one each: then boundaries are drawn. */
const MATCHED = 0.8;
/** Regions in which a list of things without numbers is counted. */
const COUNTED = 8;
/** Part of the places that must lie in a ground: who adds boundaries of their own wants to see them. */
const INSIDE = 0.9;
const INSIDE_OWN = 0.6;
/** Places looked at. */
const SAMPLE = 400;

/** Guesses whether a table is about places. Null where it has no columns of coordinates. */
export function guessPlaces(
  table: RawTable,
  level: string,
  candidates: readonly LevelCandidate[],
  grounds: readonly Ground[],
): PlacesGuess | null {
  const inferred = inferPlaces(table, level);
  if (inferred === null) return null;
  if ('refused' in inferred) return { kind: 'refused', reason: inferred.refused, columns: inferred.columns };
  const lent = inferTable(table, candidates);
  if (lent !== null && drawsTheSame(table, lent, inferred))
    return {
      kind: 'boundaries',
      remark:
        `${lent.matched} of ${lent.rows} rows name a region with a boundary, so that the coordinates in ` +
        `"${inferred.roles.longitude}" and "${inferred.roles.latitude}" are not used; for points write ` +
        '`source: { table, longitude, latitude }` in atlas.yaml.',
    };
  const { roles, candidate, points, table: numbers } = inferred;
  const ground = groundOf(points, grounds);
  return {
    kind: 'places',
    roles: {
      ...roles,
      ground: ground && { atlas: ground.atlas, level: ground.level },
      instead: insteadOf(table, lent),
    },
    candidate,
    table: numbers,
  };
}

/** Whether boundaries fit the places one to one, or rows without numbers are things to be counted in many regions. */
function drawsTheSame(table: RawTable, lent: TableRoles, { roles, table: numbers }: InferredPlaces): boolean {
  if (lent.matched < MATCHED * lent.rows) return false;
  const named = regionsNamed(table, lent);
  return named >= MATCHED * roles.places || (numbers === null && named >= COUNTED);
}

/** Different texts in the column that names regions. */
function regionsNamed(table: RawTable, { key, name }: TableRoles): number {
  const position = table.columns.indexOf(key ?? name ?? '');
  return new Set(table.rows.map(({ cells }) => cells[position])).size;
}

function insteadOf(table: RawTable, lent: TableRoles | null): string {
  if (lent === null) return '';
  const { matched, rows, atlas, level } = lent;
  const where = atlas === null ? level : `${level} of the atlas ${atlas}`;
  return `${matched} of ${rows} rows name a region of ${where}, only ${regionsNamed(table, lent)} different ones`;
}

/** The ground that holds nearly all places: of the folder, else of the atlas that is the smallest. */
export function groundOf(points: readonly Position[], grounds: readonly Ground[]): Ground | null {
  const step = Math.max(1, Math.floor(points.length / SAMPLE));
  const sample = points.filter((_, index) => index % step === 0);
  const areaOf = ({ regions }: Ground): number => regions.reduce((sum, { areaKm2 }) => sum + areaKm2, 0);
  const ordered = grounds.toSorted(
    (a, b) => Number(a.atlas !== null) - Number(b.atlas !== null) || areaOf(a) - areaOf(b),
  );
  return (
    ordered.find(({ atlas, regions, geometries }) => {
      const enclosing = createEncloser(regions, geometries);
      return (
        sample.filter((point) => enclosing(point) !== null).length >=
        (atlas === null ? INSIDE_OWN : INSIDE) * sample.length
      );
    }) ?? null
  );
}

/** Boundary files of the folder as what could lie below places. */
export const ownGrounds = (files: readonly BoundaryProperties[], { roles }: InferredBoundaries): Ground[] =>
  roles.flatMap((each): Ground[] => {
    const boundaries = featuresOf(files, each);
    if (boundaries.every(({ geometry }) => geometry.type === 'Point')) return [];
    const { regions, features } = buildRegions({
      level: { id: each.level, key: each.key, names: {} },
      boundaries,
    });
    return [
      { atlas: null, level: each.level, regions, geometries: features.map(({ geometry }) => geometry) },
    ];
  });

/** The roles of boundary files, those of points with the ground that they lie on. */
export const withGrounds = (
  files: readonly BoundaryProperties[],
  { roles }: InferredBoundaries,
  grounds: readonly Ground[],
): BoundaryRoles[] =>
  roles.map((each) => {
    const points = featuresOf(files, each).flatMap(({ geometry }) =>
      geometry.type === 'Point' ? [geometry.coordinates] : [],
    );
    const ground = points.length === 0 ? null : groundOf(points, grounds);
    return ground === null ? each : { ...each, ground: { atlas: ground.atlas, level: ground.level } };
  });

function featuresOf(files: readonly BoundaryProperties[], { file, object }: BoundaryRoles): RegionFeature[] {
  const source = files.find((each) => each.file === file && (each.object ?? null) === object);
  return (source?.geometries ?? []).map((geometry, index) => ({
    geometry,
    properties: { ...source!.properties[index] },
  }));
}
