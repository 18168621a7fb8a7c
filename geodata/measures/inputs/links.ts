import { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import type { EdgeList } from '../../model/network.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { sparseRows } from '../sparse-rows.ts';

/** JSON form of spatial weights: pairs of neighbours. */
export const linksShape = {
  links: z
    .array(
      z.union([
        z.tuple([z.string(), z.string()]),
        z.tuple([z.string(), z.string(), z.number().nonnegative()]),
      ]),
    )
    .describe('Neighbours as [code, code] or [code, code, weight]; the weight is 1 by default.'),
  directed: z
    .boolean()
    .optional()
    .describe('Whether [a, b] says nothing about [b, a] (k nearest neighbours); false by default.'),
};

/** Weights of neighbours among these units, by rows. Links of a unit with itself are left out. */
export function neighboursOfLinks(
  codes: readonly string[],
  links: readonly (readonly [string, string, number?])[],
  directed: boolean,
): SparseRows {
  const place = new Map(codes.map((code, index) => [code, index]));
  const others = links.filter(([a, b]) => a !== b);
  const ends = (side: 0 | 1): number[] => others.map((link) => positionOf(link[side], place));
  const weight = others.map(([, , each = 1]) => each);
  return sparseRows(codes.length, { from: ends(0), to: ends(1), weight }, !directed);
}

/** Weights of neighbours among these units from a network; edges that lead to other places are left out. */
export function neighboursOfEdges(codes: readonly string[], edges: EdgeList): SparseRows {
  const known = new Set(codes);
  const links: [string, string, number][] = [];
  edges.weight.forEach((weight, edge) => {
    const [a, b] = [edges.nodes[edges.a[edge]!]!, edges.nodes[edges.b[edge]!]!];
    if (known.has(a) && known.has(b)) links.push([a, b, weight]);
  });
  return neighboursOfLinks(codes, links, edges.directed);
}

function positionOf(code: string, place: ReadonlyMap<string, number>): number {
  const position = place.get(code);
  if (position === undefined)
    throw new AtlasError('invalid-data', `Found a link to "${code}", which is not among the units.`, {
      at: 'links',
    });
  return position;
}
