import { expect, test } from 'vitest';
import { findMeasure } from '../../../geodata/measures/index.ts';
import karate from '../cases/karate.json' with { type: 'json' };
import { closeTo } from '../close-to.ts';

// Roles of members and what becomes of the club without some of them; references by networkx 3.6.1, NumPy and SciPy.
const club = { nodes: karate.nodes, edges: karate.edges };
const compute = (id: string, input: unknown = club, params = {}) => {
  const measure = findMeasure(id);
  return measure.compute(measure.input.read(input), params);
};
type Row = { code: string; value: number };
const rowsOf = (id: string, input: unknown = club, params = {}): Row[] =>
  compute(id, input, params).value as Row[];
const of = (rows: Row[], ...codes: string[]) =>
  codes.map((code) => rows.find((row) => row.code === code)!.value);

test('size: number_of_edges and the sum of weights (networkx)', () => {
  expect(compute('network-size')).toMatchObject({
    value: 78,
    details: { nodes: 34, active: 34, totalWeight: 231 },
  });
});

test('components without both leaders: connected_components (networkx)', () => {
  const nodes = karate.nodes.filter((code) => code !== '1' && code !== '34');
  const edges = karate.edges.filter(([a, b]) => nodes.includes(a as string) && nodes.includes(b as string));
  expect(compute('components', { nodes, edges })).toMatchObject({ value: 3, details: { sizes: [26, 5, 1] } });
});

test('hubs: stats.zscore of log strengths (SciPy)', () => {
  const rows = rowsOf('hubs', club, { threshold: 1.5 }) as (Row & { hub: boolean })[];
  closeTo(
    of(rows, '1', '2', '12', '34'),
    [1.8023064732570255, 1.3445541882640981, -1.4593566385243864, 1.9673405605050287],
  );
  expect(rows.filter(({ hub }) => hub).map(({ code }) => code)).toEqual(['1', '3', '33', '34']);
});

test('participation across the split, and the score inside the own part (NumPy, stats.zscore)', () => {
  const rows = rowsOf('participation', { ...club, groups: karate.clubs }) as (Row & {
    withinScore: number;
  })[];
  closeTo(
    of(rows, '1', '2', '3', '9', '31', '34'),
    [
      0.09070294784580502, 0.1284185493460166, 0.3342516069788797, 0.4844290657439446, 0.49586776859504145,
      0.2777777777777777,
    ],
  );
  const within = (code: string) => rows.find((row) => row.code === code)!.withinScore;
  closeTo(
    [within('1'), within('2'), within('10')],
    [2.7576206975711504, 1.4554109237181072, -0.9263196706746312],
  );
});

test('backbone: the integral of Serrano et al. by integrate.quad (SciPy)', () => {
  const edges = compute('backbone', club, { perNode: 0 }).value as { a: string; b: string; value: number }[];
  const p = (a: string, b: string) => edges.find((edge) => edge.a === a && edge.b === b)!.value;
  closeTo(
    [p('1', '2'), p('26', '32'), p('33', '34')],
    [0.22285100310244044, 0.1316872427983541, 0.17204239956826317],
  );
  closeTo(
    edges.reduce((sum, { value }) => sum + value, 0),
    30.5617451593863,
  );
});

test('robustness: nodes taken out one by one (networkx), by degrees left and by those at the start', () => {
  const { value, details } = compute('robustness');
  closeTo(value, 0.1314878892733564);
  const { order, shares } = details as { order: string[]; shares: number[] };
  expect(order.slice(0, 5)).toEqual(['34', '1', '33', '2', '3']);
  closeTo(
    shares.slice(1, 6),
    [33, 26, 20, 16, 8].map((left) => left / 34),
  );
  closeTo(compute('robustness', club, { attack: 'initial' }).value, 0.14446366782006922);
});

test('matching and hierarchy: average_neighbor_degree (networkx) and polyfit (NumPy)', () => {
  closeTo(compute('matching').value, -0.57874312005504);
  closeTo(compute('hierarchy').value, -0.7470486163834239);
});

test('polycentricity of both parts, within and towards the other (networkx density, NumPy std)', () => {
  const parts = ['Mr. Hi', 'Officer'].map((name) => ({
    ...club,
    members: karate.nodes.filter((_, index) => karate.clubs[index] === name),
  }));
  closeTo(
    parts.map((part) => compute('functional-polycentricity', part).value),
    [0.12889482703580396, 0.11127765079399217],
  );
  closeTo(
    parts.map((part) => compute('functional-polycentricity', part, { links: 'outside' }).value),
    [0.016992274550587497, 0.016139353113858383],
  );
});

test('asymmetry of flows: in_degree and out_degree by weight (networkx)', () => {
  const edges = [
    ['a', 'b', 3],
    ['b', 'a', 1],
    ['b', 'c', 2],
    ['d', 'c', 5],
  ];
  closeTo(of(rowsOf('flow-asymmetry', { edges, directed: true }), 'a', 'b', 'c', 'd'), [0.5, 0, -1, 1]);
});
