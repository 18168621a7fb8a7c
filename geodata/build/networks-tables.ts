import { diffusionExposure } from '../measures/centres/diffusion-exposure.ts';
import { networkOf } from '../measures/inputs/network.ts';
import { linkChanges } from '../measures/network/link-changes.ts';
import { linkTurnover } from '../measures/network/link-turnover.ts';
import { tierPairs } from '../measures/network/tier-pairs.ts';
import type { TierScheme } from '../model/catalog.ts';
import type { MeasureResult, MeasureTable } from '../model/measure.ts';
import type { LocalText } from '../model/text.ts';
import { nodeStrength } from '../networks/strength.ts';
import type { CompiledLevel } from './levels.ts';
import type { OutputKind } from './measure-rows.ts';
import { rowsOfResult } from './measure-rows.ts';
import type { CompiledNetwork, NetworkYear } from './networks-draw.ts';
import { roundWeight } from './networks-draw.ts';

/** What nodes outside the hierarchy are called in tables. */
const NO_TIER = 'none';

/** One result: the year it is about, null over all years, and what the measure says. */
type YearResult = { year: number | null; result: MeasureResult<unknown> };

/**
 * The tables every network has without being asked for, over all its links: where it has a hierarchy, `{id}-tier-pairs`
 * and `{id}-exposure`; where it has several years, `{id}-turnover` and `{id}-link-changes`.
 */
export function networkTables(
  network: CompiledNetwork,
  schemes: readonly TierScheme[],
  level: CompiledLevel,
): MeasureTable[] {
  const scheme = schemes.find(({ id }) => id === network.tiers);
  return [
    ...(scheme === undefined ? [] : tierTables(network, scheme, level)),
    ...turnoverTables(network, level),
  ];
}

function tierTables(network: CompiledNetwork, scheme: TierScheme, level: CompiledLevel): MeasureTable[] {
  const tiers = tiersOf(scheme, network.years[0]!.edges.nodes);
  const about = { network: network.entry.id, tiers: scheme.id };
  const pairs = network.years.map(({ year, edges }): YearResult => {
    const groups = tiers.map((tier) => (tier === null ? NO_TIER : String(tier)));
    return { year, result: tierPairs.compute({ network: networkOf(edges), groups }, { none: NO_TIER }) };
  });
  const exposures = network.years.map(({ year, edges }): YearResult => ({
    year,
    result: exposureOf(edges, tiers, level),
  }));
  const groups = [
    ...scheme.tiers.map(({ rank, name }) => ({ id: String(rank), name })),
    { id: NO_TIER, name: { zh: '无层级', en: 'No tier' } },
  ];
  return [
    { ...tableOf(network, tierPairs, 'tier-pairs', about, pairs, level), groups },
    {
      ...tableOf(network, diffusionExposure, 'exposure', about, exposures, level),
      within: network.entry.level,
    },
  ];
}

/** Tier of every node; null for those the hierarchy does not have. */
export function tiersOf(scheme: TierScheme | undefined, nodes: readonly string[]): (number | null)[] {
  const tierOf = new Map(scheme?.centres.map(({ code, rank }) => [code, rank]));
  return nodes.map((code) => tierOf.get(code) ?? null);
}

/** What every place can take up from the others, whose mass is the sum of their links. */
function exposureOf(
  edges: NetworkYear['edges'],
  tiers: readonly (number | null)[],
  level: CompiledLevel,
): ReturnType<typeof diffusionExposure.compute> {
  return diffusionExposure.compute({
    codes: edges.nodes,
    points: edges.nodes.map((code) => level.byCode.get(code)!.point),
    masses: Array.from(nodeStrength(edges)),
    tiers: [...tiers],
  });
}

function turnoverTables(network: CompiledNetwork, level: CompiledLevel): MeasureTable[] {
  const years = network.years.flatMap(({ year, edges }) =>
    year === null ? [] : [{ year, network: networkOf(edges) }],
  );
  if (years.length < 2) return [];
  const about = { network: network.entry.id };
  return [
    tableOf(
      network,
      linkTurnover,
      'turnover',
      about,
      [{ year: null, result: linkTurnover.compute(years) }],
      level,
    ),
    tableOf(
      network,
      linkChanges,
      'link-changes',
      about,
      [{ year: null, result: linkChanges.compute(years) }],
      level,
    ),
  ];
}

function tableOf(
  { entry, years }: CompiledNetwork,
  measure: { id: string; title: LocalText; output: { kind: OutputKind } },
  suffix: string,
  params: Record<string, unknown>,
  results: readonly YearResult[],
  level: CompiledLevel,
): MeasureTable {
  const made = results.map(({ year, result }) =>
    rowsOfResult(measure, rounded(result), subjectOf(entry, year, years[0]!.edges.nodes.length), level),
  );
  const overall = made.flatMap((each) => each.overall ?? []);
  return {
    id: `${entry.id}-${suffix}`,
    measure: measure.id,
    title: titleOf(entry.name, measure.title),
    level: entry.level,
    within: null,
    params: { ...params, ...results[0]?.result.params },
    sources: entry.sources,
    rows: made.flatMap(({ rows }) => rows),
    ...(overall.length === 0 ? {} : { overall }),
  };
}

const subjectOf = ({ id, basis, sources }: CompiledNetwork['entry'], year: number | null, frame: number) => ({
  input: null,
  params: {},
  subject: { region: null, indicator: id, year },
  frame,
  flags: basis === 'modelled' ? ['modelled'] : [],
  sources,
});

const titleOf = (network: LocalText, measure: LocalText): LocalText => ({
  zh: `${network.zh}：${measure.zh}`,
  en: `${network.en}: ${measure.en}`,
});

/** Numbers with as many digits as the documents of networks have. */
function rounded(result: MeasureResult<unknown>): MeasureResult<unknown> {
  const short = (value: unknown): unknown => {
    if (typeof value === 'number') return Number.isInteger(value) ? value : roundWeight(value);
    if (Array.isArray(value)) return value.map(short);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, short(field)]));
  };
  return {
    ...result,
    value: short(result.value),
    ...(result.details === undefined ? {} : { details: short(result.details) }),
  };
}
