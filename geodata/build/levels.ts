import type { AtlasConfig } from '../config/schema.ts';
import { buildRegions } from '../join/build-regions.ts';
import type { PlacedRows } from '../join/read-places.ts';
import { placeCode } from '../join/read-places.ts';
import type { RegionRegister } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { AreaGeometry, RegionGeometry } from '../model/geometry.ts';
import type { Region } from '../model/region.ts';
import { readTable } from '../sources/table.ts';
import type { AtlasFiles } from './atlas-files.ts';
import type { BoundaryLoader } from './boundaries.ts';

type LevelConfig = AtlasConfig['levels'][number];

/** One level of the atlas with its regions, in ascending order of code, and what is drawn of them in the same order. */
export interface CompiledLevel {
  config: LevelConfig;
  /** Vector layer that draws it. */
  layer: string;
  regions: Region[];
  geometries: RegionGeometry[];
  /** Whether its regions are points: then they have no borders and no areas. */
  isOfPoints: boolean;
  /** The rows of the table that says where its regions are, if one does. */
  placed: PlacedRows | null;
  byCode: ReadonlyMap<string, Region>;
}

/** Reads boundaries and register of every level, from the largest regions to the smallest. */
export async function compileLevels(
  config: AtlasConfig,
  files: AtlasFiles,
  boundaries: BoundaryLoader,
): Promise<{ levels: CompiledLevel[]; diagnostics: Diagnostic[] }> {
  const levels: CompiledLevel[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const level of config.levels) {
    const loaded = await boundaries.load(level);
    const register =
      level.register && (await readTable(await files.read(level.register.file), level.register.file));
    const above = levels.find((each) => each.config.id === level.parent?.level);
    const built = buildRegions({
      level: loaded.placed === null ? level : { ...level, key: placeCode },
      boundaries: loaded.features,
      ...(register === undefined ? {} : { register: register.table }),
      ...(above === undefined ? {} : { parents: above.regions, parentGeometries: above.geometries }),
      ...('file' in level.source ? { file: level.source.file } : {}),
      ...('table' in level.source ? { file: level.source.table } : {}),
    });
    diagnostics.push(...loaded.diagnostics, ...(register?.diagnostics ?? []), ...built.diagnostics);
    levels.push({
      config: level,
      layer: level.layer ?? level.id,
      regions: built.regions,
      geometries: built.features.map((feature) => feature.geometry),
      isOfPoints: built.features.some(({ geometry }) => geometry.type === 'Point'),
      placed: loaded.placed && {
        ...loaded.placed,
        columns: [
          ...loaded.placed.columns,
          ...Object.values(level.names).filter((name) => name !== undefined),
        ],
      },
      byCode: new Map(built.regions.map((region) => [region.code, region])),
    });
  }
  return { levels, diagnostics };
}

/** The areas of a level in the order of its regions; none where they are points. */
export const areasOf = ({ geometries }: CompiledLevel): AreaGeometry[] =>
  geometries.filter((geometry) => geometry.type !== 'Point');

/** The register of a level as columns. */
export function registerOf({ config, regions }: CompiledLevel): RegionRegister {
  const groupings = [...new Set(regions.flatMap((region) => Object.keys(region.groups)))].sort();
  return {
    level: config.id,
    id: regions.map((region) => region.id),
    code: regions.map((region) => region.code),
    name: { zh: regions.map((region) => region.name.zh), en: regions.map((region) => region.name.en) },
    parent: regions.map((region) => region.parent),
    point: regions.map((region) => region.point),
    bbox: regions.map((region) => region.bbox),
    areaKm2: regions.map((region) => Math.round(region.areaKm2)),
    kind: regions.map((region) => region.kind),
    capital: regions.map((region) => region.capital),
    groups: Object.fromEntries(
      groupings.map((grouping) => [grouping, regions.map((region) => region.groups[grouping] ?? null)]),
    ),
  };
}
