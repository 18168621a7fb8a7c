import type { MeasureRow, MeasureTable } from '../../geodata/model/measure.ts';

/** Score of one region, its parts, and its rank. */
export interface CompositeScore {
  region: string;
  score: number | null;
  rank: number | null;
  /** One value per part of the index, in the order of `parts`. */
  values: (number | null)[];
}

export interface CompositeScores {
  /** Ids of the parts of the index. */
  parts: string[];
  /** By rank. */
  scores: CompositeScore[];
  /** Mean of each part over all regions that have it. */
  means: (number | null)[];
}

/** Scores and parts out of a table of the measure `composite-index`. */
export function compositeScores({ rows }: MeasureTable): CompositeScores {
  const groupsOf = (row: MeasureRow) =>
    (details(row)['groups'] ?? []) as { group: string; value: number | null }[];
  const parts = [...new Set(rows.flatMap((row) => groupsOf(row).map(({ group }) => group)))];
  const scores = rows.flatMap((row): CompositeScore[] => {
    if (row.region === null) return [];
    const byPart = new Map(groupsOf(row).map(({ group, value }) => [group, value]));
    const rank = details(row)['rank'];
    return [
      {
        region: row.region,
        score: row.value,
        rank: typeof rank === 'number' ? rank : null,
        values: parts.map((part) => byPart.get(part) ?? null),
      },
    ];
  });
  const means = parts.map((_, place) => {
    const known = scores.flatMap(({ values }) => values[place] ?? []);
    return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
  const sorted = scores.sort((one, other) => (one.rank ?? Infinity) - (other.rank ?? Infinity));
  return { parts, scores: sorted, means };
}

/** Best and worst rank of every region out of a table of the measure `rank-range`. */
export function rankRanges({ rows }: MeasureTable): ReadonlyMap<string, { best: number; worst: number }> {
  return new Map(
    rows.flatMap((row) => {
      const { best, worst } = details(row);
      if (row.region === null || typeof best !== 'number' || typeof worst !== 'number') return [];
      return [[row.region, { best, worst }] as const];
    }),
  );
}

const details = (row: MeasureRow): Record<string, unknown> =>
  typeof row.details === 'object' && row.details !== null ? (row.details as Record<string, unknown>) : {};
