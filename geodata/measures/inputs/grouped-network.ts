import { z } from 'zod';
import { checkLength, defineInput } from './input-kind.ts';
import type { Network } from './network.ts';
import { networkShape, prepareNetwork } from './network.ts';

/** A network whose nodes belong to groups. */
export interface GroupedNetwork {
  network: Network;
  /** Group of each node, in the order of its codes. */
  groups: string[];
}

export const groupedNetwork = defineInput({
  id: 'grouped-network',
  title: { zh: '带分组的网络', en: 'A network whose nodes belong to groups' },
  schema: z.strictObject({
    ...networkShape,
    nodes: z.array(z.string()).describe('Codes of all nodes.'),
    groups: z.array(z.string()).describe('Group of each node, e.g. its community or agglomeration.'),
  }),
  prepare({ groups, ...json }): GroupedNetwork {
    checkLength('groups', groups.length, json.nodes.length);
    return { network: prepareNetwork(json), groups };
  },
});
