import type { AtlasConfig } from '../config/schema.ts';
import type { Corridor, CorridorSet } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Indicator } from '../model/indicator.ts';
import { addsUp } from '../model/indicator.ts';
import { distanceToChainKm } from '../networks/chain-distance.ts';
import type { Column } from './columns.ts';
import { latestColumn } from './columns.ts';
import type { CompiledLevel } from './levels.ts';

type NearConfig = NonNullable<AtlasConfig['corridors'][number]['near']>;

/** What lies near the corridors of one entry of atlas.yaml. */
export interface NearCorridors {
  entry: NonNullable<CorridorSet['near']>;
  /** What lies near a chain of regions. */
  of(members: readonly string[]): NonNullable<Corridor['near']>;
  diagnostics: Diagnostic[];
}

/** Regions whose point is within the distance, and their share of a count or sum; a remark where there is no share of it. */
export function nearCorridors(
  { km, indicator, year }: NearConfig,
  { config, regions, byCode }: CompiledLevel,
  columns: readonly Column[],
  indicators: ReadonlyMap<string, Indicator>,
  path: string,
): NearCorridors {
  const kind = indicator === undefined ? undefined : indicators.get(indicator)?.kind;
  const isSum = kind !== undefined && addsUp(kind);
  const column =
    indicator === undefined || !isSum ? undefined : latestColumn(columns, config.id, indicator, year);
  const total = column === undefined ? 0 : sum(column.values);
  const near = (members: readonly string[]): NonNullable<Corridor['near']> => {
    const chain = members.map((code) => byCode.get(code)!.point);
    const isNear = regions.map(
      ({ code, point }) => members.includes(code) || distanceToChainKm(point, chain) <= km,
    );
    const inside = sum(column?.values.filter((_, position) => isNear[position]!) ?? []);
    return {
      regions: isNear.filter(Boolean).length,
      share: total > 0 ? Number((inside / total).toPrecision(6)) : null,
    };
  };
  const why = isSum ? 'has no values above zero on this level' : 'is no count and no sum';
  return {
    entry: { km, indicator: indicator ?? null, year: column?.year ?? null },
    of: near,
    diagnostics:
      indicator === undefined || total > 0
        ? []
        : [
            diagnostic(
              'measure/undefined',
              `${path}.near: ${indicator} ${why}, so nothing has a share of it.`,
              {
                at: { path: `${path}.near`, indicator },
                found: indicator,
              },
            ),
          ],
  };
}

const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((total, value) => total + (value ?? 0), 0);
