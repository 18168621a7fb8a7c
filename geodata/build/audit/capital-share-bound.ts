import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { AuditContext } from './audit-context.ts';
import { levelOf, seriesOf, stepOf } from './audit-context.ts';
import { unitCounts } from './unit-counts.ts';

/**
 * L1: over n units G ≥ s − 1/n, where s is the share of any one of them, with equality where all others are alike; the
 * same holds for means of both over the same indicators.
 */
export function checkCapitalShareBound(context: AuditContext): Diagnostic[] {
  return context.config.concentration.flatMap((entry) => {
    const { share } = entry;
    if (share === undefined) return [];
    const level = levelOf(context, entry.level);
    const counts = unitCounts(context, entry);
    const tolerance = stepOf(context.indicators.get(entry.gini)!);
    return seriesOf(context, entry.level, entry.gini).flatMap((ginis) => {
      const shares = seriesOf(context, entry.level, share).find(({ year }) => year === ginis.year);
      return level.regions.flatMap((region, position) => {
        const [gini, part, n] = [ginis.values[position], shares?.values[position], counts.get(region.code)];
        if (gini == null || part == null || n === undefined) return [];
        const bound = part - 1 / n;
        if (gini >= bound - tolerance) return [];
        return [
          diagnostic(
            'audit/share-above-gini',
            `${region.name.en} ${ginis.year}: ${entry.gini} is ${gini} and ${share} is ${part}; over ${n} units the first is at least ${bound.toFixed(3)}.`,
            {
              at: {
                region: region.code,
                indicator: entry.gini,
                ...(ginis.year === null ? {} : { year: ginis.year }),
              },
            },
          ),
        ];
      });
    });
  });
}
