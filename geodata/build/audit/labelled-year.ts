import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnostic } from '../../model/diagnostic.ts';
import type { Column } from '../columns.ts';
import type { AuditContext } from './audit-context.ts';
import { levelOf, seriesOf, stepOf } from './audit-context.ts';

/** From this share of regions on, a column is taken for the one it equals. */
const MOST = 0.8;

/** L8: two indicators that say the same disagree in a year, and whether the values are those of another year. */
export function checkLabelledYear(context: AuditContext): Diagnostic[] {
  return context.config.same.flatMap(({ level: id, indicator, as }) => {
    const level = levelOf(context, id);
    const others = seriesOf(context, id, as);
    const half = stepOf(context.indicators.get(indicator)!) / 2 + 1e-9;
    return seriesOf(context, id, indicator).flatMap((column) => {
      const known = column.values.filter((value) => value !== null).length;
      const own = others.find(({ year }) => year === column.year);
      const twin = others.find((other) => other !== own && equalCells(column, other, half) >= MOST * known);
      const year = column.year === null ? {} : { year: column.year };
      const found: Diagnostic[] = [];
      if (twin !== undefined && known > 0)
        found.push(
          diagnostic(
            'audit/labelled-year',
            `${indicator} ${column.year}: ${equalCells(column, twin, half)} of ${known} values are those of ${as} in ${twin.year}.`,
            { at: { indicator, ...year } },
          ),
        );
      const held = twin ?? own;
      if (held === undefined) return found;
      for (const [position, region] of level.regions.entries()) {
        const [a, b] = [column.values[position], held.values[position]];
        if (a == null || b == null || Math.abs(a - b) <= half) continue;
        found.push(
          diagnostic(
            'audit/sources-differ',
            `${region.name.en}: ${indicator} ${column.year} is ${a}, ${as} ${held.year} is ${b}.`,
            { at: { region: region.code, indicator, ...year }, found: String(a) },
          ),
        );
      }
      return found;
    });
  });
}

const equalCells = (a: Column, b: Column, half: number): number =>
  a.values.filter((value, position) => {
    const other = b.values[position];
    return value !== null && other != null && Math.abs(value - other) <= half;
  }).length;
