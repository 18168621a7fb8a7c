import { z } from 'zod';
import { distanceKm } from '../../model/distance.ts';
import { coverageOf, undefinedOver } from '../coverage.ts';
import type { Points } from '../inputs/points.ts';
import { points } from '../inputs/points.ts';
import { defineMeasure } from '../measure.ts';
import { perEdge } from '../output-shape.ts';

export const neighbours = defineMeasure({
  id: 'neighbours',
  group: 'association',
  title: { zh: '空间邻居', en: 'Spatial neighbours' },
  summary: {
    zh: '由点位确定邻居与权重：最近的 k 个、一定距离以内，或按距离衰减；供莫兰指数等使用。',
    en: 'Neighbours and their weights out of points: the k nearest, all within a distance, or by inverse distance.',
  },
  formula: String.raw`w_{ij} = 1 \;\text{ or }\; w_{ij} = d_{ij}^{-\alpha}`,
  unit: '',
  range: [0, null],
  scope: 'edge',
  input: points,
  output: perEdge(
    { distanceKm: z.number().describe('Great-circle distance.') },
    { islands: z.array(z.string()).describe('Units that are not the start of any link.') },
  ),
  params: [
    {
      name: 'rule',
      description: {
        zh: 'nearest 最近 k 个（有向）；band 距离以内；inverse 距离以内且按距离衰减。',
        en: 'nearest: the k nearest of each (directed); band: all within a distance; inverse: these, weighted d^−α.',
      },
      type: 'enum',
      values: ['nearest', 'band', 'inverse'],
      default: 'nearest',
    },
    {
      name: 'k',
      description: { zh: '邻居个数。', en: 'Number of nearest neighbours.' },
      type: 'integer',
      default: 6,
      minimum: 1,
    },
    {
      name: 'withinKm',
      description: { zh: '距离上限（千米）。', en: 'Largest distance in km of band and inverse.' },
      type: 'number',
      default: 500,
      minimum: 0,
    },
    {
      name: 'exponent',
      description: { zh: '衰减指数 α。', en: 'Exponent α of the inverse distance.' },
      type: 'number',
      default: 1,
      minimum: 0,
      maximum: 10,
    },
    {
      name: 'attachIslands',
      description: {
        zh: '没有邻居的单元连到最近的单元。',
        en: 'Link a unit without neighbours to the nearest one, and that one to it.',
      },
      type: 'boolean',
      default: false,
    },
  ],
  source:
    'Cliff, A. D. & Ord, J. K. (1981). Spatial processes. Pion, chapter 1; haversine distance, ties by code; points in one place get no inverse weight.',
  example: {
    input: {
      codes: ['a', 'b', 'c'],
      points: [
        [0, 0],
        [0, 1],
        [0, 3],
      ],
    },
    params: { rule: 'band', withinKm: 120 },
    value: [
      { a: 'a', b: 'b', value: 1, distanceKm: 111.1950802335329 },
      { a: 'b', b: 'a', value: 1, distanceKm: 111.1950802335329 },
    ],
    details: { islands: ['c'] },
    source: 'By hand: a degree of a meridian is 6371.0088 π/180 km.',
  },
  evaluate(input, params) {
    const coverage = coverageOf(input.codes, () => true);
    if (coverage.n < 2) return undefinedOver(coverage, 'too_few_units');
    const links = input.codes.flatMap((_, unit) => linksOf(input, unit, params));
    const joined = new Set(links.map(({ a }) => a));
    const islands = input.codes.filter((code) => !joined.has(code));
    if (params.attachIslands) links.push(...attachments(input, islands, params));
    return {
      coverage,
      value: links,
      details: { islands: params.attachIslands ? [] : islands },
      variant: params.rule,
    };
  },
});

interface NeighbourRule {
  rule: 'nearest' | 'band' | 'inverse';
  k: number;
  withinKm: number;
  exponent: number;
}

type Link = { a: string; b: string; value: number; distanceKm: number };

/** Links from one unit, nearest first; ties by code. */
function linksOf(input: Points, unit: number, { rule, k, withinKm, exponent }: NeighbourRule): Link[] {
  const ranked = distancesFrom(input, unit);
  const chosen =
    rule === 'nearest' ? ranked.slice(0, k) : ranked.filter((link) => link.distanceKm <= withinKm);
  if (rule !== 'inverse') return chosen;
  return chosen.flatMap((link) =>
    link.distanceKm === 0 ? [] : { ...link, value: link.distanceKm ** -exponent },
  );
}

function distancesFrom({ codes, points: places }: Points, unit: number): Link[] {
  return codes
    .flatMap((code, other) =>
      other === unit
        ? []
        : { a: codes[unit]!, b: code, value: 1, distanceKm: distanceKm(places[unit]!, places[other]!) },
    )
    .sort((x, y) => x.distanceKm - y.distanceKm || (x.b < y.b ? -1 : 1));
}

/** Each island to its nearest unit and back. */
function attachments(input: Points, islands: readonly string[], { rule, exponent }: NeighbourRule): Link[] {
  const links = new Map<string, Link>();
  for (const island of islands) {
    const [nearest] = distancesFrom(input, input.codes.indexOf(island));
    const value = rule === 'inverse' && nearest!.distanceKm > 0 ? nearest!.distanceKm ** -exponent : 1;
    const link = { ...nearest!, value };
    links.set(`${link.a} ${link.b}`, link);
    links.set(`${link.b} ${link.a}`, { ...link, a: link.b, b: link.a });
  }
  return [...links.values()];
}
