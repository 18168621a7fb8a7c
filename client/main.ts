import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/panels.css';
import './styles/plate.css';
import './styles/charts.css';
import { startApp } from './app.ts';
import { openBundle } from './bundle/bundle.ts';
import { preferredLanguage, speak } from './i18n/dictionary.ts';
import { prefetchMap } from './map/open-map.ts';
import { failureNote } from './panels/failure.ts';
import { readAddress, writeAddress } from './state/address.ts';
import { followAddress } from './state/history.ts';
import { createStore } from './state/store.ts';
import { settle } from './state/view-state.ts';

const root = document.getElementById('app')!;
const preferred = preferredLanguage(navigator.languages);

async function start(): Promise<void> {
  const bundle = await openBundle(new URL('.', document.baseURI).href);
  const { catalog } = bundle;
  const read = (search: string): ReturnType<typeof readAddress> => readAddress(catalog, search, preferred);
  const store = createStore(read(location.search), (state) => settle(catalog, state));
  followAddress(store, window, (state) => writeAddress(catalog, state), read);
  startApp(root, bundle, store);
}

const attempt = (): void => {
  start().catch((error: unknown) =>
    root.replaceChildren(failureNote(speak(preferred).texts, error, attempt)),
  );
};
prefetchMap();
attempt();
