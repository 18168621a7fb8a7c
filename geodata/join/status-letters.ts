import type { Quality } from '../model/indicator.ts';

/**
 * Letters that statistical offices put beside a figure: SDMX code list CL_OBS_STATUS and the flags of Eurostat, which
 * agree but for s (there: estimated by Eurostat).
 */
const statuses: Readonly<Record<string, Quality>> = {
  a: 'measured',
  b: 'measured',
  d: 'measured',
  r: 'measured',
  n: 'measured',
  e: 'approx',
  i: 'approx',
  p: 'approx',
  s: 'approx',
  f: 'extrapolated',
  u: 'suspect',
};
const fromBest: readonly Quality[] = ['measured', 'approx', 'extrapolated', 'suspect'];

/** What letters of status say of a figure; several count as the worst of them: "bp" is provisional. Null for other texts. */
export function qualityOfStatus(text: string): Quality | null {
  const letters = text
    .toLowerCase()
    .replaceAll(/[\s,;]/g, '')
    .split('')
    .map((letter) => statuses[letter]);
  if (letters.includes(undefined)) return null;
  return fromBest.findLast((quality) => letters.includes(quality)) ?? null;
}
