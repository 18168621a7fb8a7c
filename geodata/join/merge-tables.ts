import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Indicator, Observation } from '../model/indicator.ts';
import type { Region } from '../model/region.ts';
import { groupBy } from './group-by.ts';
import type { JoinedTable } from './join-table.ts';
import type { Blank, TotalObservation } from './observation-set.ts';
import { yearOf } from './observation-set.ts';

export interface MergedTables {
  observations: Observation[];
  totals: TotalObservation[];
  blanks: Blank[];
  diagnostics: Diagnostic[];
}

/** Regions named in one remark; the rest is counted. */
const NAMED = 5;

/**
 * Puts the tables of one level together. A value that two tables give is taken from the first; regions that no row and
 * no blank is about are told per indicator and year, unless `absent: zero` says what that means.
 */
export function mergeTables(
  regions: readonly Region[],
  joined: readonly JoinedTable[],
  indicators: readonly Indicator[],
): MergedTables {
  const diagnostics: Diagnostic[] = [];
  const known = new Map<string, { observation: Observation; file: string }>();
  const byId = new Map(regions.map((region) => [region.id, region]));
  for (const { file, observations } of joined) {
    for (const observation of observations) {
      const key = `${observation.indicator} ${observation.year} ${observation.region}`;
      const first = known.get(key);
      if (first === undefined) known.set(key, { observation, file });
      else diagnostics.push(tellRepeated(first, observation, file, byId.get(observation.region)));
    }
  }
  const observations = [...known.values()].map(({ observation }) => observation);
  const blanks = joined.flatMap((table) => table.blanks);
  diagnostics.push(...tellUncovered(regions, observations, blanks, indicators));
  return { observations, totals: joined.flatMap(({ totals }) => totals), blanks, diagnostics };
}

function tellRepeated(
  first: { observation: Observation; file: string },
  second: Observation,
  file: string,
  region: Region | undefined,
): Diagnostic {
  const { indicator, year, value } = first.observation;
  const what = `${indicator} of ${region?.name.zh ?? second.region}${year === null ? '' : ` in ${year}`}`;
  const details = {
    at: { file, indicator, ...(region === undefined ? {} : { region: region.code }), ...yearOf(year) },
    found: String(second.value),
  };
  return value === second.value
    ? diagnostic('join/repeated-row', `${first.file} gives the same ${what}: ${value}.`, details)
    : diagnostic(
        'join/duplicate-key',
        `${first.file} gives ${value} as ${what}, this table ${second.value}; the first was kept.`,
        details,
      );
}

function tellUncovered(
  regions: readonly Region[],
  observations: readonly Observation[],
  blanks: readonly Blank[],
  indicators: readonly Indicator[],
): Diagnostic[] {
  const registry = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const columns = groupBy([...observations, ...blanks], ({ indicator, year }) => `${indicator} ${year}`);
  return [...columns.values()].flatMap((column) => {
    const [first] = column;
    const indicator = registry.get(first?.indicator ?? '');
    if (first === undefined || indicator?.absent === 'zero') return [];
    const covered = new Set(column.map(({ region }) => region));
    const uncovered = regions.filter(
      ({ id, code }) => !covered.has(id) && indicator?.uncovered?.includes(code) !== true,
    );
    if (uncovered.length === 0) return [];
    const names = uncovered.slice(0, NAMED).map(({ name }) => name.zh);
    const more = uncovered.length > NAMED ? ` and ${uncovered.length - NAMED} more` : '';
    const when = first.year === null ? '' : ` in ${first.year}`;
    return [
      diagnostic(
        'join/region-without-value',
        `No row gives ${first.indicator}${when} of ${names.join(', ')}${more}.`,
        {
          at: { indicator: first.indicator, ...yearOf(first.year) },
          count: uncovered.length,
        },
      ),
    ];
  });
}
