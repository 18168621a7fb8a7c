import type { Indicator, IndicatorKind } from '../../geodata/model/indicator.ts';
import type { LocalText } from '../../geodata/model/text.ts';

/**
 * What changed between two values: in percent of the first where things add up, in units where they are ratios.
 * Null where either is missing, and for a percentage of nothing.
 */
export function changeOf(kind: IndicatorKind, before: number | null, after: number | null): number | null {
  if (before === null || after === null) return null;
  if (kind === 'ratio' || kind === 'intensive') return after - before;
  return before > 0 ? (100 * (after - before)) / before : null;
}

/** Unit and decimals of a change. Ratios in percent change by percentage points. */
export function changeUnit({ kind, unit, decimals }: Pick<Indicator, 'kind' | 'unit' | 'decimals'>): {
  unit: LocalText;
  decimals: number;
} {
  if (kind !== 'ratio' && kind !== 'intensive') return { unit: { zh: '%', en: '%' }, decimals: 1 };
  const inPercent = unit.zh.startsWith('%');
  return {
    unit: inPercent ? { zh: '百分点', en: 'percentage points' } : unit,
    decimals: Math.max(decimals, 1),
  };
}

/** Two digits are enough for the bound of a class. */
const rounded = (value: number): number => Number(value.toPrecision(2));

/** The value below which a share of the sorted values lies. */
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;

/**
 * Bounds of five classes of change. Where values rise and fall the classes lie evenly about zero, so that equal
 * colours mean equal change; where all go one way they hold equally many regions.
 */
export function changeBreaks(values: readonly number[]): number[] {
  if (values.length === 0) return [];
  const sorted = values.toSorted((one, other) => one - other);
  if (sorted[0]! < 0 && sorted.at(-1)! > 0) {
    const sizes = values.map(Math.abs).sort((one, other) => one - other);
    const small = rounded(quantile(sizes, 0.4));
    const large = rounded(quantile(sizes, 0.8));
    return small > 0 && large > small ? [-large, -small, small, large] : [-large, large];
  }
  const breaks = [0.2, 0.4, 0.6, 0.8].map((share) => rounded(quantile(sorted, share)));
  return [...new Set(breaks)].filter((bound) => bound < sorted.at(-1)!);
}
