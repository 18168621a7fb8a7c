import type { Catalog } from '../../geodata/model/catalog.ts';
import { writeAddress } from '../state/address.ts';
import { openingState, type ViewState } from '../state/view-state.ts';

/** Text as the value of an attribute in double quotes. */
const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Addresses and HTML that put a state of the map elsewhere. */
export interface EmbedCode {
  /** The whole atlas in this state. */
  page: string;
  iframe: string;
  /** The custom element, with the script that defines it; without scripts the picture stands in its place. */
  element: string;
  /** A picture that the service draws, for pages without scripts, mail and documents. */
  picture: string;
}

const pictureSize = '960x640';

/** `base` is the URL of the service with a closing slash; `title` is said by screen readers. */
export function embedCode(base: string, catalog: Catalog, state: ViewState, title: string): EmbedCode {
  const query = writeAddress(catalog, state);
  const picture = `${base}static/${pictureMap(catalog, state)}/${pictureExtent(state)}/${pictureSize}.png`;
  const attributes = [...new URLSearchParams(query)].map(([name, value]) => `${name}="${attribute(value)}"`);
  return {
    page: `${base}${query}`,
    iframe: `<iframe src="${attribute(`${base}embed.html${query}`)}" title="${attribute(title)}" width="100%" height="520" style="border:0" loading="lazy" allowfullscreen></iframe>`,
    element: `<script type="module" src="${attribute(`${base}jiju-map.js`)}"></script>\n<jiju-map ${attributes.join(' ')} title="${attribute(title)}">\n  <img src="${attribute(picture)}" alt="${attribute(title)}" style="max-width:100%">\n</jiju-map>`,
    picture,
  };
}

/**
 * Id of the service's map that comes nearest: the view with its layers where it shows what it began with or has no values,
 * else the values on the map, else everything.
 */
function pictureMap(catalog: Catalog, state: ViewState): string {
  const { view, level, indicator, year, language } = state;
  const map =
    view !== null && (indicator === null || showsItsView(catalog, state))
      ? `view.${view}`
      : indicator !== null
        ? `${level}.${indicator}.${year ?? 'all'}`
        : 'atlas';
  return language === 'en' ? `${map}.en` : map;
}

/** What the reader looks at, as the service takes it; everything where the map is as it began. */
function pictureExtent({ camera }: ViewState): string {
  if (camera === null) return 'auto';
  return [camera.longitude, camera.latitude, camera.zoom].map((part) => Number(part.toFixed(4))).join(',');
}

/** What a map draws, as far as the service draws it too. */
const drawnKeys = ['level', 'indicator', 'year', 'overlays', 'scheme', 'network'] as const;

/** Whether everything that is drawn is as the view began. */
function showsItsView(catalog: Catalog, state: ViewState): boolean {
  const opening = openingState(catalog, state.view, state.language);
  return drawnKeys.every((key) => JSON.stringify(state[key]) === JSON.stringify(opening[key]));
}
