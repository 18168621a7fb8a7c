import { z } from 'zod';
import { coverageOf, undefinedOver } from '../coverage.ts';
import type { Agglomeration } from '../inputs/agglomeration.ts';
import { agglomeration } from '../inputs/agglomeration.ts';
import { undirected } from '../inputs/network.ts';
import { defineMeasure } from '../measure.ts';
import { oneNumber } from '../output-shape.ts';
import { evenness } from './evenness.ts';

export const functionalPolycentricity = defineMeasure({
  id: 'functional-polycentricity',
  group: 'polycentricity',
  title: { zh: '功能多中心度', en: 'Functional polycentricity' },
  summary: {
    zh: '城市群各城市在内部（或对外）联系中的地位是否均衡，并以联系密度缩放。',
    en: 'Whether the cities of an agglomeration take equal part in its links, inside or to the outside, times density.',
  },
  formula: String.raw`P = \left( 1 - \frac{\sigma(s)}{\max_i s_i / 2} \right) \Delta`,
  unit: '',
  range: [0, 1],
  scope: 'agglomeration',
  input: agglomeration,
  output: oneNumber({
    withoutDensity: z.number().describe('1 − σ/σ_max alone.'),
    density: z.number().describe('Share of the possible links that exist.'),
    strengths: z.array(z.object({ code: z.string(), value: z.number() })).describe('Links of each member.'),
  }),
  params: [
    {
      name: 'links',
      description: {
        zh: 'within：城市群内部联系；outside：与群外城市的联系。',
        en: 'within: links among members; outside: links of members with all other cities.',
      },
      type: 'enum',
      values: ['within', 'outside'],
      default: 'within',
    },
    {
      name: 'binary',
      description: { zh: '只计有无，不计权重。', en: 'Count links instead of adding their weights.' },
      type: 'boolean',
      default: false,
    },
  ],
  source:
    'Green, N. (2007). Urban Studies 44(11), 2077–2103; with density as the magnitudes in Ma, H., Xu, X. & Jiang, M. (2023), Acta Geographica Sinica 78(2), 273–289 suggest.',
  example: {
    input: {
      nodes: ['a', 'b', 'c', 'x'],
      members: ['a', 'b', 'c'],
      edges: [
        ['a', 'b', 4],
        ['b', 'c', 4],
        ['a', 'x', 9],
      ],
    },
    value: (1 - Math.sqrt(32 / 9) / 4) * (2 / 3),
    details: {
      withoutDensity: 1 - Math.sqrt(32 / 9) / 4,
      density: 2 / 3,
      strengths: [
        { code: 'a', value: 4 },
        { code: 'b', value: 8 },
        { code: 'c', value: 4 },
      ],
    },
    source: 'By hand: strengths 4, 8, 4 with variance 32/9 against a maximum of 4; two of three links.',
  },
  evaluate({ network, members }, { links, binary }) {
    const plain = undirected(network);
    const codes = members.map((node) => plain.codes[node]!);
    const coverage = { ...coverageOf(codes, () => true), flags: plain.coverage.flags };
    const others = plain.codes.length - members.length;
    if (members.length < 3) return undefinedOver(coverage, 'too_few_units');
    if (links === 'outside' && others === 0) return undefinedOver(coverage, 'too_few_units');
    const { strengths, ends } = linksOf({ network: plain, members }, links, binary);
    const possible = links === 'within' ? members.length * (members.length - 1) : members.length * others;
    const density = ends / possible;

    // Without any link there is no polycentricity, rather than an undefined one.
    const withoutDensity = ends === 0 ? 0 : evenness(strengths).value;
    return {
      coverage,
      value: withoutDensity * density,
      details: {
        withoutDensity,
        density,
        strengths: codes.map((code, index) => ({ code, value: strengths[index]! })),
      },
      variant: binary ? `${links}, binary` : links,
    };
  },
});

/** Strength of each member in links to other members, or to all others; and the number of ends of such links. */
function linksOf({ network: { out }, members }: Agglomeration, links: 'within' | 'outside', binary: boolean) {
  const isMember = new Set(members);
  const strengths = new Float64Array(members.length);
  let ends = 0;
  members.forEach((node, index) => {
    for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
      if (isMember.has(out.targets[entry]!) !== (links === 'within')) continue;
      strengths[index]! += binary ? 1 : out.weights[entry]!;
      ends++;
    }
  });
  return { strengths, ends };
}
