import { z } from 'zod';
import { checkUnique, defineInput } from './input-kind.ts';
import type { Network } from './network.ts';
import { networkShape, prepareNetwork } from './network.ts';

/** Several networks to be compared. */
export type NetworkSet = { id: string; network: Network }[];

export const networkSet = defineInput({
  id: 'network-set',
  title: { zh: '多个网络', en: 'Several networks' },
  schema: z.array(
    z.strictObject({ id: z.string().describe('Agglomeration, year, or both.'), ...networkShape }),
  ),
  prepare(json): NetworkSet {
    checkUnique(
      'id',
      json.map(({ id }) => id),
    );
    return json.map(({ id, ...rest }) => ({ id, network: prepareNetwork(rest) }));
  },
});
