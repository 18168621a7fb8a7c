import type { MeasureRow } from '../../geodata/model/measure.ts';

/** What a reader has chosen to see of a table; empty where nothing fits. */
export interface Picked {
  indicator: string;
  time: string;
}

/** The year of a row, or the two of a change; empty without time. */
export const timeOf = ({ year, toYear }: MeasureRow): string =>
  toYear === undefined ? String(year ?? '') : `${year}–${toYear}`;

/**
 * Indicators and times that a table has rows for, and which are shown: those picked before where they exist, else the
 * year of the map, else the last. A table with one row in each time shows all of them.
 */
export function optionsOf(
  rows: readonly MeasureRow[],
  { indicator, time }: Picked,
  year: number | null,
): { indicators: string[]; times: string[]; picked: Picked } {
  const indicators = [...new Set(rows.map((row) => row.indicator))];
  const shown = indicators.includes(indicator) ? indicator : (indicators[0] ?? '');
  const own = rows.filter((row) => row.indicator === shown);
  const found = [...new Set(own.map(timeOf))];
  const times = found.length === own.length ? [] : found;
  const candidates = [time, String(year)].filter((each) => times.includes(each));
  return { indicators, times, picked: { indicator: shown, time: candidates[0] ?? times.at(-1) ?? '' } };
}

/** The rows to show, largest first; in order of time where every row has its own. */
export function rowsOf(rows: readonly MeasureRow[], { indicator, time }: Picked): MeasureRow[] {
  const own = rows.filter((row) => row.indicator === indicator && (time === '' || timeOf(row) === time));
  return time === '' && new Set(own.map(timeOf)).size === own.length
    ? own
    : own.toSorted((one, other) => (other.value ?? -Infinity) - (one.value ?? -Infinity));
}
