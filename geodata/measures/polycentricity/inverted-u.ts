import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import { regression } from '../inputs/regression.ts';
import type { Regression } from '../least-squares.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { studentQuantile, studentTail } from '../student.ts';
import { regressionData, SMALL_SAMPLE } from './regression-data.ts';

const shapes = ['inverted-u', 'u', 'monotone'] as const;

const interval = z.tuple([z.number(), z.number()]).nullable();

export const invertedU = defineMeasure({
  id: 'inverted-u',
  group: 'polycentricity',
  title: { zh: '倒 U 形转折点', en: 'Turning point of an inverted U' },
  summary: {
    zh: '二次关系的转折点；只有两端斜率一正一负且显著，才称为倒 U 形。',
    en: 'Where a quadratic relation turns; an inverted U only if it rises at one end of the data and falls at the other.',
  },
  formula: String.raw`y = a + b x + c x^2 + \dots, \quad x^{*} = -\frac{b}{2c}`,
  unit: 'of x',
  range: [null, null],
  scope: 'nation',
  input: regression,
  output: oneNumber({
    shape: z
      .enum(shapes)
      .describe(
        'By the slopes at both ends of the data: rising then falling, falling then rising, or neither.',
      ),
    p: z
      .number()
      .nullable()
      .describe('One-sided p of the test of both slopes; null for a monotone relation.'),
    interior: z.boolean().describe('Whether the turning point lies inside the data.'),
    linear: z.number().describe('Coefficient b.'),
    quadratic: z.number().describe('Coefficient c.'),
    slopeAtMinimum: z.number().describe('b + 2cx at the smallest x.'),
    slopeAtMaximum: z.number().describe('b + 2cx at the largest x.'),
    deltaInterval: interval.describe('Interval of the turning point by the delta method.'),
    fiellerInterval: interval.describe('By Fieller’s method; null where it is unbounded.'),
  }),
  params: [
    {
      name: 'confidence',
      description: { zh: '置信水平。', en: 'Level of confidence of the intervals.' },
      type: 'number',
      default: 0.95,
      minimum: 0.5,
      maximum: 0.9999,
    },
  ],
  source:
    'Lind, J. T. & Mehlum, H. (2010). With or without U? Oxford Bulletin of Economics and Statistics 72(1), 109–118. Interval: Fieller, E. C. (1954). Journal of the Royal Statistical Society B 16, 175–185.',
  example: {
    input: { x: [0, 1, 2, 3, 4], y: [0.1, 2.9, 4.1, 3.1, -0.1] },
    value: 1.9901408450704223,
    source: 'statsmodels OLS of y on x, x² and a constant.',
  },
  evaluate(input, { confidence }) {
    const { coverage, x, y, design, solve } = regressionData(input);
    const fit = solve(design([x, x.map((each) => each * each)]), y);
    if (coverage.n < 4) return undefinedOver(coverage, 'too_few_units');
    if (fit === null) return undefinedOver(coverage, 'constant');
    if (fit.covariance === null) return undefinedOver(coverage, 'too_few_units');
    const [b = 0, c = 0] = fit.coefficients;
    if (c === 0) return undefinedOver(coverage, 'constant');
    const [low, high] = [Math.min(...x), Math.max(...x)];
    const [rise, fall] = [slopeAt(fit, low), slopeAt(fit, high)];
    const value = -b / (2 * c);
    const t = studentQuantile((1 - confidence) / 2, fit.freedom);
    const opposite = rise.slope * fall.slope < 0;
    const p = opposite ? studentTail(Math.min(Math.abs(rise.t), Math.abs(fall.t)), fit.freedom) : null;
    const interior = value > low && value < high;
    const fieller = fiellerInterval(fit, t);
    const reachesData = fieller !== null && fieller[0] < high && fieller[1] > low;
    return {
      coverage,
      value,
      flags: [
        ...(coverage.n < SMALL_SAMPLE ? ['small_sample'] : []),
        ...(interior && reachesData ? [] : ['no_interior_turning_point']),
        ...(p !== null && p < 1 - confidence ? [] : ['not_significant']),
      ],
      details: {
        shape: shapeOf(rise.slope, fall.slope),
        p,
        interior,
        linear: b,
        quadratic: c,
        slopeAtMinimum: rise.slope,
        slopeAtMaximum: fall.slope,
        deltaInterval: deltaInterval(fit, t),
        fiellerInterval: fieller,
      },
    };
  },
});

function shapeOf(first: number, last: number): (typeof shapes)[number] {
  if (first * last >= 0) return 'monotone';
  return first > 0 ? 'inverted-u' : 'u';
}

/** Slope b + 2cx of the fitted parabola, and its t value. */
function slopeAt({ coefficients, covariance }: Regression, x: number): { slope: number; t: number } {
  const slope = coefficients[0]! + 2 * coefficients[1]! * x;
  const [[bb, bc], [, cc]] = covariance as unknown as [[number, number], [number, number]];
  return { slope, t: slope / Math.sqrt(bb + 4 * x * bc + 4 * x * x * cc) };
}

/** x* ± t · se with the gradient (−1/(2c), b/(2c²)) of x*. */
function deltaInterval({ coefficients, covariance }: Regression, t: number): [number, number] {
  const [b = 0, c = 0] = coefficients;
  const [[bb, bc], [, cc]] = covariance as unknown as [[number, number], [number, number]];
  const [byB, byC] = [-1 / (2 * c), b / (2 * c * c)];
  const margin = t * Math.sqrt(byB * byB * bb + 2 * byB * byC * bc + byC * byC * cc);
  return [-b / (2 * c) - margin, -b / (2 * c) + margin];
}

/** All x whose slope does not differ from 0 at that t: the roots of a quadratic, if they enclose a bounded set. */
function fiellerInterval({ coefficients, covariance }: Regression, t: number): [number, number] | null {
  const [b = 0, c = 0] = coefficients;
  const [[bb, bc], [, cc]] = covariance as unknown as [[number, number], [number, number]];
  const square = 4 * (c * c - t * t * cc);
  const linear = 4 * (b * c - t * t * bc);
  const constant = b * b - t * t * bb;
  const discriminant = linear * linear - 4 * square * constant;
  if (square <= 0 || discriminant < 0) return null;
  const root = Math.sqrt(discriminant);
  return [(-linear - root) / (2 * square), (-linear + root) / (2 * square)];
}
