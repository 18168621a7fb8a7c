import { UndirectedGraph } from 'graphology';
import betweennessModule from 'graphology-metrics/centrality/betweenness.js';
import { localMoran } from '../../geodata/measures/association/local-moran.ts';
import { giniOf } from '../../geodata/measures/concentration/gini.ts';
import { spatialGini } from '../../geodata/measures/concentration/spatial-gini.ts';
import { evaluateAll } from '../../geodata/measures/efficiency/scores.ts';
import { located } from '../../geodata/measures/inputs/located.ts';
import { networkOf } from '../../geodata/measures/inputs/network.ts';
import type { Production } from '../../geodata/measures/inputs/production.ts';
import { shortestPaths } from '../../geodata/measures/network/shortest-paths.ts';
import type { EdgeList } from '../../geodata/model/network.ts';
import { exitStatus, type Command } from '../command.ts';
import { numbersOption, quickOption } from './bench-options.ts';
import { deaByHighs } from './measures-dea-peer.ts';
import { median } from './median.ts';
import { seededRandom } from './seeded-random.ts';

// The package is CommonJS: Node hands over what it exports where its types promise a property `default`.
const betweennessOf = betweennessModule as unknown as typeof betweennessModule.default;

/** Counties of a large country. */
const UNITS = 2850;

export const command: Command = {
  name: 'measures',
  summary: 'Milliseconds of the heavier measures beside graphology-metrics and HiGHS.',
  usage: '-- [options]',
  options: {
    rounds: {
      type: 'string',
      placeholder: '<n>',
      default: '5',
      description: 'Runs of which the median counts',
    },
    quick: quickOption,
  },
  async run({ values }, io) {
    const quick = values['quick'] === true;
    const [rounds = 1] = numbersOption(values, 'rounds', [quick ? 1 : 5]);
    const print = async (what: string, contenders: Record<string, () => unknown>): Promise<void> => {
      const times = await alternate(contenders, rounds);
      const [[, own], ...peers] = Object.entries(times) as [[string, number], ...[string, number][]];
      const others = peers.map(
        ([name, time]) => `; ${(own / time).toFixed(2)}x of ${name} (${time.toFixed(1)} ms)`,
      );
      io.out(`${what.padEnd(72)}${own.toFixed(2).padStart(9)} ms${others.join('')}\n`);
    };

    const random = seededRandom(1);
    const vector = Float64Array.from({ length: UNITS }, () => random() ** 3);
    await print(`Gini of ${UNITS} units`, { jiju: () => giniOf(vector) });
    const permutations = quick ? 99 : 999;
    const lattice = latticeOf(vector);
    await print(`LISA of ${UNITS} units, ${permutations} permutations`, {
      jiju: () => localMoran.compute(lattice, { permutations }),
    });
    await print(`Spatially decomposed Gini of ${UNITS} units, ${permutations} permutations`, {
      jiju: () => spatialGini.compute(lattice, { permutations }),
    });
    const networks: [nodes: number, edges: number, weighted: boolean][] = quick
      ? [[358, 2000, false]]
      : [
          [358, 20_000, false],
          [358, 20_000, true],
          [3000, 200_000, false],
        ];
    for (const [nodes, edges, weighted] of networks) {
      const list = randomNetwork(nodes, edges);
      const graph = graphOf(list);
      const title = `betweenness + closeness + harmonic, ${nodes} nodes, ${edges} edges, ${weighted ? 'weighted' : 'hops'}`;
      await print(title, {
        // Paths of a network are kept beside it: a network of its own for every run.
        jiju: () => shortestPaths(networkOf(list), { weighted, exponent: 1 }),
        'betweenness alone by graphology-metrics': () =>
          betweennessOf(graph, { getEdgeWeight: weighted ? 'length' : null }),
      });
    }
    const units = randomProduction(quick ? 60 : 300);
    await print(`DEA-BCC of ${units.codes.length} units, 3 inputs, 2 outputs`, {
      jiju: () => evaluateAll(units, 'vrs', 'input'),
      HiGHS: () => deaByHighs(units, 'vrs'),
    });
    return exitStatus.ok;
  },
};

/** Median milliseconds of each contender; they take turns, after one run that does not count. */
async function alternate(
  contenders: Record<string, () => unknown>,
  rounds: number,
): Promise<Record<string, number>> {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const [name, run] of Object.entries(contenders)) {
      const started = performance.now();
      await run();
      if (round > 0) times[name]!.push(performance.now() - started);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, each]) => [name, median(each)]));
}

/** Units on a square lattice, each a neighbour of the four around it. */
function latticeOf(values: Float64Array) {
  const width = Math.ceil(Math.sqrt(values.length));
  const links: [string, string][] = [];
  for (let unit = 0; unit < values.length; unit++) {
    if ((unit + 1) % width !== 0 && unit + 1 < values.length) links.push([`${unit + 1}`, `${unit + 2}`]);
    if (unit + width < values.length) links.push([`${unit + 1}`, `${unit + width + 1}`]);
  }
  return located.read({ values: [...values], links });
}

function randomNetwork(nodes: number, edges: number): EdgeList {
  const random = seededRandom(2);
  const pairs = new Set<number>();
  while (pairs.size < edges) {
    const [a, b] = [Math.floor(random() * nodes), Math.floor(random() * nodes)];
    if (a !== b) pairs.add(Math.min(a, b) * nodes + Math.max(a, b));
  }
  return {
    nodes: Array.from({ length: nodes }, (_, node) => `${node}`),
    a: Uint32Array.from(pairs, (pair) => Math.floor(pair / nodes)),
    b: Uint32Array.from(pairs, (pair) => pair % nodes),
    weight: Float64Array.from(pairs, () => 0.01 + random()),
    directed: false,
  };
}

/** The same network for graphology, whose weights are lengths where ours are strengths. */
function graphOf({ nodes, a, b, weight }: EdgeList): UndirectedGraph {
  const graph = new UndirectedGraph();
  for (const node of nodes) graph.addNode(node);
  for (const [edge, from] of a.entries())
    graph.addEdge(nodes[from], nodes[b[edge]!], { length: 1 / weight[edge]! });
  return graph;
}

function randomProduction(units: number): Production {
  const random = seededRandom(3);
  const codes = Array.from({ length: units }, (_, unit) => `${unit}`);
  const quantities = (count: number): Float64Array[] =>
    codes.map(() => Float64Array.from({ length: count }, () => 1 + 9 * random()));
  return {
    codes,
    inputNames: ['a', 'b', 'c'],
    outputNames: ['d', 'e'],
    inputs: quantities(3),
    outputs: quantities(2),
    coverage: { n: units, missing: [], flags: [] },
  };
}
