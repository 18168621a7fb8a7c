import type { Indicator, Quality } from '../model/indicator.ts';
import type { NamedRegion } from '../model/region.ts';
import type { ObservedValue } from './observation-set.ts';

/** From the best to the worst: a sum is as good as its worst part. */
const qualityOrder: readonly Quality[] = [
  'measured',
  'approx',
  'interpolated',
  'extrapolated',
  'modelled',
  'suspect',
];

interface RowCount {
  region: NamedRegion;
  year: number | null;
  value: number;
  quality: Quality;
  source: string;
  line: number;
}

/** Counts the rows of a list (universities, zones) by region and year. */
export class RowCounter {
  readonly #counts = new Map<string, RowCount>();

  add(region: NamedRegion, year: number | null, quality: Quality, source: string, line: number): void {
    const key = `${region.id} ${year}`;
    const known = this.#counts.get(key);
    if (known === undefined) {
      this.#counts.set(key, { region, year, value: 1, quality, source, line });
      return;
    }
    known.value++;
    if (qualityOrder.indexOf(quality) > qualityOrder.indexOf(known.quality)) known.quality = quality;
  }

  /** One value for each region and year that has rows; `line` is the first of them. */
  observations({ id }: Indicator): (ObservedValue & { region: NamedRegion; line: number })[] {
    return [...this.#counts.values()].map((count) => ({ ...count, indicator: id }));
  }
}
