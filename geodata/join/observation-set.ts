import type { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Observation, Quality } from '../model/indicator.ts';
import type { NamedRegion } from '../model/region.ts';

/** A total printed in a table (the nation, a macro-region): kept, but no region. */
export interface TotalObservation {
  name: string;
  indicator: string;
  year: number | null;
  value: number;
  source: string;
}

/** A region of which a table says that the value is not known. */
export interface Blank {
  region: number;
  indicator: string;
  year: number | null;
}

export interface ObservedValue {
  indicator: string;
  year: number | null;
  value: number;
  quality: Quality;
  source: string;
}

/** Where a value was found. */
export interface Place {
  line: number;
  column: string;
}

/** Values by region, indicator and year: one for each, the first that was found. */
export class ObservationSet {
  readonly observations: Observation[] = [];
  readonly #places: Place[] = [];
  readonly #slots = new Map<string, Map<number, number>>();
  readonly #remarks: DiagnosticList;

  constructor(remarks: DiagnosticList) {
    this.#remarks = remarks;
  }

  /** Adds a value, or remarks that there is one already: an error where the two differ. */
  add(region: NamedRegion, { indicator, year, value, quality, source }: ObservedValue, place: Place): void {
    const slot = this.#slotOf(indicator, year);
    const known = slot.get(region.id);
    if (known !== undefined) {
      this.#tellRepeated(region, known, value, place);
      return;
    }
    slot.set(region.id, this.observations.length);
    this.observations.push({ region: region.id, indicator, year, value, quality, source });
    this.#places.push(place);
  }

  #slotOf(indicator: string, year: number | null): Map<number, number> {
    const key = `${indicator} ${year}`;
    const known = this.#slots.get(key);
    if (known !== undefined) return known;
    const slot = new Map<number, number>();
    this.#slots.set(key, slot);
    return slot;
  }

  #tellRepeated(region: NamedRegion, known: number, value: number, { line, column }: Place): void {
    const first = this.observations[known];
    const earlier = this.#places[known]?.line;
    if (first === undefined) return;
    const at = { line, column, region: region.code, indicator: first.indicator, ...yearOf(first.year) };
    const when = first.year === null ? '' : ` in ${first.year}`;
    const what = `${first.indicator} of ${region.name.zh}${when}`;
    if (first.value === value)
      this.#remarks.add('join/repeated-row', () => ({
        message: `Line ${earlier} gives the same ${what}: ${value}.`,
        at,
        found: String(value),
      }));
    else
      this.#remarks.add('join/duplicate-key', () => ({
        message: `Line ${earlier} gives ${first.value} as ${what}, this line ${value}; the first was kept.`,
        at,
        found: String(value),
      }));
  }
}

/** The year as part of a place, which has none where the table has no time. */
export const yearOf = (year: number | null): { year?: number } => (year === null ? {} : { year });
