import { undefinedOver } from '../coverage.ts';
import { network, undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { perUnit } from '../output-shape.ts';
import { multiply } from '../sparse-rows.ts';
import { componentLabels, componentsBySize } from './component-labels.ts';

const MAXIMUM_STEPS = 20_000;
const TOLERANCE = 1e-13;

export const eigenvectorCentrality = defineMeasure({
  id: 'eigenvector-centrality',
  group: 'network',
  title: { zh: '特征向量中心性', en: 'Eigenvector centrality' },
  summary: {
    zh: '与重要节点相连者更重要；只在最大连通分量内计算，其余为 0。',
    en: 'Important is who is linked to important ones; over the largest component, 0 elsewhere.',
  },
  formula: String.raw`A x = \lambda_1 x, \quad \lVert x \rVert_2 = 1`,
  unit: '',
  range: [0, 1],
  scope: 'unit',
  input: network,
  output: perUnit({}),
  params: [],
  source:
    'Bonacich, P. (1987). Power and centrality. American Journal of Sociology 92, 1170–1182; weights as given.',
  example: {
    input: {
      edges: [
        ['a', 'hub'],
        ['b', 'hub'],
      ],
    },
    value: [
      { code: 'a', value: 0.5 },
      { code: 'b', value: 0.5 },
      { code: 'hub', value: Math.SQRT1_2 },
    ],
    source: 'By hand: eigenvalue √2 of a path of three nodes.',
  },
  evaluate(input) {
    const { coverage, out, codes, edges } = undirected(input);
    if (edges === 0) return undefinedOver(coverage, 'no_edges');
    const labels = componentLabels(out);
    const [largest] = componentsBySize(labels, codes);

    // Powers of A + cI have the same leading vector as those of A, and settle on bipartite networks too.
    const shift = out.weights.reduce((total, weight) => total + weight, 0) / out.size;
    let vector = normalised(Float64Array.from(labels.label, (component) => (component === largest ? 1 : 0)));
    for (let step = 0; step < MAXIMUM_STEPS; step++) {
      const product = multiply(out, vector);
      const next = normalised(product.map((each, node) => each + shift * vector[node]!));
      const change = next.reduce((total, each, node) => total + Math.abs(each - vector[node]!), 0);
      vector = next;
      if (change < TOLERANCE * out.size)
        return { coverage, value: codes.map((code, node) => ({ code, value: vector[node]! })) };
    }
    return undefinedOver(coverage, 'no_convergence');
  },
});

function normalised(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((total, each) => total + each * each, 0));
  return vector.map((each) => each / length);
}
