import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { AuditContext } from './audit-context.ts';
import { allSeries, stepOf } from './audit-context.ts';

/**
 * L11: shares of one whole (ratios printed in per cent) never add up to more than 100, and add up to 100 where every
 * region has one; rounding may shift each of them by half a step.
 */
export function checkSharesOfHundred(context: AuditContext): Diagnostic[] {
  return allSeries(context).flatMap(({ indicator, columns }) => {
    if (indicator.kind !== 'ratio' || !indicator.unit.en.includes('%')) return [];
    return columns.flatMap(({ values, year }) => {
      const known = values.filter((value) => value !== null);
      const total = known.reduce((sum, value) => sum + value, 0);
      const tolerance = (known.length * stepOf(indicator)) / 2 + 1e-9;
      const complete = known.length === values.length;
      if (total <= 100 + tolerance && !(complete && total < 100 - tolerance)) return [];
      return [
        diagnostic(
          'audit/shares-not-hundred',
          `${indicator.name.en} ${year ?? ''}: the shares of ${known.length} of ${values.length} regions add up to ${total.toFixed(2)} %.`,
          { at: { indicator: indicator.id, ...(year === null ? {} : { year }) } },
        ),
      ];
    });
  });
}
