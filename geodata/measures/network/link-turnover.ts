import { z } from 'zod';
import { spearman } from '../correlation.ts';
import { undefinedOver } from '../coverage.ts';
import type { CodedLink } from '../inputs/network-years.ts';
import { networkYears, rankedLinks } from '../inputs/network-years.ts';
import { defineMeasure } from '../measure.ts';
import { perYear, rowReason } from '../output-shape.ts';

export const linkTurnover = defineMeasure({
  id: 'link-turnover',
  group: 'network',
  title: { zh: '联系更替', en: 'Turnover of links' },
  summary: {
    zh: '与上一年份相比，多少联系保留、新增、消失，保留者的位次有多稳定：1 为完全保留，0 为全部更换。',
    en: 'How many links stayed, came and went since the year before, and how steady the ranks are: 1 all stayed, 0 none.',
  },
  formula: String.raw`J_t = \frac{|E_t \cap E_{t-1}|}{|E_t \cup E_{t-1}|}`,
  unit: '',
  range: [0, 1],
  scope: 'network',
  input: networkYears,
  output: perYear({
    since: z.int().describe('The year before.'),
    kept: z.int().describe('Links of both years.'),
    entered: z.int().describe('Links of this year only.'),
    left: z.int().describe('Links of the year before only.'),
    enteredShare: z.number().nullable().describe('Share of the weight of this year on links that entered.'),
    leftShare: z.number().nullable().describe('Share of the weight of the year before on links that left.'),
    rankCorrelation: z
      .number()
      .nullable()
      .describe('Spearman correlation of the weights of kept links; null for fewer than three, or constant.'),
    reason: rowReason,
  }),
  params: [],
  source:
    'Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11, 37–50; of the sets of links of two years.',
  example: {
    input: [
      {
        year: 2012,
        edges: [
          ['a', 'b', 5],
          ['a', 'c', 4],
          ['c', 'd', 1],
        ],
      },
      {
        year: 2015,
        edges: [
          ['a', 'b', 5],
          ['a', 'd', 2],
          ['c', 'd', 1],
        ],
      },
    ],
    value: [
      {
        year: 2015,
        value: 0.5,
        since: 2012,
        kept: 2,
        entered: 1,
        left: 1,
        enteredShare: 0.25,
        leftShare: 0.4,
        rankCorrelation: null,
      },
    ],
    source: 'By hand: two of four links are in both years; 2 of 8 came with a–d, 4 of 10 went with a–c.',
  },
  evaluate(years) {
    const codes = new Set(years.flatMap(({ network }) => network.codes));
    const coverage = { n: codes.size, missing: [], flags: [] };
    if (years.length < 2) return undefinedOver(coverage, 'too_few_units');
    const links = years.map(({ network }) => rankedLinks(network));
    const value = years.slice(1).map(({ year }, position) => ({
      year,
      since: years[position]!.year,
      ...turnoverOf(links[position]!, links[position + 1]!),
    }));
    return { coverage, value };
  },
});

type Links = ReadonlyMap<string, CodedLink>;

function turnoverOf(before: Links, now: Links) {
  const kept = [...now.keys()].filter((key) => before.has(key));
  const [entered, left] = [now.size - kept.length, before.size - kept.length];
  const union = kept.length + entered + left;
  const weights = (links: Links): Float64Array => Float64Array.from(kept, (key) => links.get(key)!.weight);
  return {
    value: union === 0 ? null : kept.length / union,
    kept: kept.length,
    entered,
    left,
    enteredShare: shareWithout(now, before),
    leftShare: shareWithout(before, now),
    rankCorrelation: kept.length < 3 ? null : spearman(weights(before), weights(now)),
    ...(union === 0 ? { reason: 'no_edges' } : {}),
  };
}

/** Share of the weight of some links on those that are not among the others; null without links. */
function shareWithout(links: Links, others: Links): number | null {
  let [alone, total] = [0, 0];
  for (const [key, { weight }] of links) {
    total += weight;
    if (!others.has(key)) alone += weight;
  }
  return total > 0 ? alone / total : null;
}
