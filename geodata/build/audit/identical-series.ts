import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Column } from '../columns.ts';
import type { AuditContext } from './audit-context.ts';
import { allSeries, stepOf } from './audit-context.ts';

/** A coincidence that would be expected this seldom in a whole table is no coincidence. */
const RARE = 0.05;

/**
 * L5: two regions with the same values in two or more consecutive years. How often that happens by chance is judged by
 * the spread of the values: among k values as likely as each other two regions agree in one of k years.
 */
export function checkIdenticalSeries(context: AuditContext): Diagnostic[] {
  return allSeries(context).flatMap(({ level, indicator, columns }) => {
    const chances = columns.map((column) => chanceOfEqual(column, stepOf(indicator)));
    const known = Math.max(...columns.map(({ values }) => values.filter((value) => value !== null).length));
    const pairs = (known * (known - 1)) / 2;
    const found: Diagnostic[] = [];
    for (const [a, one] of level.regions.entries())
      for (let b = a + 1; b < level.regions.length; b++) {
        const run = longestEqualRun(columns, a, b);
        const expected = run.reduce(
          (product, index) => product * chances[index]!,
          pairs * (columns.length - 1),
        );
        if (run.length < 2 || expected > RARE) continue;
        const years = run.map((index) => columns[index]!.year).join(', ');
        const values = run.map((index) => columns[index]!.values[a]).join(', ');
        const [first, other] = [one.name.en, level.regions[b]!.name.en];
        found.push(
          diagnostic(
            'audit/identical-series',
            `${indicator.name.en}: ${first} and ${other} both have ${values} in ${years}.`,
            {
              at: { region: level.regions[b]!.code, indicator: indicator.id, year: columns[run[0]!]!.year! },
            },
          ),
        );
      }
    return found;
  });
}

/** Indices of the longest run of consecutive columns in which both regions have the same value. */
function longestEqualRun(columns: readonly Column[], a: number, b: number): number[] {
  let [longest, current]: number[][] = [[], []];
  for (const [index, { values, year }] of columns.entries()) {
    const same = year !== null && values[a] != null && values[a] === values[b];
    current = same ? [...current!, index] : [];
    if (current.length > longest!.length) longest = current;
  }
  return longest!;
}

/** Chance that two regions agree in a year: one over the steps between the quartiles, twice over. */
function chanceOfEqual({ values }: Column, step: number): number {
  const sorted = values.filter((value) => value !== null).sort((x, y) => x - y);
  if (sorted.length < 4) return 1;
  const quartile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!;
  return 1 / (1 + (2 * (quartile(0.75) - quartile(0.25))) / step);
}
