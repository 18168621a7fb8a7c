import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Column } from '../columns.ts';
import type { AuditContext } from './audit-context.ts';
import { allSeries, stepOf } from './audit-context.ts';

/** Share of the regions from which a straight line is no coincidence any more, and how many there must be. */
const SUSPICIOUS_SHARE = 0.6;
const FEWEST_REGIONS = 8;

/**
 * L4: measured values of three years lie on a line, within rounding, only now and then. Where most regions do so, one
 * of the years was filled in: the middle one by interpolation, or the last one by extending the line.
 */
export function checkStraightLines(context: AuditContext): Diagnostic[] {
  return allSeries(context).flatMap(({ level, indicator, columns }) => {
    const years = columns.filter((column): column is Column & { year: number } => column.year !== null);
    return years.slice(2).flatMap((last, index) => {
      const [first, middle] = [years[index]!, years[index + 1]!];
      const weight = (middle.year - first.year) / (last.year - first.year);
      let [known, onLine] = [0, 0];
      for (const position of level.regions.keys()) {
        const [a, b, c] = [first.values[position], middle.values[position], last.values[position]];
        if (a == null || b == null || c == null || (a === b && b === c)) continue;
        known++;
        if (Math.abs(offLine(a, b, c, weight)) <= stepOf(indicator) * 1.0001) onLine++;
      }
      if (known < FEWEST_REGIONS || onLine < SUSPICIOUS_SHARE * known) return [];
      return [
        diagnostic(
          'audit/on-a-line',
          `${indicator.name.en}: ${first.year}, ${middle.year} and ${last.year} lie on a straight line in ${onLine} of ${known} regions; ${middle.year} was interpolated or ${last.year} extrapolated.`,
          { at: { indicator: indicator.id, year: middle.year } },
        ),
      ];
    });
  });
}

/**
 * How far three values are from a line: the middle one from the line between its neighbours, or the last one from the
 * line through the two before it, whichever is less — rounding acts on the year that was filled in.
 */
function offLine(a: number, b: number, c: number, weight: number): number {
  const middle = b - (a + weight * (c - a));
  const last = c - (b + ((b - a) * (1 - weight)) / weight);
  return Math.min(Math.abs(middle), Math.abs(last));
}
