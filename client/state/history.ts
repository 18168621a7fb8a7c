import type { Store } from './store.ts';

/** What of `window` the address needs. */
export interface AddressBar {
  readonly location: { search: string };
  readonly history: {
    pushState(data: unknown, unused: string, url: string): void;
    replaceState(data: unknown, unused: string, url: string): void;
  };
  addEventListener(type: 'popstate', listener: () => void): void;
}

/** Keeps store and address the same, both ways: changes are written, the back button is read. */
export function followAddress<State extends object>(
  store: Store<State>,
  bar: AddressBar,
  write: (state: State) => string,
  read: (search: string) => State,
): void {
  bar.history.replaceState(null, '', write(store.state));
  store.listen((state, _previous, step) => {
    const address = write(state);
    if (step === 'none' || address === bar.location.search) return;
    if (step === 'push') bar.history.pushState(null, '', address);
    else bar.history.replaceState(null, '', address);
  });
  bar.addEventListener('popstate', () => store.change(read(bar.location.search), 'none'));
}
