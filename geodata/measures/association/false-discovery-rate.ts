import { z } from 'zod';
import { presentValues, undefinedOver } from '../coverage.ts';
import { vector } from '../inputs/vector.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';

/** Parameter of measures that make many tests at once. */
export const discoveryRate = {
  name: 'rate',
  description: { zh: '允许的错误发现率 q。', en: 'Rate of false discoveries q.' },
  type: 'number',
  default: 0.05,
  minimum: 0,
  maximum: 1,
} as const;

export const falseDiscoveryRate = defineMeasure({
  id: 'false-discovery-rate',
  group: 'association',
  title: { zh: '错误发现率校正', en: 'False discovery rate' },
  summary: {
    zh: '许多检验同时进行时，把误报比例控制在 q 以内的 p 值界限。',
    en: 'The cut for many p values at once that keeps the share of false alarms below q.',
  },
  formula: String.raw`p^{*} = \max\left\{ p_{(i)} : p_{(i)} \le \tfrac{i}{n} q \right\}`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: vector,
  output: perUnit(
    { significant: z.boolean().describe('Whether the unit passes the cut.') },
    {
      threshold: z.number().nullable().describe('Largest p that passes; null where none does.'),
      significant: z.int().describe('How many pass.'),
    },
  ),
  params: [discoveryRate],
  source:
    'Benjamini, Y. & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical Society B 57, 289–300.',
  example: {
    input: [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ],
    value: [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.0638571428571, 0.0638571428571, 0.0645, 0.0765, 0.486,
      0.581181818182, 0.714875, 0.753230769231, 0.813214285714, 1,
    ].map((value, index) => ({ code: String(index + 1), value, significant: index < 4 })),
    details: { threshold: 0.0095, significant: 4 },
    source:
      'The example of Benjamini & Hochberg (1995), section 3.2: four of fifteen; adjusted p as R p.adjust gives.',
  },
  evaluate(input, { rate }) {
    const { codes, values, coverage } = presentValues(input);
    if (coverage.n === 0) return undefinedOver(coverage, 'too_few_units');
    if (values.some((p) => p < 0 || p > 1)) return undefinedOver(coverage, 'out_of_range');
    const threshold = discoveryThreshold(values, rate);
    const adjusted = adjustedP(values);
    const value = codes.map((code, unit) => ({
      code,
      value: adjusted[unit]!,
      significant: threshold !== null && values[unit]! <= threshold,
    }));
    const significant = value.filter((row) => row.significant).length;
    return { coverage, value, details: { threshold, significant } };
  },
});

/** Largest p that passes the step-up rule of Benjamini & Hochberg; null where none does. */
export function discoveryThreshold(p: Float64Array, rate: number): number | null {
  const ascending = p.toSorted();
  for (let index = ascending.length - 1; index >= 0; index--)
    if (ascending[index]! <= ((index + 1) / ascending.length) * rate) return ascending[index]!;
  return null;
}

/** The least rate at which each p would pass. */
function adjustedP(p: Float64Array): Float64Array {
  const order = Uint32Array.from(p.keys()).sort((a, b) => p[a]! - p[b]!);
  const adjusted = new Float64Array(p.length);
  let least = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const unit = order[rank - 1]!;
    least = Math.min(least, (p[unit]! * p.length) / rank);
    adjusted[unit] = least;
  }
  return adjusted;
}
