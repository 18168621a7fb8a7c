import type { Category, IndicatorKind } from './indicator.ts';
import type { Language } from './text.ts';

/** Digits after the point that the bounds of classes are written with: none where all of them are whole. */
export const decimalsOfBounds = (bounds: readonly number[], decimals: number): number =>
  bounds.every(Number.isInteger) ? 0 : decimals;

/** From here on bounds are written with a word for their size. */
const LARGE = 10_000_000;
const LARGE_DIGITS = 3;

/** How to write the bounds of classes: in full, or as "24.7B" and "247亿" where that has all of their digits. */
export function writeBounds(
  bounds: readonly number[],
  decimals: number,
  locale: string,
): (bound: number) => string {
  const isLarge = bounds.some((bound) => Math.abs(bound) >= LARGE);
  const isRound = bounds.every((bound) => Number(bound.toPrecision(LARGE_DIGITS)) === bound);
  const digits = decimalsOfBounds(bounds, decimals);
  const format = new Intl.NumberFormat(
    locale,
    isLarge && isRound
      ? { notation: 'compact', maximumSignificantDigits: LARGE_DIGITS }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits },
  );
  // A minus sign is as wide as a plus sign and is read as one; a hyphen is neither.
  return (bound) => format.format(bound).replace('-', '−');
}

/** How the values of an indicator are divided into classes. */
export interface Classes {
  kind: IndicatorKind;
  decimals: number;
  /** Upper bounds of all classes but the highest, ascending; a value that equals one is below it. */
  breaks: readonly number[];
  extent: readonly [lowest: number, highest: number];
  /** Names of the classes, where values are codes of them. */
  categories?: readonly Category[] | null | undefined;
}

/** What a class is called by its own name; null where it is told by its bounds. */
export const classNameOf = ({ categories }: Classes, classIndex: number, language: Language): string | null =>
  categories?.[classIndex]?.name[language] ?? null;

/**
 * What is written at the two ends of a class: whole numbers do not share a bound ("2 – 4", "5 – 20"), and both ends are
 * the same where a class has one value. Null is an open end; the lower one of the highest class is not part of it.
 */
export function classEnds(
  { kind, decimals, breaks, extent }: Classes,
  classIndex: number,
): { from: number | null; to: number | null } {
  const lower = breaks[classIndex - 1];
  const upper = breaks[classIndex] ?? null;
  if (lower === undefined) return { from: upper === extent[0] ? upper : null, to: upper };
  if (upper === null) return { from: lower, to: null };
  const isWhole = kind === 'count' || (kind === 'ratio' && decimals === 0);
  return { from: isWhole ? Math.floor(lower) + 1 : lower, to: upper };
}
