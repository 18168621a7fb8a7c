import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Indicator } from '../../model/indicator.ts';
import { addsUp } from '../../model/indicator.ts';
import type { Region } from '../../model/region.ts';
import type { AuditContext } from './audit-context.ts';
import { allSeries, stepOf } from './audit-context.ts';

/** L3: no region has more than the printed total of the group it belongs to, where the values add up. */
export function checkPartExceedsWhole(context: AuditContext): Diagnostic[] {
  return allSeries(context).flatMap(({ level, indicator, columns }) => {
    if (!isPartOfSum(indicator)) return [];
    return columns.flatMap(({ totals, values, year }) =>
      totals.flatMap((total) => {
        const isPart = membership(context, level.config.id, total.name);
        return level.regions.flatMap((region, position) => {
          const value = values[position];
          if (value == null || !isPart(region) || value <= total.value + stepOf(indicator)) return [];
          return [
            diagnostic(
              'audit/part-exceeds-whole',
              `${indicator.name.en} ${year ?? ''}: ${region.name.en} has ${value}, ${total.name}, of which it is a part, ${total.value}.`,
              { at: { region: region.code, indicator: indicator.id, ...(year === null ? {} : { year }) } },
            ),
          ];
        });
      }),
    );
  });
}

/** Sums and counts add up; so do shares of one whole, which are printed in per cent. */
const isPartOfSum = ({ kind, unit }: Indicator): boolean =>
  addsUp(kind) || (kind === 'ratio' && unit.en.includes('%'));

/** Which regions a printed total is about: the group of that name, or, for the nation, none that is certain. */
function membership(context: AuditContext, level: string, name: string): (region: Region) => boolean {
  for (const grouping of context.groupings) {
    if (grouping.level !== level) continue;
    const group = grouping.members.find((member) => member.name.zh === name || member.name.en === name);
    if (group !== undefined) return (region) => region.groups[grouping.id] === group.id;
  }
  return () => false;
}
