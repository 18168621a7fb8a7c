import { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import type { EdgeList } from '../../model/network.ts';
import type { Coverage } from '../outcome.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { sparseRows } from '../sparse-rows.ts';
import { checkUnique, defineInput } from './input-kind.ts';
import { numberOrNull, requireColumns } from './rows.ts';

/** A network as rows of neighbours: every edge once, no edge from a node to itself. */
export interface Network {
  codes: string[];
  directed: boolean;
  /** Neighbours an edge leads to; in both directions where undirected. */
  out: SparseRows;
  /** Neighbours an edge comes from; the same rows as `out` where undirected. */
  in: SparseRows;
  /** Number of edges. */
  edges: number;
  coverage: Coverage;
}

/** JSON form of a network, for input kinds that add something to it. */
export const networkShape = {
  nodes: z
    .array(z.string())
    .optional()
    .describe('Codes of all nodes, those without edges too; by default the ends of edges, ascending.'),
  edges: z
    .array(
      z.union([z.tuple([z.string(), z.string()]), z.tuple([z.string(), z.string(), z.number().positive()])]),
    )
    .describe(
      'Edges as [code, code] or [code, code, weight]; the weight is 1 by default. Repeated ones add up.',
    ),
  directed: z.boolean().optional().describe('Whether edges have a direction; false by default.'),
};

type NetworkJson = z.infer<z.ZodObject<typeof networkShape>>;

export const network = defineInput<NetworkJson, Network>({
  id: 'network',
  title: { zh: '网络（边列表）', en: 'A network as a list of edges' },
  schema: z.strictObject(networkShape),
  prepare: prepareNetwork,
  fromRows(rows) {
    requireColumns(rows, ['source', 'target']);
    return {
      edges: rows.map(({ source, target, weight = '' }) => {
        const number = numberOrNull(weight, 'weight');
        return number === null ? [source, target] : [source, target, number];
      }),
    };
  },
});

export function prepareNetwork({ nodes, edges, directed = false }: NetworkJson): Network {
  const codes = nodes ?? [...new Set(edges.flatMap(([a, b]) => [a, b]))].sort();
  checkUnique('nodes', codes);
  const place = new Map(codes.map((code, index) => [code, index]));
  const position = (code: string): number => {
    const found = place.get(code);
    if (found !== undefined) return found;
    throw new AtlasError('invalid-data', `Found an edge to "${code}", which is not among the nodes.`, {
      at: 'edges',
    });
  };
  return networkOf({
    nodes: codes,
    a: Uint32Array.from(edges, ([a]) => position(a)),
    b: Uint32Array.from(edges, ([, b]) => position(b)),
    weight: Float64Array.from(edges, ([, , weight = 1]) => weight),
    directed,
  });
}

/** Rows of neighbours out of an edge list. Edges of a node with itself, or without a positive weight, are left out. */
export function networkOf({ nodes, a, b, weight, directed }: EdgeList): Network {
  const kept = [...weight.keys()].filter((edge) => a[edge] !== b[edge] && weight[edge]! > 0);
  const entries = {
    from: Uint32Array.from(kept, (edge) => a[edge]!),
    to: Uint32Array.from(kept, (edge) => b[edge]!),
    weight: Float64Array.from(kept, (edge) => weight[edge]!),
  };
  const out = sparseRows(nodes.length, entries, !directed);
  const backwards = { from: entries.to, to: entries.from, weight: entries.weight };
  return {
    codes: nodes,
    directed,
    out,
    in: directed ? sparseRows(nodes.length, backwards, false) : out,
    edges: out.targets.length / (directed ? 1 : 2),
    coverage: { n: nodes.length, missing: [], flags: [] },
  };
}

/** The same network without directions: the weights of both directions added up, and a flag that says so. */
export function undirected(network: Network): Network {
  if (!network.directed) return network;
  const { out } = network;
  const from = new Uint32Array(out.targets.length);
  for (let row = 0; row < out.size; row++) from.fill(row, out.offsets[row], out.offsets[row + 1]);
  const rows = sparseRows(out.size, { from, to: out.targets, weight: out.weights }, true);
  return {
    codes: network.codes,
    directed: false,
    out: rows,
    in: rows,
    edges: rows.targets.length / 2,
    coverage: { ...network.coverage, flags: [...network.coverage.flags, 'directions_ignored'] },
  };
}

/** Number of neighbours of each node (of edges that lead away, where directed). */
export const degreesOf = ({ size, offsets }: SparseRows): Uint32Array =>
  Uint32Array.from({ length: size }, (_, node) => offsets[node + 1]! - offsets[node]!);
