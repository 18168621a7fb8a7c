import type { AtlasConfig } from '../config/schema.ts';
import { quantile } from '../measures/classification/quantiles.ts';

type TierRule = Pick<AtlasConfig['centres'][number], 'published' | 'highest' | 'reach' | 'tiers'>;

/** What is known of a place before its tier is published; 1 is the highest tier. */
export interface TierClaims {
  score: number | null;
  dataTier: number | null;
  designatedTier: number | null;
}

/** Scores that a place without a designation needs for a tier, and the tier of those that reach none. */
export interface TierMarks {
  marks: { rank: number; score: number }[];
  lowest: number;
}

/**
 * The score of the weakest, or of the middle one, of the designated centres of each tier, highest tier first; null where
 * the atlas goes by classes. Tiers above `highest`, or whose centres have no score, have no mark.
 */
export function tierMarks(
  { reach, highest, tiers }: TierRule,
  places: readonly TierClaims[],
): TierMarks | null {
  if (reach === 'class') return null;
  const ranks = tiers.map(({ rank }) => rank).sort((a, b) => a - b);
  const marks = ranks
    .filter((rank) => rank >= highest)
    .flatMap((rank) => {
      const scores = places
        .flatMap(({ score, designatedTier }) => (designatedTier === rank && score !== null ? [score] : []))
        .sort((a, b) => a - b);
      if (scores.length === 0) return [];
      return [{ rank, score: quantile(Float64Array.from(scores), reach === 'weakest' ? 0 : 0.5) }];
    });
  return { marks, lowest: ranks.at(-1)! };
}

/** The tier that is shown, by the rule of the atlas; null where nothing is known. */
export function publishedTier(
  { published, highest }: TierRule,
  { score, dataTier, designatedTier }: TierClaims,
  marks: TierMarks | null,
): number | null {
  if (published === 'data') return dataTier ?? designatedTier;
  if (published === 'best') {
    if (dataTier === null || designatedTier === null) return dataTier ?? designatedTier;
    return Math.min(dataTier, designatedTier);
  }
  if (designatedTier !== null || dataTier === null || score === null) return designatedTier;
  if (marks === null) return Math.max(dataTier, highest);
  return marks.marks.find((mark) => score >= mark.score)?.rank ?? marks.lowest;
}
