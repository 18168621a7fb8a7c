/** The last year is passed over where fewer than this part of the regions have a value that had one in the best year. */
const WELL_KNOWN = 0.5;

/** The last year that many regions have a value for, to begin with; null where a table has no time. */
export function wellKnownYear({
  years,
  counts,
}: {
  years: readonly (number | null)[];
  /** How many regions have a value in each of them. */
  counts: readonly number[];
}): number | null {
  const last = counts.findLastIndex((count) => count >= WELL_KNOWN * Math.max(...counts));
  return years[last] ?? null;
}
