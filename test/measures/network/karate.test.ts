import { describe, expect, test } from 'vitest';
import { findMeasure } from '../../../geodata/measures/index.ts';
import { communities, modularityOf } from '../../../geodata/measures/network/communities.ts';
import { network } from '../../../geodata/measures/inputs/network.ts';
import karate from '../cases/karate.json' with { type: 'json' };
import centralities from '../cases/karate-centralities.json' with { type: 'json' };
import lesMiserables from '../cases/les-miserables.json' with { type: 'json' };
import { closeTo } from '../close-to.ts';

type Edges = [string, string, number][];
const club = network.read({ nodes: karate.nodes, edges: karate.edges as Edges });

// Zachary, W. W. (1977), Journal of Anthropological Research 33, 452–473: 34 members, 78 weighted ties.
// Reference values: networkx 3.6.1; betweenness and Barrat's clustering by python-igraph 1.0.0, because networkx
// compares sums of reciprocals exactly and loses tied paths (off by up to .0019 here).
describe("Zachary's karate club, node by node", () => {
  test.each([
    ['degree', {}, centralities.degree],
    ['strength', {}, centralities.strength],
    ['betweenness', {}, centralities.betweenness],
    ['betweenness', { weighted: true }, centralities.betweennessWeighted],
    ['closeness', {}, centralities.closeness],
    ['closeness', { weighted: true }, centralities.closenessWeighted],
    ['harmonic-closeness', {}, centralities.harmonic],
    ['harmonic-closeness', { weighted: true }, centralities.harmonicWeighted],
    ['eigenvector-centrality', {}, centralities.eigenvector],
    ['pagerank', {}, centralities.pagerank],
    ['clustering', {}, centralities.clustering],
    ['clustering', { weights: 'onnela' }, centralities.clusteringOnnela],
    ['clustering', { weights: 'barrat' }, centralities.clusteringBarrat],
    ['k-core', {}, centralities.core],
  ])('%s %o', (id, params, expected) => {
    const rows = findMeasure(id).compute(club, params).value as { code: string; value: number }[];
    expect(rows.map((row) => row.code)).toEqual(karate.nodes);
    closeTo(
      rows.map((row) => row.value),
      expected.map(Math.abs),
    );
  });
});

describe("Zachary's karate club as a whole", () => {
  test.each([
    ['density', {}, 0.13903743315508021],
    ['assortativity', {}, -0.47561309768461413],
    ['assortativity', { of: 'strength' }, -0.5072641493979267],
    ['efficiency', {}, 0.4920083184789052],
    ['efficiency', { weighted: true }, 1.4020299641806637],
    ['path-length', {}, 2.408199643493761],
    ['path-length', { weighted: true }, 0.8927552839317572],
    ['centralisation', {}, 0.3996212121212121],
    ['centralisation', { of: 'betweenness' }, 0.4055571953299227],
  ])('%s %o by networkx and igraph', (id, params, expected) => {
    closeTo(findMeasure(id).compute(club, params).value, expected);
  });

  test('transitivity, diameter, rich club', () => {
    expect(findMeasure('clustering').compute(club).details).toMatchObject({
      transitivity: expect.closeTo(0.2556818181818182, 12) as number,
    });
    expect(findMeasure('path-length').compute(club).details).toMatchObject({ diameter: 5, reachable: 1 });
    const expected = [
      0.13903743315508021, 0.14583333333333334, 0.23809523809523808, 0.325, 0.4888888888888889,
    ];
    const curve = findMeasure('rich-club').compute(club).value as { y: number }[];
    closeTo(
      curve.slice(0, 5).map(({ y }) => y),
      expected,
    );
    expect(curve).toHaveLength(16);
  });

  test('modularity of the two clubs of the split (networkx)', () => {
    closeTo(modularityOf(club, karate.clubs), 0.39143756676224206);
  });
});

describe('communities reach the best known modularity', () => {
  test("the karate club: .4449, proved optimal by igraph's integer programme", () => {
    const { value, details } = communities.compute(club);
    closeTo(value, 0.4449035812672174);
    expect(details!.count).toBe(4);
    expect(details!.stability).toBeGreaterThan(0.8);
  });

  test("the characters of Les Misérables: .56669, igraph's Leiden (best of 300)", () => {
    closeTo(
      communities.compute(network.read({ edges: lesMiserables.edges as Edges })).value,
      0.5666879833432482,
    );
  });

  test('are the same for the same seed', () => {
    expect(communities.compute(club, { seed: 3 })).toEqual(communities.compute(club, { seed: 3 }));
  });
});

describe('a directed network in two parts, by networkx 3.6.1', () => {
  const directed = network.read({
    edges: [
      ['a', 'b', 3],
      ['b', 'c', 1],
      ['c', 'a', 2],
      ['c', 'd', 5],
      ['d', 'e', 1],
      ['f', 'g', 2],
      ['b', 'a', 1],
    ],
    directed: true,
  });
  const values = (id: string, params = {}) =>
    (findMeasure(id).compute(directed, params).value as { value: number }[]).map((row) => row.value);

  test.each([false, true])('betweenness, weighted %s', (weighted) => {
    closeTo(values('betweenness', { weighted }), [1 / 30, 0.1, 4 / 30, 0.1, 0, 0, 0]);
  });

  test('closeness along the edges, PageRank, HITS, reciprocity', () => {
    closeTo(values('closeness'), [4 / 15, 8 / 21, 4 / 9, 1 / 6, 0, 1 / 6, 0]);
    closeTo(
      values('pagerank'),
      [
        0.17721556080559236, 0.20576874352058888, 0.1425872328320859, 0.14170633676960206,
        0.17558590308999777, 0.05513551683583595, 0.10200070614629704,
      ],
    );
    closeTo(values('hits'), [0.29013183266712295, 0, 0.010307609556620615, 0.6995605577762565, 0, 0, 0]);
    closeTo(findMeasure('reciprocity').compute(directed).value, 2 / 7);
  });
});
