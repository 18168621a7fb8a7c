import type { AtlasConfig } from '../config/schema.ts';
import { centreScore } from '../measures/centres/centre-score.ts';
import type { Centre, CentreScore, TierScheme } from '../model/catalog.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Indicator } from '../model/indicator.ts';
import { addsUp } from '../model/indicator.ts';
import type { MeasureRow, MeasureTable } from '../model/measure.ts';
import type { Region } from '../model/region.ts';
import type { Column } from './columns.ts';
import { latestColumn, sourcesOf } from './columns.ts';
import type { CompiledLevel } from './levels.ts';
import type { TierClaims, TierMarks } from './published-tier.ts';
import { publishedTier, tierMarks } from './published-tier.ts';

type CentresConfig = AtlasConfig['centres'][number];
type Scored = CentreScore & { code: string; published: number | null };

export interface CompiledCentres {
  scheme: TierScheme;
  table: MeasureTable;
  diagnostics: Diagnostic[];
}

/**
 * Scores the regions of a level, cuts the scores into tiers and holds them against a designated hierarchy. The tier
 * that is shown follows the rule of the atlas; score, data tier, designated tier and gap stay apart beside it.
 */
export function compileCentres(
  config: CentresConfig,
  level: CompiledLevel,
  columns: readonly Column[],
  indicators: ReadonlyMap<string, Indicator>,
  designated: TierScheme | undefined,
): CompiledCentres {
  const regions = level.regions.filter(
    ({ code, kind }) =>
      !config.exclude.includes(code) && (config.kinds === undefined || config.kinds.includes(kind)),
  );
  const { used, missing } = columnsFor(config, columns);
  const positions = new Map(level.regions.map(({ code }, position) => [code as string, position]));
  const result = centreScore.compute(
    centreScore.input.read({
      codes: regions.map(({ code }) => code),
      indicators: used.map(({ column, weight, logarithm }) => ({
        id: column.indicator,
        direction: indicators.get(column.indicator)!.direction,
        weight,
        logarithm: logarithm ?? addsUp(indicators.get(column.indicator)!.kind),
      })),
      values: regions.map(({ code }) =>
        used.map(({ column }) => column.values[positions.get(code)!] ?? null),
      ),
    }),
    { tiers: config.tiers.length, ...config.stability },
  );

  const centreOf = new Map(designated?.centres.map((centre) => [centre.code, centre]));
  const entryOf = new Map(result.value?.map((entry) => [entry.code, entry]));
  const claims = regions.map(({ code }): TierClaims => {
    const entry = entryOf.get(code);
    const dataTier = entry?.tier ?? null;
    const designatedTier = centreOf.get(code)?.rank ?? null;
    return { score: entry?.value ?? null, dataTier, designatedTier };
  });
  const marks = tierMarks(config, claims);
  const scored = regions.map(({ code }, position): Scored => {
    const claim = claims[position]!;
    const { dataTier, designatedTier } = claim;
    return {
      code,
      ...claim,
      gap: dataTier === null || designatedTier === null ? null : dataTier - designatedTier,
      stability: entryOf.get(code)?.stability ?? null,
      published: publishedTier(config, claim, marks),
    };
  });
  const sources = [...new Set(used.flatMap(({ column }) => sourcesOf(column)))].sort();
  const zoneOf = (code: string): Centre['zone'] => centreOf.get(code)?.zone ?? null;
  return {
    scheme: schemeOf(config, scored, level, zoneOf, sources),
    table: tableOf(config, result, scored, sources, zoneOf, marks),
    diagnostics: missing,
  };
}

/** The values each indicator of the score is taken from; those without any are told and left out. */
function columnsFor(
  config: CentresConfig,
  columns: readonly Column[],
): {
  used: (CentresConfig['indicators'][number] & { column: Column })[];
  missing: Diagnostic[];
} {
  const missing: Diagnostic[] = [];
  const used = config.indicators.flatMap((entry) => {
    const column = latestColumn(columns, config.level, entry.indicator, entry.year);
    if (column !== undefined) return [{ ...entry, column }];
    const when = entry.year === undefined ? '' : ` in ${entry.year}`;
    missing.push(
      diagnostic(
        'measure/incomplete',
        `Centres "${config.id}": level ${config.level} has no values of ${entry.indicator}${when}; the score goes without it.`,
        { at: { path: `centres.${config.id}`, indicator: entry.indicator }, found: entry.indicator },
      ),
    );
    return [];
  });
  return { used, missing };
}

function schemeOf(
  config: CentresConfig,
  scored: readonly Scored[],
  level: CompiledLevel,
  zoneOf: (code: string) => Centre['zone'],
  sources: readonly string[],
): TierScheme {
  const centres = scored.flatMap(({ code, published, ...computed }): Centre[] => {
    if (published === null || published > config.drawn) return [];
    const { name, point } = level.byCode.get(code) as Region;
    return [
      {
        code,
        level: config.level,
        name,
        rank: published,
        zone: zoneOf(code),
        point,
        computed: rounded(computed),
      },
    ];
  });
  centres.sort((a, b) => a.rank - b.rank || (a.code < b.code ? -1 : 1));
  const { id, name, tiers } = config;
  return { id, name, basis: 'computed', tiers, centres, source: sources[0] ?? '' };
}

function tableOf(
  config: CentresConfig,
  result: ReturnType<typeof centreScore.compute>,
  scored: readonly Scored[],
  sources: string[],
  zoneOf: (code: string) => Centre['zone'],
  marks: TierMarks | null,
): MeasureTable {
  const about = { indicator: config.id, year: null, n: result.n, frame: scored.length, flags: result.flags };
  const rows = scored.map(
    ({ code, score, dataTier, designatedTier, gap, stability, published }): MeasureRow => ({
      ...about,
      region: code,
      value: score,
      details: { dataTier, designatedTier, gap, stability, published },
      ...(score === null ? { reason: result.reason ?? 'missing_value' } : {}),
    }),
  );
  // Centres that are designated together are one centre in several places: their scores add up.
  const zones = new Map<string, number>();
  for (const { code, score } of scored) {
    const zone = zoneOf(code)?.zh;
    if (zone !== undefined && score !== null) zones.set(zone, (zones.get(zone) ?? 0) + score);
  }
  return {
    id: config.id,
    measure: centreScore.id,
    title: config.name,
    level: config.level,
    within: null,
    params: {
      ...result.params,
      indicators: config.indicators,
      published: config.published,
      reach: config.reach,
      ...(marks === null ? {} : { marks: marks.marks }),
      ...result.details,
    },
    sources,
    rows,
    overall: [...zones].map(([group, value]) => ({ ...about, region: null, group, value })),
  };
}

/** Tiles and catalog need no more than a reader sees. */
const rounded = ({ score, stability, ...tiers }: Omit<Scored, 'code' | 'published'>): CentreScore => ({
  ...tiers,
  score: score === null ? null : Math.round(score * 100) / 100,
  stability: stability === null ? null : Math.round(stability * 1000) / 1000,
});
