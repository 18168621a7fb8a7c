import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Network } from '../../../geodata/measures/inputs/network.ts';
import { network, undirected } from '../../../geodata/measures/inputs/network.ts';
import { measures } from '../../../geodata/measures/index.ts';
import { backbone } from '../../../geodata/measures/network/backbone.ts';
import { componentLabels } from '../../../geodata/measures/network/component-labels.ts';
import { hopPaths } from '../../../geodata/measures/network/hop-paths.ts';
import { coreNumbers } from '../../../geodata/measures/network/k-core.ts';
import { robustness } from '../../../geodata/measures/network/robustness.ts';
import { weightedPaths } from '../../../geodata/measures/network/weighted-paths.ts';
import { closeTo, expectSerialisable } from '../close-to.ts';

const networkMeasures = [...measures.values()].filter((measure) => measure.input === network);

/** Networks of up to 14 nodes: sparse or dense, directed or not, with isolates and repeated edges. */
const networks = fc.integer({ min: 2, max: 14 }).chain((n) =>
  fc.record({
    nodes: fc.constant(Array.from({ length: n }, (_, node) => `n${String(node).padStart(2, '0')}`)),
    edges: fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: n - 1 }).map((node) => `n${String(node).padStart(2, '0')}`),
        fc.integer({ min: 0, max: n - 1 }).map((node) => `n${String(node).padStart(2, '0')}`),
        fc.integer({ min: 1, max: 6 }),
      ),
      { maxLength: 3 * n },
    ),
    directed: fc.boolean(),
  }),
);

test('the search by levels and the search by length agree where every edge is 1 long', () => {
  fc.assert(
    fc.property(networks, (json) => {
      const graph = network.read(json);
      const [hops, lengths] = [hopPaths(graph), weightedPaths(graph, 0)];
      for (const key of ['betweenness', 'farness', 'harmonic', 'reached', 'eccentricity'] as const)
        closeTo([...hops[key]], [...lengths[key]]);
    }),
    { numRuns: 300 },
  );
});

test('weighted distances are those of Floyd and Warshall', () => {
  fc.assert(
    fc.property(networks, (json) => {
      const graph = network.read(json);
      const distances = allDistances(graph);
      const { farness, reached } = weightedPaths(graph, 1);
      const finite = distances.map((row) => row.filter((each) => each > 0 && each < Infinity));
      closeTo(
        [...farness],
        finite.map((row) => row.reduce((total, each) => total + each, 0)),
      );
      expect([...reached]).toEqual(finite.map((row) => row.length));
    }),
  );
});

test('a core number is what is left after peeling again and again', () => {
  fc.assert(
    fc.property(networks, (json) => {
      const graph = undirected(network.read(json));
      expect([...coreNumbers(graph.out)]).toEqual(peeledCores(graph));
    }),
  );
});

test('robustness recomputed by taking nodes out one by one', () => {
  fc.assert(
    fc.property(networks, fc.constantFrom('degree' as const, 'initial' as const), (json, attack) => {
      const { details } = robustness.compute(network.read(json), { attack });
      if (!details) return;
      const removed = new Set<string>();
      details.shares.forEach((share, step) => {
        const left = json.nodes.filter((node) => !removed.has(node));
        const edges = json.edges.filter(([a, b]) => !removed.has(a) && !removed.has(b));
        const { sizes } = componentLabels(undirected(network.read({ nodes: left, edges })).out);
        expect(share).toBeCloseTo(Math.max(0, ...sizes) / json.nodes.length, 12);
        if (details.order![step] !== undefined) removed.add(details.order![step]);
      });
    }),
  );
});

test('the backbone keeps the strongest edge of every node', () => {
  fc.assert(
    fc.property(networks, (json) => {
      const { value } = backbone.compute(network.read({ ...json, directed: false }));
      for (const node of json.nodes) {
        const own = (value ?? []).filter(({ a, b }) => a === node || b === node);
        const most = Math.max(...own.map(({ weight }) => weight));
        if (own.length > 0) expect(own.some(({ weight, kept }) => kept && weight === most)).toBe(true);
      }
    }),
  );
});

describe('every network measure', () => {
  test.each(networkMeasures.map((measure) => [measure.id, measure] as const))(
    '%s is finite or has a reason, and does not depend on the order of nodes and edges',
    (id, measure) => {
      fc.assert(
        fc.property(networks, (json) => {
          const params = measure.params.some(({ name }) => name === 'runs') ? { runs: 2 } : {};
          const result = measure.compute(network.read(json), params);
          if (result.value !== null) measure.output.value.parse(result.value);
          expectSerialisable(result);
          if (id === 'communities') return;
          const turned = { ...json, nodes: json.nodes.toReversed(), edges: json.edges.toReversed() };
          const again = measure.compute(network.read(turned), params);
          closeTo(byCode(again.value), byCode(result.value), 1e-7);
        }),
        { numRuns: 40 },
      );
    },
  );

  test.each(networkMeasures.map((measure) => [measure.id, measure] as const))(
    '%s answers for a network without nodes, and for one without edges',
    (_, measure) => {
      for (const nodes of [[], ['a'], ['a', 'b', 'c']]) {
        const result = measure.compute(network.read({ nodes, edges: [] }));
        expectSerialisable(result);
      }
    },
  );
});

test('loops are left out, repeated edges add up, unknown ends stop', () => {
  const graph = network.read({
    edges: [
      ['a', 'a', 9],
      ['a', 'b', 2],
      ['b', 'a', 3],
    ],
  });
  expect([...graph.out.weights]).toEqual([5, 5]);
  expect(graph.edges).toBe(1);
  expect(() => network.read({ nodes: ['a'], edges: [['a', 'b']] })).toThrow(
    /edge to "b", which is not among/,
  );
  expect(() => network.read({ edges: [['a', 'b', 0]] })).toThrow(/edges\.0\.2/);
});

/** Rows by unit in ascending order, whatever order they came in; edges with their ends in order. */
function byCode(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const keyed = (value as Record<string, unknown>[]).map((row) => {
    if (typeof row['a'] !== 'string') return row;
    const [a, b] = [row['a'], row['b'] as string].sort();
    return { ...row, a, b };
  });
  const keyOf = (row: Record<string, unknown>): string =>
    JSON.stringify([row['code'], row['a'], row['b'], row['x']]);
  return keyed.sort((x, y) => (keyOf(x) < keyOf(y) ? -1 : 1));
}

function allDistances({ out }: Network): number[][] {
  const distance = Array.from({ length: out.size }, (_, i) =>
    Array.from({ length: out.size }, (__, j) => (i === j ? 0 : Infinity)),
  );
  for (let i = 0; i < out.size; i++)
    for (let entry = out.offsets[i]!; entry < out.offsets[i + 1]!; entry++)
      distance[i]![out.targets[entry]!] = 1 / out.weights[entry]!;
  for (let k = 0; k < out.size; k++)
    for (let i = 0; i < out.size; i++)
      for (let j = 0; j < out.size; j++)
        distance[i]![j] = Math.min(distance[i]![j]!, distance[i]![k]! + distance[k]![j]!);
  return distance;
}

function peeledCores({ out }: Network): number[] {
  const core = Array<number>(out.size).fill(0);
  for (let k = 1; k < out.size; k++) {
    const left = new Set(core.keys());
    const degree = (node: number): number => {
      const targets = out.targets.subarray(out.offsets[node], out.offsets[node + 1]);
      return targets.filter((other) => left.has(other)).length;
    };
    for (let changed = true; changed;) {
      changed = false;
      for (const node of left) if (degree(node) < k) changed = left.delete(node);
    }
    for (const node of left) core[node] = k;
  }
  return core;
}
