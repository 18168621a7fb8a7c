import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { AuditContext } from './audit-context.ts';
import { allSeries, stepOf } from './audit-context.ts';
import { chanceOfEqual } from './chance-of-equal.ts';
import type { EqualRun } from './equal-runs.ts';
import { equalRuns } from './equal-runs.ts';

/** A coincidence that would be expected this seldom in a whole table is no coincidence. */
const RARE = 0.05;

/**
 * L5: two regions with the same values in two or more consecutive years. How often that happens by chance is judged by
 * how densely the values of the other regions lie around those that agree. A value that only stays what it was the year
 * before is no further coincidence, and nothing at all is none: two regions without any patents are alike.
 */
export function checkIdenticalSeries(context: AuditContext): Diagnostic[] {
  return allSeries(context).flatMap(({ level, indicator, columns: series }) => {
    const columns = series.filter(({ year }) => year !== null);
    const chances = columns.map(({ values }) => chanceOfEqual(values, stepOf(indicator)));
    const known = Math.max(...columns.map(({ values }) => values.filter((value) => value !== null).length));
    const pairs = (known * (known - 1)) / 2;

    const longest = new Map<string, { pair: [number, number]; run: EqualRun }>();
    for (const run of equalRuns(columns.map(({ values }) => values))) {
      const values = valuesOf(run);
      const changes = values.flatMap((value, index) =>
        value === 0 || value === values[index - 1] ? [] : [index],
      );
      const expected = changes.reduce(
        (product, index) => product * chances[run.start + index]!(values[index]!),
        pairs * (columns.length - 1),
      );
      if (expected > RARE) continue;
      for (const pair of pairsOf(run.rows)) {
        const known = longest.get(pair.join())?.run;
        if (known === undefined || run.end - run.start > known.end - known.start)
          longest.set(pair.join(), { pair, run });
      }
    }

    function valuesOf({ start, end, rows }: EqualRun): number[] {
      return columns.slice(start, end).map(({ values }) => values[rows[0]!]!);
    }

    return [...longest.values()]
      .sort(({ pair: [a, b] }, { pair: [c, d] }) => a - c || b - d)
      .map(({ pair: [a, b], run }) => {
        const years = columns.slice(run.start, run.end).map(({ year }) => year);
        const [one, other] = [level.regions[a]!, level.regions[b]!];
        return diagnostic(
          'audit/identical-series',
          `${indicator.name.en}: ${one.name.en} and ${other.name.en} both have ${valuesOf(run).join(', ')} in ${years.join(', ')}.`,
          { at: { region: other.code, indicator: indicator.id, year: years[0]! } },
        );
      });
  });
}

function* pairsOf(rows: readonly number[]): Generator<[number, number]> {
  for (const [index, a] of rows.entries()) for (const b of rows.slice(index + 1)) yield [a, b];
}
