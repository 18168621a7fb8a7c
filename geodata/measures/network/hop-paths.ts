import type { Network } from '../inputs/network.ts';
import { degreesOf } from '../inputs/network.ts';
import type { SparseRows } from '../sparse-rows.ts';
import type { PathStatistics } from './path-statistics.ts';
import { emptyStatistics } from './path-statistics.ts';

/**
 * Shortest paths counted in edges from every node: Brandes (2001), Journal of Mathematical Sociology 25, 163–177.
 * The search goes level by level and each level is reached from the cheaper side, along the edges of the level before
 * or along those of the nodes still to find (Beamer, Asanović & Patterson 2012), and likewise on the way back: in a
 * dense network most edges are never looked at.
 */
export function hopPaths(network: Network): PathStatistics {
  const statistics = emptyStatistics(network.out.size);
  const search = createSearch(network);
  for (let source = 0; source < network.out.size; source++) search(source, statistics);
  return statistics;
}

const UNSEEN = -1;

/** A search with its own working arrays, to be used for one source after the other. */
function createSearch({ out, in: incoming }: Network) {
  const { size } = out;
  const [outDegree, inDegree] = [degreesOf(out), degreesOf(incoming)];
  const level = new Int32Array(size);
  const paths = new Float64Array(size);
  const dependency = new Float64Array(size);
  /** Number of paths, or dependency per path, of the nodes of one level; 0 for all others. */
  const current = new Float64Array(size);
  const order = new Uint32Array(size);
  const levelStart = new Uint32Array(size + 1);
  const allIncoming = inDegree.reduce((total, degree) => total + degree, 0);

  return (source: number, statistics: PathStatistics): void => {
    level.fill(UNSEEN);
    paths.fill(0);
    level[source] = 0;
    paths[source] = 1;
    order[0] = source;
    let found = 1;
    let unseenEdges = allIncoming - inDegree[source]!;
    let depth = 0;
    levelStart[1] = 1;

    // Forward: find each level and count the paths that lead to its nodes.
    while (found < size && levelStart[depth + 1]! > levelStart[depth]!) {
      const [start, end] = [levelStart[depth]!, levelStart[depth + 1]!];
      if (degreeSum(outDegree, order, start, end) <= unseenEdges) pushLevel(start, end);
      else pullLevel(start, end);
      depth++;
      levelStart[depth + 1] = found;
    }
    const deepest = levelStart[depth + 1]! > levelStart[depth]! ? depth : depth - 1;

    // Backward: hand the dependency of each level on to the one before.
    dependency.fill(0);
    for (let upper = deepest - 1; upper > 0; upper--) {
      const [start, end, below] = [levelStart[upper]!, levelStart[upper + 1]!, levelStart[upper + 2]!];
      if (degreeSum(outDegree, order, start, end) <= degreeSum(inDegree, order, end, below))
        pullDependency(start, end, below);
      else pushDependency(end, below);
    }
    for (let index = 1; index < found; index++) {
      const node = order[index]!;
      statistics.betweenness[node]! += dependency[node]!;
      statistics.farness[source]! += level[node]!;
      statistics.harmonic[source]! += 1 / level[node]!;
    }
    statistics.reached[source] = found - 1;
    statistics.eccentricity[source] = deepest;

    function pushLevel(start: number, end: number): void {
      for (let index = start; index < end; index++) {
        const node = order[index]!;
        for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
          const next = out.targets[entry]!;
          if (level[next] === UNSEEN) see(next);
          if (level[next] === depth + 1) paths[next]! += paths[node]!;
        }
      }
    }

    function pullLevel(start: number, end: number): void {
      for (let index = start; index < end; index++) current[order[index]!] = paths[order[index]!]!;
      for (let node = 0; node < size; node++) {
        if (level[node] !== UNSEEN) continue;
        const total = rowTotal(incoming, node, current);
        if (total === 0) continue;
        see(node);
        paths[node] = total;
      }
      for (let index = start; index < end; index++) current[order[index]!] = 0;
    }

    function see(node: number): void {
      level[node] = depth + 1;
      order[found++] = node;
      unseenEdges -= inDegree[node]!;
    }
  };

  function pullDependency(start: number, end: number, below: number): void {
    for (let index = end; index < below; index++) {
      const node = order[index]!;
      current[node] = (1 + dependency[node]!) / paths[node]!;
    }
    for (let index = start; index < end; index++) {
      const node = order[index]!;
      dependency[node] = paths[node]! * rowTotal(out, node, current);
    }
    for (let index = end; index < below; index++) current[order[index]!] = 0;
  }

  function pushDependency(start: number, end: number): void {
    for (let index = start; index < end; index++) {
      const node = order[index]!;
      const share = (1 + dependency[node]!) / paths[node]!;
      for (let entry = incoming.offsets[node]!; entry < incoming.offsets[node + 1]!; entry++) {
        const before = incoming.targets[entry]!;
        if (level[before] === level[node]! - 1) dependency[before]! += paths[before]! * share;
      }
    }
  }
}

function rowTotal({ offsets, targets }: SparseRows, row: number, values: Float64Array): number {
  let total = 0;
  for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) total += values[targets[entry]!]!;
  return total;
}

function degreeSum(degrees: Uint32Array, order: Uint32Array, start: number, end: number): number {
  let total = 0;
  for (let index = start; index < end; index++) total += degrees[order[index]!]!;
  return total;
}
