import type { Network } from '../inputs/network.ts';
import { degreesOf } from '../inputs/network.ts';
import { rowSums } from '../sparse-rows.ts';

/** Parameter of measures of how nodes are linked: by the number of their edges, or by the sum of their weights. */
export const degreeOrStrength = {
  name: 'of',
  description: { zh: '度或强度。', en: 'Of degree or strength.' },
  type: 'enum',
  values: ['degree', 'strength'],
  default: 'degree',
} as const;

export function nodeDegreesOrStrengths({ out }: Network, of: 'degree' | 'strength'): Float64Array {
  return of === 'degree' ? Float64Array.from(degreesOf(out)) : rowSums(out);
}
