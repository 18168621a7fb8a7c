/** How a change enters the history of the browser: as a step to come back to, or as part of the present step. */
export type HistoryStep = 'push' | 'replace' | 'none';

export type Listener<State> = (state: State, previous: State, step: HistoryStep) => void;

export interface Store<State> {
  readonly state: State;
  /** Applies a change, makes it consistent, and tells every listener when anything is different. */
  change(part: Partial<State>, step?: HistoryStep): void;
  /** Returns the way to stop listening. */
  listen(listener: Listener<State>): () => void;
}

/** The one place where the reader's choices live. `settle` makes a state consistent. */
export function createStore<State extends object>(
  initial: State,
  settle: (state: State) => State,
): Store<State> {
  let state = initial;
  const listeners = new Set<Listener<State>>();
  return {
    get state() {
      return state;
    },
    change(part, step = 'push') {
      const previous = state;
      state = settle({ ...previous, ...part });
      if (sameContent(state, previous)) return;
      for (const listener of listeners) listener(state, previous, step);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const sameContent = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
