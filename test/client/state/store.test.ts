import { describe, expect, it } from 'vitest';
import { followAddress, type AddressBar } from '../../../client/state/history.ts';
import { createStore } from '../../../client/state/store.ts';

interface Counter {
  count: number;
}

const evenOnly = (state: Counter): Counter => ({ count: state.count - (state.count % 2) });

/** A window with a history of addresses. */
function fakeBar() {
  const steps = ['?0'];
  let place = 0;
  const backListeners: (() => void)[] = [];
  const bar: AddressBar & { steps: string[]; back(): void } = {
    steps,
    location: {
      get search() {
        return steps[place]!;
      },
    },
    history: {
      pushState(_data, _unused, url) {
        place += 1;
        steps.splice(place, steps.length, url);
      },
      replaceState(_data, _unused, url) {
        steps[place] = url;
      },
    },
    addEventListener: (_type, listener) => backListeners.push(listener),
    back() {
      place -= 1;
      for (const listener of backListeners) listener();
    },
  };
  return bar;
}

describe('the store', () => {
  it('settles changes and tells of them once', () => {
    const store = createStore({ count: 0 }, evenOnly);
    const heard: [number, number, string][] = [];
    const stop = store.listen((state, previous, step) => heard.push([state.count, previous.count, step]));
    store.change({ count: 3 });
    store.change({ count: 2 }, 'replace');
    store.change({ count: 8 }, 'replace');
    stop();
    store.change({ count: 10 });
    expect(heard).toEqual([
      [2, 0, 'push'],
      [8, 2, 'replace'],
    ]);
    expect(store.state.count).toBe(10);
  });
});

describe('followAddress', () => {
  it('writes steps, and goes back without writing', () => {
    const store = createStore({ count: 0 }, evenOnly);
    const bar = fakeBar();
    followAddress(
      store,
      bar,
      ({ count }) => `?${count}`,
      (search) => ({ count: Number(search.slice(1)) }),
    );
    store.change({ count: 2 });
    store.change({ count: 4 });
    store.change({ count: 6 }, 'replace');
    expect(bar.steps).toEqual(['?0', '?2', '?6']);
    bar.back();
    expect(store.state.count).toBe(2);
    expect(bar.steps).toEqual(['?0', '?2', '?6']);
  });
});
