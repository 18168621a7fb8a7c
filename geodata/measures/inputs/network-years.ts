import { z } from 'zod';
import { AtlasError } from '../../model/atlas-error.ts';
import { checkUnique, defineInput } from './input-kind.ts';
import type { Network } from './network.ts';
import { networkShape, prepareNetwork } from './network.ts';

/** One network in several years, in ascending order. */
export type NetworkYears = { year: number; network: Network }[];

export const networkYears = defineInput({
  id: 'network-years',
  title: { zh: '多个年份的网络', en: 'A network in several years' },
  schema: z.array(z.strictObject({ year: z.int().describe('Year; ascending.'), ...networkShape })),
  prepare(json): NetworkYears {
    const years = json.map(({ year }) => year);
    checkUnique('year', years.map(String));
    if (years.some((year, position) => position > 0 && year < years[position - 1]!))
      throw new AtlasError('invalid-data', `Found the years ${years.join(', ')}, expected ascending order.`, {
        at: 'year',
      });
    return json.map(({ year, ...rest }) => ({ year, network: prepareNetwork(rest) }));
  },
});

/** Every link of a network once, by the codes of its ends; without directions the lower code comes first. */
export interface CodedLink {
  a: string;
  b: string;
  weight: number;
}

/** The links of a network from the strongest down, ties by the codes of their ends, under a key for the two ends. */
export function rankedLinks({ codes, directed, out }: Network): Map<string, CodedLink & { rank: number }> {
  const links: CodedLink[] = [];
  for (let node = 0; node < out.size; node++)
    for (let entry = out.offsets[node]!; entry < out.offsets[node + 1]!; entry++) {
      const [from, to] = [codes[node]!, codes[out.targets[entry]!]!];
      if (directed || from < to) links.push({ a: from, b: to, weight: out.weights[entry]! });
    }
  links.sort((x, y) => y.weight - x.weight || compare(x.a, y.a) || compare(x.b, y.b));
  return new Map(links.map((link, position) => [`${link.a} ${link.b}`, { ...link, rank: position + 1 }]));
}

const compare = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);
