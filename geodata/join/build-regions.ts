import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Position, RegionFeature, RegionGeometry } from '../model/geometry.ts';
import type { Region, RegionCode } from '../model/region.ts';
import { asRegionCode } from '../model/region.ts';
import type { RawTable } from '../model/table.ts';
import { createEncloser } from './enclosing-region.ts';
import type { LevelSpec } from './level-spec.ts';
import { mergeBoundaries } from './merge-boundaries.ts';
import type { ParentFinder } from './parent-finder.ts';
import { createParentFinder } from './parent-finder.ts';
import { normaliseCode } from './region-code.ts';
import type { RegisterEntry } from './region-register.ts';
import { readRegister } from './region-register.ts';
import { shapeOf } from './region-shape.ts';

export interface BuildRegionsInput {
  level: LevelSpec;
  boundaries: readonly RegionFeature[];
  /** The table named in `register`. */
  register?: RawTable;
  /** Regions of the level above, and what is drawn of them in the same order: points belong to the area around them. */
  parents?: readonly Region[];
  parentGeometries?: readonly RegionGeometry[];
  /** What to call the boundaries in remarks; the id of the level by default. */
  file?: string;
}

export interface BuiltRegions {
  /** In ascending order of code. */
  regions: Region[];
  /** Boundary of every region, in the same order. */
  features: RegionFeature[];
  diagnostics: Diagnostic[];
}

/**
 * Makes the regions of a level out of boundaries and register. What the register says wins over properties of the
 * boundary. Boundaries without a code or without an area are left out, those with the same code are put together; both
 * are remarked on.
 */
export function buildRegions(input: BuildRegionsInput): BuiltRegions {
  const { level, register, file = level.id } = input;
  const remarks = new DiagnosticList(file);
  const registerRemarks = new DiagnosticList(register?.name ?? file);
  const entries =
    register === undefined || level.register === undefined
      ? null
      : readRegister(register, level.register, registerRemarks);

  const boundaries = mergeBoundaries(input.boundaries, level.key, remarks);
  const codes = [...boundaries.keys()].sort(compareCodes);
  const idOf = chooseIds(codes);
  const { parents = [], parentGeometries } = input;
  const encloser = parentGeometries === undefined ? () => null : createEncloser(parents, parentGeometries);
  const findParent = createParentFinder(level, parents, remarks, encloser);
  const built = codes.flatMap((code) => {
    const feature = boundaries.get(code) as RegionFeature;
    const entry = entries?.get(code) ?? null;
    if (entries !== null && entry === null)
      remarks.add('boundary/not-in-register', () => ({
        message: `The register ${register?.name} has no row for ${code}.`,
        at: { region: code },
        found: code,
      }));
    const region = makeRegion({ code, id: idOf(code), level, feature, entry, findParent, remarks });
    return region === null ? [] : [{ region, feature }];
  });
  for (const [code, { line }] of entries ?? []) {
    if (!boundaries.has(asRegionCode(code)))
      registerRemarks.add('boundary/register-row-without-boundary', () => ({
        message: `There is no boundary with the code ${code}.`,
        at: { line, column: level.register?.key ?? '' },
        found: code,
      }));
  }
  return {
    regions: built.map(({ region }) => region),
    features: built.map(({ feature }) => feature),
    diagnostics: [...registerRemarks.toArray(), ...remarks.toArray()],
  };
}

interface RegionParts {
  code: RegionCode;
  id: number;
  level: LevelSpec;
  feature: RegionFeature;
  entry: RegisterEntry | null;
  findParent: ParentFinder;
  remarks: DiagnosticList;
}

function makeRegion({ code, id, level, feature, entry, findParent, remarks }: RegionParts): Region | null {
  const shape = shapeOf(feature.geometry);
  if (shape === null) {
    remarks.add('boundary/empty-geometry', () => ({
      message: `The boundary of ${code} encloses no area; it was left out.`,
      at: { region: code },
      found: code,
    }));
    return null;
  }
  const property = (name: string): string => textOf(feature.properties[name]);
  const { zh, en } = level.names;
  const names = {
    zh: entry?.zh ?? (property(zh ?? 'name_zh') || (en === undefined ? property('name') : '')),
    en: entry?.en ?? property(en ?? 'name_en'),
  };
  if (names.zh === '' && names.en === '')
    remarks.add('boundary/missing-name', () => ({
      message: `${code} has no name.`,
      at: { region: code },
      found: code,
    }));
  const capital = entry?.capital;
  return {
    id,
    code,
    level: level.id,
    name: { zh: names.zh || names.en || code, en: names.en || names.zh || code },
    parent: findParent(
      code,
      entry?.parent ?? property(level.parent?.property ?? 'parent'),
      feature.geometry.type === 'Point' ? shape.point : null,
    ),
    point: entry?.point ?? seatOf(feature) ?? shape.point,
    bbox: shape.bbox,
    areaKm2: shape.areaKm2,
    kind: entry?.kind ?? property(level.kind ?? 'kind'),
    groups: entry?.groups ?? {},
    capital: capital === undefined ? null : asRegionCode(normaliseCode(capital)),
  };
}

/** The property `seat` of boundaries that come with jiju: [longitude, latitude] of the seat of government. */
function seatOf({ properties }: RegionFeature): Position | null {
  const seat = properties['seat'];
  if (!Array.isArray(seat)) return null;
  const [longitude, latitude] = seat as unknown[];
  return typeof longitude === 'number' && typeof latitude === 'number' ? [longitude, latitude] : null;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';

/** Whole numbers by value, all else by characters: the order of ids. */
function compareCodes(a: RegionCode, b: RegionCode): number {
  if (isWhole(a) && isWhole(b) && Number(a) !== Number(b)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The code itself where every code is a whole number from 1 to 2^53 − 1 and no two have the same value; else 1, 2, 3, … */
function chooseIds(codes: readonly RegionCode[]): (code: RegionCode) => number {
  const numbers = new Set(codes.map(Number));
  if (codes.every((code) => isWhole(code) && Number(code) > 0) && numbers.size === codes.length)
    return Number;
  const ordinals = new Map(codes.map((code, index) => [code, index + 1]));
  return (code) => ordinals.get(code) ?? 0;
}

const isWhole = (code: string): boolean => /^\d+$/.test(code) && Number.isSafeInteger(Number(code));
