import type { IndicatorPlace } from '../inputs/indicator-system.ts';

export const aggregations = ['arithmetic', 'geometric', 'topsis'] as const;
export type Aggregation = (typeof aggregations)[number];

/** Scores below this would make a geometric mean vanish. */
const GEOMETRIC_FLOOR = 0.01;

/** A node of the tree of indicators: a group with its parts, or one indicator. */
interface Part {
  weight: number;
  indicator: number | null;
  parts: Part[];
}

/** The tree of groups and indicators with the weight of each within the whole. */
export function treeOf(places: readonly IndicatorPlace[], weights: readonly number[]): Part {
  const root: Part = { weight: 0, indicator: null, parts: [] };
  const groups = new Map<string, Part>();
  places.forEach(({ path }, indicator) => {
    let parent = root;
    path.forEach((_, level) => {
      const key = JSON.stringify(path.slice(0, level + 1));
      let group = groups.get(key);
      if (group === undefined) {
        group = { weight: 0, indicator: null, parts: [] };
        groups.set(key, group);
        parent.parts.push(group);
      }
      group.weight += weights[indicator]!;
      parent = group;
    });
    parent.parts.push({ weight: weights[indicator]!, indicator, parts: [] });
    root.weight += weights[indicator]!;
  });
  return root;
}

/**
 * Score of a part on the scale of its indicators. Where some are missing, the weights of the others are scaled up, as
 * long as at least half of the parts have a score; else null.
 */
export function scorePart(
  part: Part,
  row: readonly (number | null)[],
  how: 'arithmetic' | 'geometric',
): number | null {
  if (part.indicator !== null) return row[part.indicator] ?? null;
  const scored = part.parts.flatMap((child) => {
    const score = scorePart(child, row, how);
    return score === null ? [] : [{ score, weight: child.weight }];
  });
  const weight = scored.reduce((total, child) => total + child.weight, 0);
  if (scored.length * 2 < part.parts.length || weight === 0) return null;
  if (how === 'arithmetic')
    return scored.reduce((total, child) => total + child.score * child.weight, 0) / weight;
  const logs = scored.reduce(
    (total, child) => total + child.weight * Math.log(Math.max(GEOMETRIC_FLOOR, child.score)),
    0,
  );
  return Math.exp(logs / weight);
}

/**
 * Closeness to the best: distance to the worst over distances to the worst and the best, on weighted indicators (Hwang
 * & Yoon 1981). Null for a row with gaps; `best` and `worst` are taken over complete rows.
 */
export function topsisScores(
  rows: readonly (readonly (number | null)[])[],
  weights: readonly number[],
): (number | null)[] {
  const weighted = rows.map((row) =>
    row.every((value) => value !== null) ? row.map((value, j) => value * weights[j]!) : null,
  );
  const complete = weighted.filter((row) => row !== null);
  const best = weights.map((_, j) => Math.max(...complete.map((row) => row[j]!)));
  const worst = weights.map((_, j) => Math.min(...complete.map((row) => row[j]!)));
  const distance = (row: number[], from: number[]): number =>
    Math.hypot(...row.map((value, j) => value - from[j]!));
  return weighted.map((row) => {
    if (row === null) return null;
    const [near, far] = [distance(row, best), distance(row, worst)];
    return near + far === 0 ? 0.5 : far / (near + far);
  });
}
