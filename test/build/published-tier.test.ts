import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TierClaims } from '../../geodata/build/published-tier.ts';
import { publishedTier, tierMarks } from '../../geodata/build/published-tier.ts';

const tiers = [1, 2, 3, 4].map((rank) => ({ rank, id: `t${rank}`, name: { zh: `${rank}`, en: `${rank}` } }));
const claim = (
  score: number | null,
  dataTier: number | null,
  designatedTier: number | null = null,
): TierClaims => ({
  score,
  dataTier,
  designatedTier,
});
// Nobody has a score in the designated second tier; three centres of the third have 30, 40 and 80.
const designated = [claim(90, 1, 1), claim(null, null, 2), claim(80, 1, 3), claim(40, 2, 3), claim(30, 2, 3)];
const rule = (
  reach: 'class' | 'weakest' | 'middle',
  highest = 3,
  published: 'designated' | 'data' | 'best' = 'designated',
) => ({
  published,
  highest,
  reach,
  tiers,
});
const tierOf = (own: ReturnType<typeof rule>, place: TierClaims): number | null =>
  publishedTier(own, place, tierMarks(own, designated));

describe('a place that nobody designates', () => {
  test('has the tier of its class, but none above the highest that data can give', () => {
    expect([claim(95, 1), claim(20, 3), claim(1, 4)].map((place) => tierOf(rule('class'), place))).toEqual([
      3, 3, 4,
    ]);
  });

  test('has the tier whose weakest, or middle, designated centre it reaches, else the lowest', () => {
    const places = [claim(95, 1), claim(40, 2), claim(39, 2), claim(30, 2), claim(29, 2)];
    expect(places.map((place) => tierOf(rule('weakest'), place))).toEqual([3, 3, 3, 3, 4]);
    expect(places.map((place) => tierOf(rule('middle'), place))).toEqual([3, 3, 4, 4, 4]);
  });

  test('reaches only tiers that data can give and whose centres have scores', () => {
    expect(tierOf(rule('middle', 1), claim(95, 1))).toBe(1);
    expect(tierOf(rule('middle', 1), claim(85, 1))).toBe(3);
    expect(tierOf(rule('middle', 2), claim(95, 1))).toBe(3);
  });

  test('has none without a score', () => {
    expect(tierOf(rule('middle'), claim(null, null))).toBeNull();
  });
});

test('a designation holds whatever the data say, unless the atlas goes by the data', () => {
  const place = claim(99, 1, 3);
  expect(tierOf(rule('middle'), place)).toBe(3);
  expect(tierOf(rule('class', 3, 'best'), place)).toBe(1);
  expect(tierOf(rule('class', 3, 'data'), place)).toBe(1);
  expect(tierOf(rule('class', 3, 'data'), claim(null, null, 2))).toBe(2);
});

test('a higher score never has a lower tier while the marks fall with the tiers', () => {
  const score = fc.double({ min: 0, max: 100, noNaN: true });
  fc.assert(
    fc.property(score, score, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((each) =>
        tierOf(rule('weakest', 1), claim(each, 2)),
      );
      expect(high!).toBeLessThanOrEqual(low!);
    }),
  );
});
