import type { AddressWord } from '../state/address-words.ts';
import { isEmbedMessage } from './messages.ts';

/**
 * Attributes that are words of the address: all of them, which the type holds. Only the type is shared, so that the
 * script stays one file.
 */
const stateAttributes = Object.keys({
  view: true,
  level: true,
  indicator: true,
  year: true,
  coloring: true,
  form: true,
  since: true,
  split: true,
  show: true,
  scheme: true,
  network: true,
  links: true,
  among: true,
  within: true,
  region: true,
  panel: true,
  analysis: true,
  sort: true,
  projection: true,
  at: true,
  lang: true,
  theme: true,
} satisfies Record<AddressWord, true>);

/**
 * Where this script came from: the atlas it shows, unless `src` names another. Not by `new URL('.', import.meta.url)`,
 * which Vite takes for a file to put into the bundle.
 */
const ownBase = import.meta.url.replace(/[^/]*$/, '');

/**
 * `<jiju-map view="rd" year="2023" lang="en">`: a map of the atlas in any page. It takes the width it is given and the
 * height it needs, or the one in `height`. It fires `jiju-ready`, `jiju-select` and `jiju-change` with what they say in
 * `detail`.
 */
export class JijuMap extends HTMLElement {
  static readonly observedAttributes = [...stateAttributes, 'src', 'height'];

  readonly #frame = document.createElement('iframe');
  readonly #listen = (event: MessageEvent): void => this.#hear(event);
  #connected = false;

  constructor() {
    super();
    const style = document.createElement('style');
    style.textContent = ':host{display:block}iframe{display:block;width:100%;border:0}';
    this.#frame.loading = 'lazy';
    this.attachShadow({ mode: 'open' }).append(style, this.#frame);
  }

  connectedCallback(): void {
    this.#connected = true;
    this.#frame.title = this.title || 'jiju';
    addEventListener('message', this.#listen);
    this.#load();
  }

  disconnectedCallback(): void {
    this.#connected = false;
    removeEventListener('message', this.#listen);
    this.#frame.removeAttribute('src');
  }

  attributeChangedCallback(): void {
    if (this.#connected) this.#load();
  }

  /** Address of the embedded page for the present attributes. */
  get address(): string {
    const url = new URL('embed.html', this.getAttribute('src') ?? ownBase);
    for (const name of stateAttributes) {
      const value = this.getAttribute(name);
      if (value !== null) url.searchParams.set(name, value);
    }
    return url.href;
  }

  #load(): void {
    this.#frame.style.height = `${Number(this.getAttribute('height')) || 480}px`;
    if (this.#frame.src !== this.address) this.#frame.src = this.address;
  }

  #hear({ source, data }: MessageEvent): void {
    if (source !== this.#frame.contentWindow || !isEmbedMessage(data)) return;
    if (data.jiju === 'resize') {
      if (!this.hasAttribute('height')) this.#frame.style.height = `${data.height}px`;
      return;
    }
    const { jiju, ...detail } = data;
    this.dispatchEvent(new CustomEvent(`jiju-${jiju}`, { detail, bubbles: true, composed: true }));
  }
}

customElements.define('jiju-map', JijuMap);
