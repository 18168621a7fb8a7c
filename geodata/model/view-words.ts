/** What can be read about the whole map; each is a file of `client/analyses/`. */
export const analysisIds = [
  'concentration',
  'kinds',
  'years',
  'association',
  'composite',
  'efficiency',
  'centres',
  'network',
  'agglomerations',
  'corridors',
  'tables',
] as const;
export type AnalysisId = (typeof analysisIds)[number];

/**
 * What the colours stand for: the values, how they changed since an earlier year, the values of two years side by side,
 * or spatial clusters.
 */
export const colorings = ['value', 'change', 'compare', 'clusters'] as const;
export type Coloring = (typeof colorings)[number];
