import { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import { checkUnique, defineInput } from './input-kind.ts';
import type { Network } from './network.ts';
import { networkShape, prepareNetwork } from './network.ts';

/** A network, and sets of its nodes that may overlap and leave nodes out. */
export interface NetworkAndSets {
  network: Network;
  /** Ids of the sets, and the positions of the members of each among the nodes. */
  sets: { id: string; members: number[] }[];
}

export const networkAndSets = defineInput({
  id: 'network-and-sets',
  title: { zh: '网络及其节点的若干集合', en: 'A network and sets of its nodes' },
  schema: z.strictObject({
    ...networkShape,
    nodes: z.array(z.string()).describe('Codes of all nodes.'),
    sets: z
      .array(
        z.strictObject({
          id: z.string().describe('Id of the set, e.g. of an agglomeration.'),
          members: z.array(z.string()).describe('Codes of its members; a node may be in several sets.'),
        }),
      )
      .describe('The sets.'),
  }),
  prepare({ sets, ...json }): NetworkAndSets {
    checkUnique(
      'sets',
      sets.map(({ id }) => id),
    );
    const network = prepareNetwork(json);
    const place = new Map(network.codes.map((code, position) => [code, position]));
    return {
      network,
      sets: sets.map(({ id, members }) => {
        checkUnique(`sets.${id}`, members);
        return { id, members: members.map((code) => positionOf(code, place, id)) };
      }),
    };
  },
});

function positionOf(code: string, place: ReadonlyMap<string, number>, set: string): number {
  const position = place.get(code);
  if (position !== undefined) return position;
  throw new AtlasError('invalid-data', `Found the member "${code}", which is not among the nodes.`, {
    at: `sets.${set}`,
  });
}
