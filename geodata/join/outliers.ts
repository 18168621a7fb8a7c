import type { DiagnosticList } from '../model/diagnostic-list.ts';
import type { NamedRegion } from '../model/region.ts';
import { inBothLanguages } from '../model/text.ts';
import { groupBy } from './group-by.ts';
import type { ObservationSet } from './observation-set.ts';

/** A value this many times its neighbours in time, or a part of them as small, is looked at; less happens in growth. */
const FACTOR = 3;
/** … if it also lies this many median absolute deviations off, as measured over all regions and years. */
const DEVIATIONS = 8;
/** Fewer residuals than this say nothing about what is usual. */
const ENOUGH = 20;
/** A value fits a neighbouring row if it is within this factor of what that row has in other years. */
const FITS = 1.5;

/** A value and what the years before and after let expect, as logarithms. */
interface Residual {
  position: number;
  region: number;
  value: number;
  expected: number;
}

/**
 * Warns of values far from the values of the same region in the years before and after: typing mistakes, or rows that
 * slipped by one, which the message says where the value fits the row above or below. Only positive values with both
 * neighbours in time are judged.
 */
export function tellOutliers(
  found: ObservationSet,
  regions: ReadonlyMap<number, NamedRegion>,
  remarks: DiagnosticList,
): void {
  const byIndicator = groupBy(found.columns(), ({ indicator }) => indicator);
  for (const columns of byIndicator.values()) {
    const timed = columns
      .flatMap(({ year, regions: positions }) => (year === null ? [] : [{ year, positions }]))
      .toSorted((a, b) => a.year - b.year);
    const years = timed.slice(1, -1).map(({ positions }, index) => {
      const [before, after] = [timed[index]?.positions, timed[index + 2]?.positions];
      return before && after ? residualsOf(found, before, positions, after) : [];
    });
    const limit = limitOf(years.flat());
    const sizes = years.map((residuals) => new Map(residuals.map((each) => [each.region, sizeOf(each)])));
    for (const [index, residuals] of years.entries()) {
      // A wrong value makes its neighbours in time look wrong too; the furthest off is the one to tell.
      const nearby = [sizes[index - 1], sizes[index + 1]];
      const isWorst = (residual: Residual): boolean =>
        nearby.every((other) => sizeOf(residual) >= (other?.get(residual.region) ?? 0));
      tellYear(
        residuals,
        (residual) => sizeOf(residual) > limit && isWorst(residual),
        found,
        regions,
        remarks,
      );
    }
  }
}

const sizeOf = ({ value, expected }: Residual): number => Math.abs(value - expected);

function residualsOf(
  found: ObservationSet,
  before: ReadonlyMap<number, number>,
  now: ReadonlyMap<number, number>,
  after: ReadonlyMap<number, number>,
): Residual[] {
  const logarithm = (position: number | undefined): number =>
    position === undefined ? Number.NaN : Math.log(found.observations[position]?.value ?? 0);
  const residuals: Residual[] = [];
  for (const [region, position] of now) {
    const value = logarithm(position);
    const expected = (logarithm(before.get(region)) + logarithm(after.get(region))) / 2;
    if (Number.isFinite(value) && Number.isFinite(expected))
      residuals.push({ position, region, value, expected });
  }
  return residuals;
}

/** The deviation beyond which a value is an outlier; infinite where too little is known. */
function limitOf(residuals: readonly Residual[]): number {
  if (residuals.length < ENOUGH) return Infinity;
  const sizes = Float64Array.from(residuals, sizeOf).sort();
  return Math.max(Math.log(FACTOR), DEVIATIONS * (sizes[sizes.length >> 1] ?? 0));
}

function tellYear(
  residuals: readonly Residual[],
  isOutlier: (residual: Residual) => boolean,
  found: ObservationSet,
  regions: ReadonlyMap<number, NamedRegion>,
  remarks: DiagnosticList,
): void {
  for (const [index, residual] of residuals.entries()) {
    const { position, region, value, expected } = residual;
    if (!isOutlier(residual)) continue;
    const fits = (other: Residual | undefined): boolean =>
      other !== undefined && Math.abs(value - other.expected) < Math.log(FITS);
    const shift = fits(residuals[index - 1]) ? 'above' : fits(residuals[index + 1]) ? 'below' : null;
    const observation = found.observations[position];
    const known = regions.get(region);
    if (observation === undefined || known === undefined) continue;
    const { indicator, year } = observation;
    const advice = shift === null ? '' : ` It fits the row ${shift}: rows may have slipped by one.`;
    remarks.add('table/outlier', () => ({
      message:
        `Found ${observation.value} as ${indicator} of ${inBothLanguages(known.name)} in ${year}; ` +
        `the years before and after let expect about ${Number(Math.exp(expected).toPrecision(3))}.${advice}`,
      at: { line: found.lineOf(position), region: known.code, indicator, ...(year === null ? {} : { year }) },
      found: String(observation.value),
    }));
  }
}
