import { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import { checkUnique, defineInput } from './input-kind.ts';
import type { Network } from './network.ts';
import { networkShape, prepareNetwork } from './network.ts';

/** A network of cities, some of which form an agglomeration. */
export interface Agglomeration {
  network: Network;
  /** Positions of the member cities among the nodes. */
  members: number[];
}

export const agglomeration = defineInput({
  id: 'agglomeration',
  title: { zh: '城市群及其所在网络', en: 'An agglomeration within a network of cities' },
  schema: z.strictObject({
    ...networkShape,
    nodes: z.array(z.string()).describe('Codes of all cities of the network, members and others.'),
    members: z.array(z.string()).describe('Codes of the cities of the agglomeration.'),
  }),
  prepare({ members, ...json }): Agglomeration {
    checkUnique('members', members);
    const network = prepareNetwork(json);
    return {
      network,
      members: members.map((code) => {
        const position = network.codes.indexOf(code);
        if (position < 0)
          throw new AtlasError('invalid-data', `Found the member "${code}", which is not among the nodes.`, {
            at: 'members',
          });
        return position;
      }),
    };
  },
});
