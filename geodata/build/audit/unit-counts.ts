import type { AuditContext } from './audit-context.ts';
import { levelOf } from './audit-context.ts';

/** How many units each region has, by its code. */
export function unitCounts(
  context: AuditContext,
  { units, kinds }: AuditContext['config']['concentration'][number],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { parent, kind } of levelOf(context, units).regions) {
    if (parent === null || (kinds !== undefined && !kinds.includes(kind))) continue;
    counts.set(parent, (counts.get(parent) ?? 0) + 1);
  }
  return counts;
}
