import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import type { Indicator, Observation } from '../model/indicator.ts';
import type { Region } from '../model/region.ts';
import { inBothLanguages } from '../model/text.ts';
import { ColumnMap } from './column-map.ts';
import type { JoinedTable } from './join-table.ts';
import type { Blank, TotalObservation } from './observation-set.ts';
import { yearOf } from './observation-set.ts';
import { isSameNumber } from './same-number.ts';

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
  const first = new ColumnMap<{ observation: Observation; file: string }>();
  const blank = new ColumnMap<Blank>();
  const byId = new Map(regions.map((region) => [region.id, region]));
  for (const { file, observations, blanks } of joined) {
    for (const observation of observations) {
      const column = first.column(observation.indicator, observation.year);
      const known = column.get(observation.region);
      if (known === undefined) column.set(observation.region, { observation, file });
      else diagnostics.push(tellRepeated(known, observation, file, byId.get(observation.region)));
    }
    for (const each of blanks) blank.column(each.indicator, each.year).set(each.region, each);
  }
  const observations: Observation[] = [];
  for (const { indicator, year, regions: found } of first.columns()) {
    for (const { observation } of found.values()) observations.push(observation);
    const told = blank.column(indicator, year);
    const without = regions.filter(({ id }) => !found.has(id) && !told.has(id));
    const registered = indicators.find(({ id }) => id === indicator);
    diagnostics.push(...tellWithout(without, registered, indicator, year));
  }
  return {
    observations,
    totals: joined.flatMap(({ totals }) => totals),
    blanks: joined.flatMap(({ blanks }) => blanks),
    diagnostics,
  };
}

function tellRepeated(
  first: { observation: Observation; file: string },
  second: Observation,
  file: string,
  region: Region | undefined,
): Diagnostic {
  const { indicator, year, value } = first.observation;
  const what = `${indicator} of ${region === undefined ? second.region : inBothLanguages(region.name)}${year === null ? '' : ` in ${year}`}`;
  const details = {
    at: { file, indicator, ...(region === undefined ? {} : { region: region.code }), ...yearOf(year) },
    found: String(second.value),
  };
  return isSameNumber(value, second.value)
    ? diagnostic('join/repeated-row', `${first.file} gives the same ${what}: ${value}.`, details)
    : diagnostic(
        'join/duplicate-key',
        `${first.file} gives ${value} as ${what}, ${file} gives ${second.value}; the first was kept.`,
        details,
      );
}

/** Regions without a row; those that the indicator does not cover, or that have zero then, need no remark. */
function tellWithout(
  regions: readonly Region[],
  registered: Indicator | undefined,
  indicator: string,
  year: number | null,
): Diagnostic[] {
  const uncovered = new Set(registered?.uncovered);
  const without = regions.filter(({ code }) => !uncovered.has(code));
  if (registered?.absent === 'zero' || without.length === 0) return [];
  const names = without.slice(0, NAMED).map(({ name }) => inBothLanguages(name));
  const more = without.length > NAMED ? ` and ${without.length - NAMED} more` : '';
  const when = year === null ? '' : ` in ${year}`;
  return [
    diagnostic(
      'join/region-without-value',
      `No row gives ${indicator}${when} of ${names.join(', ')}${more}.`,
      {
        at: { indicator, ...yearOf(year) },
        count: without.length,
      },
    ),
  ];
}
