import type { AtlasConfig } from '../config/schema.ts';
import { gravityNetwork } from '../networks/gravity.ts';
import { latestColumn, sourcesOf } from './columns.ts';
import type { Column } from './columns.ts';
import type { CompiledLevel } from './levels.ts';
import type { CompiledNetwork } from './networks-draw.ts';
import { drawNetwork } from './networks-draw.ts';

type GravityConfig = Extract<AtlasConfig['networks'][number], { kind: 'gravity' }>;

/** The modelled links between the regions of a level: mass is a weighted sum of shares of the indicators. */
export function compileGravityNetwork(
  config: GravityConfig,
  level: CompiledLevel,
  columns: readonly Column[],
): CompiledNetwork {
  const { masses, sources } = massesOf(config, level, columns);
  const places = level.regions.map((region, position) => ({
    code: region.code,
    mass: masses[position]!,
    point: region.point,
  }));
  const edges = gravityNetwork(places, {
    massExponent: config.exponents.mass,
    distanceExponent: config.exponents.distance,
  });
  const method = {
    zh: `引力模型：F = (M_a M_b)^${config.exponents.mass} · d^${config.exponents.distance}；M 为各项清单数量占全国份额之和（‰），d 为大圆距离（km）。模型推算，非观测。`,
    en: `Gravity model: F = (M_a M_b)^${config.exponents.mass} · d^${config.exponents.distance}; M sums the shares in the national total of the listed counts (per mille), d is the great-circle distance in km. Modelled, not observed.`,
  };
  return drawNetwork({
    config,
    level,
    years: [{ year: null, edges }],
    isYearly: false,
    basis: 'modelled',
    directed: false,
    method,
    weightUnit: { zh: '', en: '' },
    sources,
    params: { mass: config.mass, exponents: config.exponents },
    diagnostics: [],
  });
}

/** Mass of every region in per mille of the nation, so that weights come out in numbers a legend can print. */
function massesOf(
  config: GravityConfig,
  level: CompiledLevel,
  columns: readonly Column[],
): { masses: Float64Array; sources: string[] } {
  const masses = new Float64Array(level.regions.length);
  const sources = new Set<string>();
  for (const { indicator, year, weight } of config.mass) {
    const column = latestColumn(columns, config.level, indicator, year);
    if (column === undefined) continue;
    const total = column.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
    if (total === 0) continue;
    for (const [position, value] of column.values.entries())
      masses[position] = masses[position]! + (weight * (value ?? 0)) / total;
    for (const source of sourcesOf(column)) sources.add(source);
  }
  return { masses: masses.map((mass) => 1000 * mass), sources: [...sources].sort() };
}
