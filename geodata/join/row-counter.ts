import type { Indicator, Quality } from '../model/indicator.ts';
import type { NamedRegion } from '../model/region.ts';
import type { RawRow } from '../model/table.ts';
import type { ObservedValue } from './observation-set.ts';

/** From the best to the worst: a count is as good as the worst of its rows. */
const qualityOrder: readonly Quality[] = [
  'measured',
  'approx',
  'interpolated',
  'extrapolated',
  'modelled',
  'suspect',
];

/** A row of a list. */
export interface CountedRow {
  row: RawRow;
  region: NamedRegion;
  year: number | null;
  /** Null where the row states none. */
  quality: Quality | null;
  source: string;
}

/** The rows of one region and year; `line` is the first of them. */
interface RowCount extends ObservedValue {
  region: NamedRegion;
  line: number;
}

/** Counts the rows of a list (universities, zones) by region and year. */
export class RowCounter {
  readonly #indicator: Indicator;
  readonly #counts = new Map<string, RowCount>();

  constructor(indicator: Indicator) {
    this.#indicator = indicator;
  }

  add({ row, region, year, quality: stated, source }: CountedRow): void {
    const quality = stated ?? this.#indicator.quality;
    const key = `${region.id} ${year}`;
    const known = this.#counts.get(key);
    if (known === undefined) {
      const indicator = this.#indicator.id;
      this.#counts.set(key, { region, line: row.line, indicator, year, value: 1, quality, source });
      return;
    }
    known.value++;
    if (qualityOrder.indexOf(quality) > qualityOrder.indexOf(known.quality)) known.quality = quality;
  }

  /** One value for each region and year that has rows. */
  observations(): RowCount[] {
    return [...this.#counts.values()];
  }
}
