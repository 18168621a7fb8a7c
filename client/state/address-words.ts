import type { ViewState } from './view-state.ts';

/** Words of the address for every choice; `<jiju-map>` has them as attributes. */
export const addressWords = {
  view: 'view',
  level: 'level',
  indicator: 'indicator',
  year: 'year',
  coloring: 'coloring',
  form: 'form',
  since: 'since',
  split: 'split',
  overlays: 'show',
  scheme: 'scheme',
  network: 'network',
  links: 'links',
  linkKind: 'among',
  within: 'within',
  selected: 'region',
  panel: 'panel',
  analysis: 'analysis',
  sort: 'sort',
  projection: 'projection',
  camera: 'at',
  language: 'lang',
  theme: 'theme',
} as const satisfies Record<keyof ViewState, string>;

export type AddressWord = (typeof addressWords)[keyof typeof addressWords];
