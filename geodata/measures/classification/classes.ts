import { z } from 'zod';
import type { Present } from '../coverage.ts';
import { perUnit } from '../output-shape.ts';
import { squaredDeviations } from '../summation.ts';

/** Result of every classification: the class of each unit (1 is the lowest) and the bounds between classes. */
export const classes = perUnit(
  {},
  {
    breaks: z.array(z.number()).describe('Upper bounds (inclusive) of all classes but the last.'),
    counts: z.array(z.int()).describe('Units in each class.'),
    goodnessOfFit: z
      .number()
      .nullable()
      .describe(
        'Goodness of variance fit: 1 − squared deviation inside classes / in total; null if constant.',
      ),
  },
);

/** Parameter of the classifications that are told the number of classes. */
export const classCount = {
  name: 'classes',
  description: { zh: '级数', en: 'Number of classes; fewer where there are fewer distinct values.' },
  type: 'integer',
  default: 5,
  minimum: 1,
  maximum: 20,
} as const;

/** Sorts the units into the classes between `breaks`. */
export function classified(present: Present, breaks: number[]) {
  const classOf = Array.from(present.values, (value) => classIndex(value, breaks));
  const members = Array.from({ length: breaks.length + 1 }, (_, index) =>
    present.values.filter((__, unit) => classOf[unit] === index),
  );
  const total = squaredDeviations(present.values);
  const inside = members.reduce(
    (sum, values) => sum + (values.length === 0 ? 0 : squaredDeviations(values)),
    0,
  );
  return {
    coverage: present.coverage,
    value: present.codes.map((code, index) => ({ code, value: classOf[index]! + 1 })),
    details: {
      breaks,
      counts: members.map((values) => values.length),
      goodnessOfFit: total === 0 ? null : 1 - inside / total,
    },
  };
}

/** Position of the first class whose upper bound is not exceeded. */
export function classIndex(value: number, breaks: readonly number[]): number {
  let index = 0;
  while (index < breaks.length && value > breaks[index]!) index++;
  return index;
}
