import type { Category } from './indicator.ts';

/** Colours of every scale from the lowest class to the highest. */
export const scaleLength = 5;

/** Class of a value: `breaks` are the upper bounds, inclusive, of all classes but the last. */
export function classOf(value: number, breaks: readonly number[]): number {
  const found = breaks.findIndex((upper) => value <= upper);
  return found === -1 ? breaks.length : found;
}

/** Which colour of the scale a class has, so that few classes still span the whole scale. */
export function shadeOf(classIndex: number, classCount: number): number {
  if (classCount <= 1) return scaleLength - 1;
  return Math.round((classIndex * (scaleLength - 1)) / (classCount - 1));
}

/** Which scale the values of an indicator have: named classes on either side of zero go two ways from the middle. */
export function scaleOf(categories: readonly Category[] | null | undefined): 'sequential' | 'diverging' {
  const signs = (categories ?? []).map(({ value }) => Math.sign(value));
  const below = signs.filter((sign) => sign < 0).length;
  return below > 0 && below === signs.filter((sign) => sign > 0).length ? 'diverging' : 'sequential';
}
