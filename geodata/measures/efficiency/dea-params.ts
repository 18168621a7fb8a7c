import { orientations, returnsToScale } from './technology.ts';

/** Parameter: which multiples of units count as possible. */
export const returnsParam = {
  name: 'returns',
  description: {
    zh: '规模报酬：crs 不变（CCR）、vrs 可变（BCC）、nirs 非增、ndrs 非减。',
    en: 'Returns to scale: crs constant (CCR), vrs variable (BCC), nirs non-increasing, ndrs non-decreasing.',
  },
  type: 'enum',
  values: returnsToScale,
  default: 'vrs',
} as const;

/** Parameter: whether inputs shrink or outputs grow on the way to the frontier. */
export const orientationParam = {
  name: 'orientation',
  description: {
    zh: 'input：产出不变、投入可缩减多少；output：投入不变、产出可扩大多少。',
    en: 'input: how far inputs could shrink; output: how far outputs could grow.',
  },
  type: 'enum',
  values: orientations,
  default: 'input',
} as const;
