import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CountingRule } from '../../geodata/records/record-mapping.ts';
import { countingRules } from '../../geodata/records/record-mapping.ts';
import { counted } from './counted.ts';

const regions = ['A', 'B', 'C', 'D', 'E'];
const records = fc.array(
  fc.record({
    year: fc.integer({ min: 2000, max: 2003 }),
    places: fc.array(fc.constantFrom(...regions, '?', ''), { minLength: 1, maxLength: 7 }),
  }),
  { minLength: 1, maxLength: 60 },
);

/** The rules as measure C0 words them, record by record. */
function countByHand(
  list: readonly { year: number; places: string[] }[],
  rule: CountingRule,
): Map<string, { weight: number; n: number }> {
  const edges = new Map<string, { weight: number; n: number }>();
  for (const { year, places } of list) {
    const distinct = regions.filter((region) => places.includes(region));
    const size = distinct.length;
    const times = (region: string): number => places.filter((place) => place === region).length;
    for (const [i, a] of distinct.entries())
      for (const b of distinct.slice(i + 1)) {
        const adds = {
          full: 1,
          newman: 1 / (size - 1),
          fractional: 2 / (size * (size - 1)),
          applicant_pairs: times(a) * times(b),
        }[rule];
        const edge = edges.get(`${year} ${a} ${b}`) ?? { weight: 0, n: 0 };
        edges.set(`${year} ${a} ${b}`, { weight: edge.weight + adds, n: edge.n + 1 });
      }
  }
  return edges;
}

test.each(countingRules)(
  'edges by %s are those counted record by record',
  async (rule) => {
    await fc.assert(
      fc.asyncProperty(records, async (list) => {
        const text = `id,date,places\n${list.map(({ year, places }, id) => `${id},${year},"${places.join(';')}"`).join('\n')}\n`;
        const { edges, nodes, counts } = await counted({
          text,
          format: 'csv',
          codes: regions,
          rule,
          mapping: {
            id: 'id',
            date: 'date',
            place: { column: 'places', kind: 'code' },
            applicants: { kind: 'text', separator: ';' },
          },
        });
        const expected = countByHand(list, rule);
        expect(edges.length).toBe(expected.size);
        for (const line of edges) {
          const [year, a, b, weight, n] = line.split(' ');
          const edge = expected.get(`${year} ${a} ${b}`);
          expect(Number(weight)).toBeCloseTo(edge?.weight ?? Number.NaN, 12);
          expect(Number(n)).toBe(edge?.n);
        }

        // Every record is somewhere: shared, inside one region, of one applicant, or lost.
        const several = list.filter(({ places }) => places.length > 1);
        expect(counts.joint).toBe(several.length);
        const single = several.filter(({ places }) => {
          const mapped = places.filter((place) => regions.includes(place));
          return mapped.length === 1;
        });
        const none = several.filter(({ places }) => !places.some((place) => regions.includes(place)));
        expect(counts.lost).toBe(single.length + none.length);
        expect(counts.shared + counts.internal + counts.lost).toBe(counts.joint);

        // Strengths add up to twice the weights; under newman each is the number of shared records.
        const strength = nodes.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
        const weight = [...expected.values()].reduce((sum, edge) => sum + edge.weight, 0);
        expect(strength).toBeCloseTo(2 * weight, 9);
        if (rule === 'newman')
          for (const line of nodes) {
            const [, , , , shared, , , strengthOfNode] = line.split(' ');
            expect(Number(strengthOfNode)).toBeCloseTo(Number(shared), 9);
          }
      }),
      { numRuns: 4 },
    );
  },
  30_000,
);
