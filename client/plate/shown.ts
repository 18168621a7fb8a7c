import { scaleOf } from '../../geodata/model/class-shades.ts';
import type { ColumnDocument, IndicatorEntry } from '../../geodata/model/catalog.ts';
import type { Category, IndicatorKind, Quality } from '../../geodata/model/indicator.ts';
import type { LocalText } from '../../geodata/model/text.ts';
import { qualityAt } from './column.ts';
import { changeBreaks, changeOf, changeUnit } from './change.ts';

/** Which colours stand for what: much and little, growth and decline, or kinds of spatial cluster. */
export type Ramp = 'sequential' | 'diverging' | 'clusters';

/** What the numbers of a plate are, enough to say and to class them. */
export interface Shown {
  ramp: Ramp;
  unit: LocalText;
  decimals: number;
  kind: IndicatorKind;
  /** What each value stands for, where values are codes of classes; null where they are amounts. */
  categories: readonly Category[] | null;
  /** First of two years where the numbers are changes, else null. */
  since: number | null;
  /** Upper bounds of all classes but the last. */
  breaks: number[];
  extent: [number, number];
  /** In the order of the register. */
  values: (number | null)[];
  quality: (Quality | null)[];
}

/** The values of a column as they are, in the classes that the catalog fixes for all years. */
export function shownValues(
  indicator: IndicatorEntry,
  coverage: IndicatorEntry['columns'][number],
  column: ColumnDocument,
): Shown {
  return {
    ramp: scaleOf(indicator.categories),
    unit: indicator.unit,
    decimals: indicator.decimals,
    kind: indicator.kind,
    categories: indicator.categories ?? null,
    since: null,
    breaks: coverage.breaks,
    extent: coverage.extent,
    values: column.values,
    quality: column.values.map((_, row) => qualityAt(column, row)),
  };
}

/** What changed from one column to another; an estimate at either end makes the change one. */
export function shownChange(indicator: IndicatorEntry, base: ColumnDocument, column: ColumnDocument): Shown {
  const values = column.values.map((value, row) => changeOf(indicator.kind, base.values[row] ?? null, value));
  const known = values.filter((value) => value !== null);
  const extent: [number, number] = [Math.min(...known), Math.max(...known)];
  const ends = [base, column];
  return {
    ramp: extent[0] < 0 && extent[1] > 0 ? 'diverging' : 'sequential',
    ...changeUnit(indicator),
    kind: 'ratio',
    categories: null,
    since: base.year,
    breaks: changeBreaks(known),
    extent,
    values,
    quality: values.map((value, row) => {
      if (value === null) return null;
      const both = ends.map((end) => qualityAt(end, row));
      return both.find((quality) => quality !== 'measured') ?? 'measured';
    }),
  };
}
