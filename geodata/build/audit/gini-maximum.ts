import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { AuditContext } from './audit-context.ts';
import { levelOf, seriesOf, stepOf } from './audit-context.ts';
import { unitCounts } from './unit-counts.ts';

/** L2: over n units a Gini coefficient of values that are not negative lies between 0 and (n − 1)/n. */
export function checkGiniMaximum(context: AuditContext): Diagnostic[] {
  return context.config.concentration.flatMap((entry) => {
    const counts = unitCounts(context, entry);
    const tolerance = stepOf(context.indicators.get(entry.gini)!) / 2;
    return seriesOf(context, entry.level, entry.gini).flatMap(({ values, year }) =>
      levelOf(context, entry.level).regions.flatMap(({ code, name }, position) => {
        const [gini, n] = [values[position], counts.get(code)];
        if (gini == null || n === undefined) return [];
        const maximum = (n - 1) / n;
        if (gini >= -tolerance && gini <= maximum + tolerance) return [];
        return [
          diagnostic(
            'audit/gini-above-maximum',
            `${name.en} ${year}: ${entry.gini} is ${gini}; over ${n} units it lies between 0 and ${maximum.toFixed(3)}.`,
            { at: { region: code, indicator: entry.gini, ...(year === null ? {} : { year }) } },
          ),
        ];
      }),
    );
  });
}
