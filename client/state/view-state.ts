import type { Catalog, IndicatorEntry, ViewEntry } from '../../geodata/model/catalog.ts';
import type { Language } from '../../geodata/model/text.ts';
import type { AnalysisId, Coloring } from '../../geodata/model/view-words.ts';
import { wellKnownYear } from '../../geodata/model/well-known-year.ts';
import { localMoran } from '../plate/clusters.ts';
import { columnsAt, earlierYear, nearestYear, shownYears } from './years.ts';

export const panelIds = ['settings', 'ranking', 'region', 'analysis'] as const;
export type PanelId = (typeof panelIds)[number];

export const themeChoices = ['auto', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/** What can be drawn over the coloured regions. */
export const overlayIds = ['labels', 'centres', 'flows', 'agglomerations', 'corridors'] as const;
export type OverlayId = (typeof overlayIds)[number];

/** Which links are drawn: all, those within or between regions of the level above, or those between centres. */
export const linkKinds = ['all', 'within', 'between', 'centres'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** How the round Earth is laid flat: Web Mercator as on other maps of the web, or so that areas can be compared. */
export const projections = ['mercator', 'equal-area'] as const;
export type Projection = (typeof projections)[number];

/** How regions are drawn: as areas of the map, as circles at their places, or as equal squares in a grid. */
export const forms = ['areas', 'circles', 'squares'] as const;
export type Form = (typeof forms)[number];

export const sortKeys = ['value', 'name'] as const;
export type SortKey = (typeof sortKeys)[number];

/** A region of some level. */
export interface RegionReference {
  level: string;
  code: string;
}

export interface Camera {
  zoom: number;
  latitude: number;
  longitude: number;
}

/** Everything a reader has chosen; the address of the page says no more and no less. */
export interface ViewState {
  /** The catalog's view that was opened last and supplies the defaults. */
  view: string | null;
  level: string;
  indicator: string | null;
  /** Year of the column shown, or of the links where no indicator is; null without time. */
  year: number | null;
  coloring: Coloring;
  form: Form;
  /** First year of the change or comparison; an earlier year than `year`, or null where there is none. */
  since: number | null;
  /** Where the handle between two years stands: the percentage of the map's width that shows the earlier one. */
  split: number;
  overlays: readonly OverlayId[];
  scheme: string | null;
  network: string | null;
  /** How many links are drawn, strongest first. */
  links: number;
  linkKind: LinkKind;
  /** Code of the region one level up to whose members table and curve are limited. */
  within: string | null;
  selected: RegionReference | null;
  panel: PanelId;
  analysis: AnalysisId;
  sort: { by: SortKey; descending: boolean };
  projection: Projection;
  /** Null shows the whole atlas. */
  camera: Camera | null;
  language: Language;
  theme: ThemeChoice;
}

export const linkCounts = { least: 20, step: 20, most: 400, usual: 100 } as const;

/** The state in which a view opens. `null` opens the catalog's first view. */
export function openingState(catalog: Catalog, viewId: string | null, language: Language): ViewState {
  const view = catalog.views.find(({ id }) => id === viewId) ?? catalog.views[0];
  const indicator = view === undefined ? (catalog.indicators[0]?.id ?? null) : view.indicator;
  return settle(catalog, {
    view: view?.id ?? null,
    level: view?.level ?? openingLevel(catalog, indicator),
    indicator,
    year: view?.year ?? null,
    coloring: view?.coloring ?? 'value',
    form: 'areas',
    since: null,
    split: 50,
    overlays: overlaysOf(catalog, view),
    scheme: catalog.tiers.find(({ id }) => view?.layers.includes(id))?.id ?? catalog.tiers[0]?.id ?? null,
    network:
      catalog.networks.find(({ id }) => view?.layers.includes(id))?.id ?? catalog.networks[0]?.id ?? null,
    links: linkCounts.usual,
    linkKind: 'all',
    within: null,
    selected: null,
    panel: view?.analysis === undefined ? 'ranking' : 'analysis',
    analysis: analysisOf(view),
    sort: { by: 'value', descending: true },
    projection: 'mercator',
    camera: null,
    language,
    theme: 'auto',
  });
}

/** The uppermost level, unless places lie on it: then these are what the data are about. */
function openingLevel(catalog: Catalog, indicator: string | null): string {
  const has = (level: string): boolean =>
    columnsAt(
      catalog.indicators.find(({ id }) => id === indicator),
      level,
    ) !== undefined;
  const places = catalog.levels.filter(({ points }) => points === true);
  return (
    places.find(({ id }) => has(id)) ??
    (indicator === null ? places[0] : undefined) ??
    catalog.levels[0]!
  ).id;
}

/** A view of groups or chains of regions opens with what is known about them, unless it says otherwise. */
const analysisOf = (view: ViewEntry | undefined): AnalysisId =>
  view?.analysis ??
  (['agglomerations', 'corridors'] as const).find((id) => view?.layers.includes(id)) ??
  'concentration';

/** A view names vector layers, tier schemes or networks; each switches on the overlay that draws it. */
function overlaysOf(catalog: Catalog, view: ViewEntry | undefined): OverlayId[] {
  if (view === undefined) return ['labels'];
  const named = new Set(view.layers);
  const some = (entries: readonly { id: string }[]) => entries.some(({ id }) => named.has(id));
  return overlayIds.filter(
    (id) =>
      named.has(id) ||
      (id === 'centres' && some(catalog.tiers)) ||
      (id === 'flows' && some(catalog.networks)),
  );
}

/**
 * Makes choices agree with each other and with what the atlas has: an indicator is shown at a level where it
 * exists and in a year that it has (the nearest to the one asked for), and nothing refers to what is not there.
 */
export function settle(catalog: Catalog, state: ViewState): ViewState {
  const indicator = catalog.indicators.find(({ id }) => id === state.indicator);
  const level = settledLevel(catalog, indicator, state.level);
  const overlays = overlayIds.filter((id) => state.overlays.includes(id) && hasOverlay(catalog, id));
  const network = known(catalog.networks, state.network);
  const years = shownYears(catalog, { ...state, level, overlays, network });
  const levelEntry = catalog.levels.find(({ id }) => id === level)!;
  const coverage = columnsAt(indicator, level);
  const year = nearestYear(years, state.year ?? (coverage === undefined ? null : wellKnownYear(coverage)));
  const since = earlierYear(years, year, state.since);
  return {
    ...state,
    level,
    indicator: indicator?.id ?? null,
    year,
    coloring: settledColoring(catalog, { ...state, level, since }, indicator),
    form: hasForms(indicator, levelEntry) ? state.form : 'areas',
    since,
    split: Math.min(100, Math.max(0, Math.round(10 * state.split) / 10)),
    overlays,
    scheme: known(catalog.tiers, state.scheme),
    network,
    projection: catalog.equalArea === undefined ? 'mercator' : state.projection,
    links: Math.min(linkCounts.most, Math.max(1, Math.round(state.links))),
    within: levelEntry.parent === null ? null : state.within,
    selected: catalog.levels.some(({ id }) => id === state.selected?.level) ? state.selected : null,
  };
}

/** More circles than this cannot be moved apart, nor squares be put in order, while a reader waits. */
const mostFormUnits = 600;

/** Whether regions can be drawn otherwise: without values there is nothing that circles or squares would say. */
export const hasForms = (
  indicator: IndicatorEntry | null | undefined,
  { count }: Catalog['levels'][number],
): boolean => indicator !== null && indicator !== undefined && count <= mostFormUnits;

/** The overlays that a form can bear: lines and outlines need the map. */
export const drawnOverlays = ({ form, overlays }: ViewState): readonly OverlayId[] =>
  form === 'areas' ? overlays : overlays.filter((id) => id === 'labels' || id === 'centres');

/** Whether an atlas has anything to draw as an overlay. */
export function hasOverlay(catalog: Catalog, overlay: OverlayId): boolean {
  const drawn: Partial<Record<OverlayId, readonly unknown[] | undefined>> = {
    centres: catalog.tiers,
    flows: catalog.networks,
    agglomerations: catalog.agglomerations ?? [],
    corridors: catalog.corridors ?? [],
  };
  return drawn[overlay]?.length !== 0;
}

function settledLevel(catalog: Catalog, indicator: IndicatorEntry | undefined, asked: string): string {
  const exists = catalog.levels.some(({ id }) => id === asked);
  if (exists && (indicator === undefined || columnsAt(indicator, asked) !== undefined)) return asked;
  return indicator?.columns[0]?.level ?? catalog.levels[0]!.id;
}

function settledColoring(
  catalog: Catalog,
  { coloring, level, since }: ViewState,
  indicator: IndicatorEntry | undefined,
): Coloring {
  if ((coloring === 'change' || coloring === 'compare') && since === null) return 'value';
  if (coloring === 'change' && !hasAmounts(indicator)) return 'value';
  if (coloring === 'clusters' && clusterEntry(catalog, level, indicator?.id ?? null) === undefined)
    return 'value';
  return coloring;
}

/** Whether values are amounts, whose difference says something, and no codes of classes. */
export const hasAmounts = (indicator: IndicatorEntry | null | undefined): boolean =>
  indicator?.categories === undefined;

/** The table that knows the spatial clusters of an indicator. */
export const clusterEntry = (catalog: Catalog, level: string, indicator: string | null) =>
  catalog.measures.find(
    (entry) =>
      entry.measure === localMoran &&
      entry.level === level &&
      indicator !== null &&
      entry.indicators.includes(indicator),
  );

const known = (entries: readonly { id: string }[], id: string | null): string | null =>
  (entries.find((entry) => entry.id === id) ?? entries[0])?.id ?? null;
