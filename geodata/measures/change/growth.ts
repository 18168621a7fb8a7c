import { coverageOf } from '../coverage.ts';
import { change } from '../inputs/change.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit, rowReason } from '../output-shape.ts';

const modes = ['cagr', 'total', 'simple', 'points'] as const;
export type GrowthMode = (typeof modes)[number];

/** Parameter of every measure of growth. */
export const growthMode = {
  name: 'mode',
  description: {
    zh: 'cagr 年均复合；total 总增长；simple 总增长除以年数；points 差值。',
    en: 'cagr: per year, compounded; total: v_b/v_a − 1; simple: total over years; points: difference.',
  },
  type: 'enum',
  values: modes,
  default: 'cagr',
} as const;

export const growth = defineMeasure({
  id: 'growth',
  group: 'change',
  title: { zh: '增长率', en: 'Growth between two years' },
  summary: {
    zh: '两年之间的年均复合增长、总增长、简单年均增长或差值。',
    en: 'Change of every unit between two years: per year compounded, in total, per year simple, or as a difference.',
  },
  formula: String.raw`g = \left(\frac{v_b}{v_a}\right)^{1/(b-a)} - 1`,
  unit: 'share (points: unit of the indicator)',
  range: [null, null],
  scope: 'unit',
  input: change,
  output: perUnit({ reason: rowReason }),
  params: [growthMode],
  source: 'Definition; a rate from a base of zero or less is undefined.',
  example: {
    input: { codes: ['east', 'west', 'new'], years: [2018, 2020], from: [100, 50, 0], to: [121, 50, 7] },
    value: [
      { code: 'east', value: 0.1 },
      { code: 'west', value: 0 },
      { code: 'new', value: null, reason: 'zero_base' },
    ],
    source: 'By hand: 1.21^(1/2) − 1.',
  },
  evaluate({ codes, years, from, to }, { mode }) {
    const coverage = coverageOf(codes, (index) => from[index] !== null && to[index] !== null);
    const span = years[1] - years[0];
    const value = codes.flatMap((code, index) => {
      const [before, after] = [from[index] ?? null, to[index] ?? null];
      if (before === null || after === null) return [];
      const rate = growthBetween(before, after, span, mode);
      return rate === null ? { code, value: null, reason: 'zero_base' } : { code, value: rate };
    });
    return { coverage, value, variant: mode };
  },
});

/** Growth from `before` to `after` over `span` years; null where the base is not positive or the end is negative. */
export function growthBetween(before: number, after: number, span: number, mode: GrowthMode): number | null {
  if (mode === 'points') return after - before;
  if (before <= 0 || after < 0) return null;
  const ratio = after / before;
  if (mode === 'total') return ratio - 1;
  return mode === 'simple' ? (ratio - 1) / span : ratio ** (1 / span) - 1;
}
