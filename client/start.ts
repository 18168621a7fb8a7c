import { openBundle, type Bundle } from './bundle/bundle.ts';
import { preferredLanguage, speak } from './i18n/dictionary.ts';
import { prefetchMap } from './map/open-map.ts';
import { failureNote } from './panels/failure.ts';
import { readAddress, writeAddress } from './state/address.ts';
import { followAddress } from './state/history.ts';
import { createStore, type Store } from './state/store.ts';
import { settle, type ViewState } from './state/view-state.ts';

/** What a page does once it has the catalog and a state. */
export type Page = (root: HTMLElement, bundle: Bundle, store: Store<ViewState>) => void;

/** Opens the bundle, reads the state from the address, and starts a page; says so where that fails. */
export function startPage(page: Page): void {
  const root = document.getElementById('app')!;
  const preferred = preferredLanguage(navigator.languages);

  const start = async (): Promise<void> => {
    const bundle = await openBundle(new URL('.', document.baseURI).href);
    const { catalog } = bundle;
    const read = (search: string): ViewState => readAddress(catalog, search, preferred);
    const store = createStore(read(location.search), (state) => settle(catalog, state));
    followAddress(store, window, (state) => writeAddress(catalog, state), read);
    page(root, bundle, store);
  };
  const attempt = (): void => {
    start().catch((error: unknown) =>
      root.replaceChildren(failureNote(speak(preferred).texts, error, attempt)),
    );
  };
  prefetchMap();
  attempt();
}
