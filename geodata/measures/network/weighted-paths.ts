import type { Network } from '../inputs/network.ts';
import type { SparseRows } from '../sparse-rows.ts';
import { componentLabels } from './component-labels.ts';
import { createNodeQueue } from './node-queue.ts';
import type { PathStatistics } from './path-statistics.ts';
import { emptyStatistics } from './path-statistics.ts';

/** Lengths that differ by less, relative to their size, count as equal: sums of reciprocals tie (1/3 + 1/6 = 1/2). */
const TIE = 1e-10;

/** The horizon is looked up anew after so many settled nodes. */
const HORIZON_STEP = 64;

/**
 * Shortest paths over edges of length weight^−exponent from every node: Dijkstra's search in the frame of Brandes
 * (2001), Journal of Mathematical Sociology 25, 163–177, with ties compared by relative tolerance.
 */
export function weightedPaths(network: Network, exponent: number): PathStatistics {
  const statistics = emptyStatistics(network.out.size);
  const search = createSearch(network, exponent);
  for (let source = 0; source < network.out.size; source++) search(source, statistics);
  return statistics;
}

/** A search with its own working arrays, to be used for one source after the other. */
function createSearch({ out, directed }: Network, exponent: number) {
  const { size, offsets } = out;
  const { targets, lengths } = byAscendingLength(out, exponent);
  const components = directed ? null : componentLabels(out);
  const distance = new Float64Array(size);
  const paths = new Float64Array(size);
  const dependency = new Float64Array(size);
  const settled = new Uint8Array(size);
  const order = new Uint32Array(size);
  const queue = createNodeQueue(distance);
  /** The nodes before each node on its shortest paths, as lists linked through `earlier`. */
  const latest = new Int32Array(size);
  const before = new Int32Array(targets.length);
  const earlier = new Int32Array(targets.length);

  return (source: number, statistics: PathStatistics): void => {
    const reachable = components === null ? Infinity : components.sizes[components.label[source]!]!;
    distance.fill(Infinity);
    paths.fill(0);
    dependency.fill(0);
    settled.fill(0);
    latest.fill(-1);
    distance[source] = 0;
    paths[source] = 1;
    queue.raise(source);
    let [found, seen, links, horizon] = [0, 1, 0, Infinity];

    // Settle the nearest node, and let its paths lead on to all it can reach more shortly or as shortly. Edges are
    // short ones first: beyond the farthest node still waiting, none can help.
    for (let node = queue.pop(); node >= 0; node = queue.pop()) {
      order[found++] = node;
      settled[node] = 1;
      if (seen === reachable && found % HORIZON_STEP === 0) horizon = farthestWaiting();
      for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
        const through = distance[node]! + lengths[entry]!;
        if (through > horizon) break;
        const next = targets[entry]!;
        const known = distance[next]!;
        if (through > known * (1 + TIE)) continue;
        if (through < known * (1 - TIE)) {
          if (known === Infinity) seen++;
          distance[next] = through;
          paths[next] = paths[node]!;
          latest[next] = -1;
          queue.raise(next);
        } else paths[next]! += paths[node]!;
        before[links] = node;
        earlier[links] = latest[next]!;
        latest[next] = links++;
      }
    }

    // Backward: each node hands its dependency to those before it on its shortest paths.
    for (let index = found - 1; index > 0; index--) {
      const node = order[index]!;
      const share = (1 + dependency[node]!) / paths[node]!;
      for (let link = latest[node]!; link >= 0; link = earlier[link]!)
        dependency[before[link]!]! += paths[before[link]!]! * share;
      statistics.betweenness[node]! += dependency[node]!;
      statistics.farness[source]! += distance[node]!;
      statistics.harmonic[source]! += 1 / distance[node]!;
    }
    statistics.reached[source] = found - 1;
    statistics.eccentricity[source] = found > 1 ? distance[order[found - 1]!]! : 0;
  };

  /** Largest distance of a node that was reached and not settled, with room for ties. */
  function farthestWaiting(): number {
    let farthest = 0;
    for (let node = 0; node < size; node++)
      if (settled[node] === 0 && distance[node]! < Infinity && distance[node]! > farthest)
        farthest = distance[node]!;
    return farthest * (1 + 2 * TIE);
  }
}

/** The rows with the shortest edge first. */
function byAscendingLength({ size, offsets, targets, weights }: SparseRows, exponent: number) {
  const sorted = { targets: new Uint32Array(targets.length), lengths: new Float64Array(targets.length) };
  for (let row = 0; row < size; row++) {
    const start = offsets[row]!;
    const entries = Array.from({ length: offsets[row + 1]! - start }, (_, index) => start + index);
    const lengthOf = (entry: number): number => weights[entry]! ** -exponent;
    entries.sort((a, b) => lengthOf(a) - lengthOf(b) || a - b);
    entries.forEach((entry, index) => {
      sorted.targets[start + index] = targets[entry]!;
      sorted.lengths[start + index] = lengthOf(entry);
    });
  }
  return sorted;
}
