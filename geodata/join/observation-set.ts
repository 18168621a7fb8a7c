import type { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Observation, Quality } from '../model/indicator.ts';
import type { NamedRegion } from '../model/region.ts';
import { inBothLanguages } from '../model/text.ts';
import { ColumnMap } from './column-map.ts';
import { isSameNumber } from './same-number.ts';

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

/** Values by region, indicator and year: one for each, the first that was found. */
export class ObservationSet {
  readonly observations: Observation[] = [];
  /** Line of every observation. */
  readonly #lines: number[] = [];
  /** Positions in `observations`. */
  readonly #positions = new ColumnMap<number>();
  readonly #remarks: DiagnosticList;

  constructor(remarks: DiagnosticList) {
    this.#remarks = remarks;
  }

  /** Adds a value, or remarks that there is one already: an error where the two differ. */
  add(
    region: NamedRegion,
    { indicator, year, value, quality, source }: ObservedValue,
    line: number,
    column: string,
  ): void {
    const positions = this.#positions.column(indicator, year);
    const known = positions.get(region.id);
    if (known !== undefined) {
      this.#tellRepeated(region, known, value, { line, column });
      return;
    }
    positions.set(region.id, this.observations.length);
    this.observations.push({ region: region.id, indicator, year, value, quality, source });
    this.#lines.push(line);
  }

  /** Positions in `observations` by region, for every indicator and year; in the order of the table. */
  columns(): ReturnType<ColumnMap<number>['columns']> {
    return this.#positions.columns();
  }

  /** Line of the table that an observation comes from. */
  lineOf(position: number): number {
    return this.#lines[position] ?? 0;
  }

  #tellRepeated(
    region: NamedRegion,
    known: number,
    value: number,
    place: { line: number; column: string },
  ): void {
    const first = this.observations[known];
    const earlier = this.#lines[known];
    if (first === undefined) return;
    const at = { ...place, region: region.code, indicator: first.indicator, ...yearOf(first.year) };
    const when = first.year === null ? '' : ` in ${first.year}`;
    const what = `${first.indicator} of ${inBothLanguages(region.name)}${when}`;
    if (isSameNumber(first.value, value))
      this.#remarks.add('join/repeated-row', () => ({
        message: `Line ${earlier} gives the same ${what}: ${value}.`,
        at,
        found: String(value),
      }));
    else
      this.#remarks.add('join/duplicate-key', () => ({
        message: `Line ${earlier} gives ${first.value} as ${what}, line ${place.line} gives ${value}; the first was kept.`,
        at,
        found: String(value),
      }));
  }
}

/** The year as part of a place, which has none where the table has no time. */
export const yearOf = (year: number | null): { year?: number } => (year === null ? {} : { year });
