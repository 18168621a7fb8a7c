import type { CompiledAtlas } from './compiled-atlas.ts';
import type { CompiledLevel } from './levels.ts';
import { addsUp } from '../model/indicator.ts';

/**
 * The order of the regions of a level from the largest to the smallest, aligned with them, 1 for the largest: by area, or
 * where they are points by the latest values of the first indicator that adds up. Ties go by code.
 */
export function regionRanks(
  { config, regions, isOfPoints }: CompiledLevel,
  { columns, indicators }: Pick<CompiledAtlas, 'columns' | 'indicators'>,
): number[] {
  const sizes = isOfPoints
    ? latestAmounts(config.id, { columns, indicators })
    : regions.map(({ areaKm2 }) => areaKm2);
  const sizeOf = (row: number): number => sizes?.[row] ?? -Infinity;
  const order = [...regions.keys()].sort(
    (one, other) =>
      Math.sign(sizeOf(other) - sizeOf(one) || 0) || (regions[one]!.code < regions[other]!.code ? -1 : 1),
  );
  const ranks = Array.from<number>({ length: regions.length });
  for (const [place, row] of order.entries()) ranks[row] = place + 1;
  return ranks;
}

/** Values of an indicator that adds up, in the latest year that has any; undefined where no table has such. */
function latestAmounts(
  level: string,
  { columns, indicators }: Pick<CompiledAtlas, 'columns' | 'indicators'>,
): readonly (number | null)[] | undefined {
  const amounts = [...indicators.values()].filter(({ kind }) => addsUp(kind));
  for (const { id } of amounts) {
    const own = columns.filter((column) => column.level === level && column.indicator === id);
    if (own.length > 0) return own.at(-1)!.values;
  }
  return undefined;
}
