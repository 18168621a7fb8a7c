import type { Catalog } from '../../geodata/model/catalog.ts';
import type { Language } from '../../geodata/model/text.ts';
import { analysisIds, colorings } from '../../geodata/model/view-words.ts';
import { languages } from '../i18n/dictionary.ts';
import { addressWords } from './address-words.ts';
import {
  forms,
  linkKinds,
  openingState,
  overlayIds,
  panelIds,
  projections,
  settle,
  sortKeys,
  themeChoices,
  type Camera,
  type RegionReference,
  type ViewState,
} from './view-state.ts';

const oneOf = <Value extends string>(allowed: readonly Value[], text: string): Value | undefined =>
  allowed.find((value) => value === text);

const wholeNumber = (text: string): number | undefined => (/^\d{1,4}$/.test(text) ? Number(text) : undefined);

/** One choice in the address: how it is written, and how it is read back (undefined where it makes no sense). */
interface Parameter<Key extends keyof ViewState> {
  write(value: ViewState[Key]): string;
  read(text: string, catalog: Catalog): ViewState[Key] | undefined;
}

const optionalId = {
  write: (id: string | null) => id ?? 'none',
  read: (text: string) => (text === 'none' ? null : text),
};

const parameters: { [Key in Exclude<keyof ViewState, 'view' | 'language'>]: Parameter<Key> } = {
  level: { write: (level) => level, read: (text) => text },
  indicator: {
    write: (id) => id ?? 'none',
    read(text, { indicators }) {
      if (text === 'none') return null;
      return indicators.find(({ id }) => id === text)?.id;
    },
  },
  year: { write: (year) => String(year ?? 'none'), read: wholeNumber },
  coloring: { write: (coloring) => coloring, read: (text) => oneOf(colorings, text) },
  form: { write: (form) => form, read: (text) => oneOf(forms, text) },
  since: { write: (since) => String(since ?? 'none'), read: wholeNumber },
  split: { write: String, read: (text) => (/^\d{1,3}(\.\d)?$/.test(text) ? Number(text) : undefined) },
  overlays: {
    write: (overlays) => overlays.join(',') || 'none',
    read: (text) => overlayIds.filter((id) => text.split(',').includes(id)),
  },
  scheme: optionalId,
  network: optionalId,
  links: { write: String, read: wholeNumber },
  linkKind: { write: (kind) => kind, read: (text) => oneOf(linkKinds, text) },
  within: optionalId,
  selected: { write: writeRegion, read: readRegion },
  panel: { write: (panel) => panel, read: (text) => oneOf(panelIds, text) },
  analysis: { write: (analysis) => analysis, read: (text) => oneOf(analysisIds, text) },
  sort: {
    write: ({ by, descending }) => (descending ? `-${by}` : by),
    read(text) {
      const by = oneOf(sortKeys, text.replace(/^-/, ''));
      return by === undefined ? undefined : { by, descending: text.startsWith('-') };
    },
  },
  projection: { write: (projection) => projection, read: (text) => oneOf(projections, text) },
  camera: { write: writeCamera, read: readCamera },
  theme: { write: (theme) => theme, read: (text) => oneOf(themeChoices, text) },
};

/** The state as a query string: the view, the language, and whatever differs from the view's opening state. */
export function writeAddress(catalog: Catalog, state: ViewState): string {
  const opening = openingState(catalog, state.view, state.language);
  const query = new URLSearchParams();
  if (state.view !== null) query.set(addressWords.view, state.view);
  for (const key of Object.keys(parameters) as (keyof typeof parameters)[]) {
    const text = writeParameter(key, state);
    if (text !== writeParameter(key, opening)) query.set(addressWords[key], text);
  }
  query.set(addressWords.language, state.language);
  return `?${query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')}`;
}

/** The state of an address. What it does not say is as the view opens; what makes no sense is ignored. */
export function readAddress(catalog: Catalog, search: string, preferred: Language): ViewState {
  const query = new URLSearchParams(search);
  const language = oneOf(languages, query.get(addressWords.language) ?? '') ?? preferred;
  let state = openingState(catalog, query.get(addressWords.view), language);
  for (const key of Object.keys(parameters) as (keyof typeof parameters)[]) {
    const text = query.get(addressWords[key]);
    if (text !== null) state = readParameter(key, text, state, catalog);
  }
  return settle(catalog, state);
}

const writeParameter = (key: keyof typeof parameters, state: ViewState): string =>
  // The table pairs every key with its own type, which a key of many does not let the compiler see.
  (parameters[key].write as (value: unknown) => string)(state[key]);

function readParameter(
  key: keyof typeof parameters,
  text: string,
  state: ViewState,
  catalog: Catalog,
): ViewState {
  const value = parameters[key].read(text, catalog);
  return value === undefined ? state : { ...state, [key]: value };
}

function writeRegion(region: RegionReference | null): string {
  return region === null ? 'none' : `${region.level}:${region.code}`;
}

function readRegion(text: string): RegionReference | null {
  const colon = text.indexOf(':');
  return colon < 1 ? null : { level: text.slice(0, colon), code: text.slice(colon + 1) };
}

/** Zoom / latitude / longitude, as precise as a screen shows. */
function writeCamera(camera: Camera | null): string {
  if (camera === null) return 'home';
  const digits = camera.zoom < 9 ? 3 : 5;
  return `${camera.zoom.toFixed(2)}/${camera.latitude.toFixed(digits)}/${camera.longitude.toFixed(digits)}`;
}

function readCamera(text: string): Camera | null {
  const [zoom, latitude, longitude] = text.split('/').map(Number);
  if (zoom === undefined || latitude === undefined || longitude === undefined) return null;
  const sensible = zoom >= -2 && zoom <= 22 && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return sensible ? { zoom, latitude, longitude } : null;
}
