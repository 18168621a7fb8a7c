import type { Catalog } from '../../geodata/model/catalog.ts';
import { writeAddress } from '../state/address.ts';
import type { ViewState } from '../state/view-state.ts';

/** Text as the value of an attribute in double quotes. */
const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Addresses and HTML that put a state of the map elsewhere. */
export interface EmbedCode {
  /** The whole atlas in this state. */
  page: string;
  iframe: string;
  /** The custom element, with the script that defines it. */
  element: string;
}

/** `base` is the URL of the service with a closing slash; `title` is said by screen readers. */
export function embedCode(base: string, catalog: Catalog, state: ViewState, title: string): EmbedCode {
  const query = writeAddress(catalog, state);
  const attributes = [...new URLSearchParams(query)].map(([name, value]) => `${name}="${attribute(value)}"`);
  return {
    page: `${base}${query}`,
    iframe: `<iframe src="${attribute(`${base}embed.html${query}`)}" title="${attribute(title)}" width="100%" height="520" style="border:0" loading="lazy" allowfullscreen></iframe>`,
    element: `<script type="module" src="${attribute(`${base}jiju-map.js`)}"></script>\n<jiju-map ${attributes.join(' ')} title="${attribute(title)}"></jiju-map>`,
  };
}
