import type { Catalog, IndicatorEntry, NetworkEntry } from '../../geodata/model/catalog.ts';

/** Where and when an indicator exists at one level. */
export const columnsAt = (indicator: IndicatorEntry | undefined, level: string) =>
  indicator?.columns.find((column) => column.level === level);

/** What a map is about; ids of the catalog, and of what is drawn over the regions. */
interface Subject {
  indicator: string | null;
  level: string;
  overlays: readonly string[];
  network: string | null;
}

/** Years to choose from, ascending: those of the indicator, or of the links where the regions have no colours. */
export function shownYears(catalog: Catalog, { indicator, level, overlays, network }: Subject): number[] {
  const links = overlays.includes('flows') ? catalog.networks.find(({ id }) => id === network) : undefined;
  const years =
    indicator === null
      ? links?.years
      : columnsAt(
          catalog.indicators.find(({ id }) => id === indicator),
          level,
        )?.years;
  return (years ?? []).filter((year) => year !== null);
}

/** Year of the links that go with a year of the map: the nearest there is; null where the network has no time. */
export const networkYear = ({ years }: NetworkEntry, year: number | null): number | null =>
  nearestYear(years, year);

/** The year nearest to the one asked for, the latest where none is; null where there are none. */
export function nearestYear(years: readonly (number | null)[], asked: number | null): number | null {
  const dated = years.filter((year) => year !== null);
  if (dated.length === 0) return null;
  if (asked === null) return dated.at(-1)!;
  return dated.reduce((best, year) => (Math.abs(year - asked) < Math.abs(best - asked) ? year : best));
}

/** The year asked for if it is before the year shown, else the first that is; null where none is. */
export function earlierYear(
  years: readonly (number | null)[],
  year: number | null,
  asked: number | null,
): number | null {
  const earlier = years.filter((candidate) => candidate !== null && year !== null && candidate < year);
  return earlier.find((candidate) => candidate === asked) ?? earlier[0] ?? null;
}
