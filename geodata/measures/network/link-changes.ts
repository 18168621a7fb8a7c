import { z } from 'zod';
import { undefinedOver } from '../coverage.ts';
import type { CodedLink } from '../inputs/network-years.ts';
import { networkYears, rankedLinks } from '../inputs/network-years.ts';
import { defineMeasure } from '../measure.ts';
import { perEdgeAndYear } from '../output-shape.ts';

export const linkChanges = defineMeasure({
  id: 'link-changes',
  group: 'network',
  title: { zh: '联系的位次变化', en: 'Links that entered, left or changed their rank' },
  summary: {
    zh: '每条强联系与上一年份相比上升或下降了多少位，或为新增、消失。',
    en: 'How many ranks each strong link climbed or fell since the year before, or whether it entered or left.',
  },
  formula: String.raw`\Delta r_{ij} = r_{ij,t-1} - r_{ij,t}`,
  unit: 'ranks',
  range: [null, null],
  scope: 'edge',
  input: networkYears,
  output: perEdgeAndYear({
    since: z.int().describe('The year before.'),
    change: z.enum(['kept', 'entered', 'left']).describe('What became of the link.'),
    rank: z
      .int()
      .nullable()
      .describe('Rank among all links of the year, 1 the strongest; null where it left.'),
    rankBefore: z.int().nullable().describe('Rank in the year before; null where it entered.'),
    weight: z.number().nullable().describe('Weight in the year; null where it left.'),
    weightBefore: z.number().nullable().describe('Weight in the year before; null where it entered.'),
  }),
  params: [
    {
      name: 'strongest',
      description: {
        zh: '任一年份中位列前多少的联系；0 为全部。',
        en: 'Links that are among so many of the strongest in one of the two years; 0 for all.',
      },
      type: 'integer',
      default: 400,
      minimum: 0,
    },
  ],
  source: 'Definition stated here; ranks by weight, ties by the codes of the ends.',
  example: {
    input: [
      {
        year: 2012,
        edges: [
          ['a', 'b', 5],
          ['a', 'c', 9],
          ['c', 'd', 1],
        ],
      },
      {
        year: 2015,
        edges: [
          ['a', 'b', 5],
          ['a', 'd', 2],
        ],
      },
    ],
    params: { strongest: 2 },
    value: [
      {
        a: 'a',
        b: 'b',
        year: 2015,
        value: 1,
        since: 2012,
        change: 'kept',
        rank: 1,
        rankBefore: 2,
        weight: 5,
        weightBefore: 5,
      },
      {
        a: 'a',
        b: 'd',
        year: 2015,
        value: null,
        since: 2012,
        change: 'entered',
        rank: 2,
        rankBefore: null,
        weight: 2,
        weightBefore: null,
      },
      {
        a: 'a',
        b: 'c',
        year: 2015,
        value: null,
        since: 2012,
        change: 'left',
        rank: null,
        rankBefore: 1,
        weight: null,
        weightBefore: 9,
      },
    ],
    source: 'By hand; the third link of 2012 was never among the two strongest.',
  },
  evaluate(years, { strongest }) {
    const codes = new Set(years.flatMap(({ network }) => network.codes));
    const coverage = { n: codes.size, missing: [], flags: [] };
    if (years.length < 2) return undefinedOver(coverage, 'too_few_units');
    const links = years.map(({ network }) => rankedLinks(network));
    const last = strongest === 0 ? Infinity : strongest;
    const value = years.slice(1).flatMap(({ year }, position) =>
      changesOf(links[position]!, links[position + 1]!, last).map(({ a, b, ...change }) => ({
        a,
        b,
        year,
        since: years[position]!.year,
        ...change,
      })),
    );
    return { coverage, value };
  },
});

type RankedLinks = ReadonlyMap<string, CodedLink & { rank: number }>;

/** The links of the later year from the strongest down, then those that left. */
function changesOf(before: RankedLinks, now: RankedLinks, last: number) {
  const gone = [...before].filter(([key]) => !now.has(key));
  return [...now, ...gone].flatMap(([key, { a, b }]) => {
    const [own, earlier] = [now.get(key), before.get(key)];
    if (Math.min(own?.rank ?? Infinity, earlier?.rank ?? Infinity) > last) return [];
    return {
      a,
      b,
      value: own === undefined || earlier === undefined ? null : earlier.rank - own.rank,
      change: own === undefined ? ('left' as const) : earlier === undefined ? 'entered' : 'kept',
      rank: own?.rank ?? null,
      rankBefore: earlier?.rank ?? null,
      weight: own?.weight ?? null,
      weightBefore: earlier?.weight ?? null,
    } as const;
  });
}
