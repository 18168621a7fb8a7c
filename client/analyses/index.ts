import type { Panel, Scene } from '../panels/panel.ts';
import { localMoran } from '../plate/clusters.ts';
import { kindsBeside } from '../plate/kinds.ts';
import type { Plate } from '../plate/plate.ts';
import type { AnalysisId } from '../../geodata/model/view-words.ts';
import { networkEntries } from './network-entries.ts';

/** Something to read about the whole map. Its id is the name of its file and its word in the address. */
export interface Analysis {
  id: AnalysisId;
  isOffered: (plate: Plate) => boolean;
  load: () => Promise<{ createAnalysis: (scene: Scene) => Panel }>;
}

const hasMeasure = ({ catalog, level, indicator }: Plate, measure: string): boolean =>
  catalog.measures.some(
    (entry) =>
      entry.measure === measure &&
      entry.level === level.id &&
      indicator !== null &&
      entry.indicators.includes(indicator.id),
  );

// One line per analysis, in the order in which they are offered.
export const analyses: readonly Analysis[] = [
  {
    id: 'concentration',
    isOffered: ({ shown }) => shown !== null && shown.categories === null,
    load: () => import('./concentration.ts'),
  },
  { id: 'kinds', isOffered: (plate) => kindsBeside(plate).length > 1, load: () => import('./kinds.ts') },
  {
    id: 'years',
    isOffered: ({ coverage }) => (coverage?.years.length ?? 0) > 1,
    load: () => import('./years.ts'),
  },
  {
    id: 'association',
    isOffered: (plate) => hasMeasure(plate, localMoran),
    load: () => import('./association.ts'),
  },
  {
    id: 'composite',
    isOffered: ({ catalog }) => catalog.measures.some(({ measure }) => measure === 'composite-index'),
    load: () => import('./composite.ts'),
  },
  {
    id: 'efficiency',
    isOffered: ({ catalog }) => catalog.measures.some(({ measure }) => measure === 'dea'),
    load: () => import('./efficiency.ts'),
  },
  {
    id: 'centres',
    isOffered: ({ catalog }) => catalog.tiers.some(({ basis }) => basis === 'computed'),
    load: () => import('./centres.ts'),
  },
  {
    id: 'network',
    isOffered: ({ catalog, state }) =>
      state.network !== null &&
      ['tier-pairs', 'hubs', 'robustness', 'link-turnover'].some(
        (measure) => networkEntries(catalog, state.network!, measure).length > 0,
      ),
    load: () => import('./network.ts'),
  },
  {
    id: 'agglomerations',
    isOffered: ({ catalog }) => (catalog.agglomerations ?? []).length > 0,
    load: () => import('./agglomerations.ts'),
  },
  {
    id: 'corridors',
    isOffered: ({ catalog }) => (catalog.corridors ?? []).length > 0,
    load: () => import('./corridors.ts'),
  },
  {
    id: 'tables',
    isOffered: ({ catalog }) => catalog.measures.length > 0,
    load: () => import('./tables.ts'),
  },
];
