import type { MeasureTable } from '../../geodata/model/measure.ts';
import type { Bundle } from '../bundle/bundle.ts';
import { groupSets } from '../map/group-points.ts';
import type { Store } from '../state/store.ts';
import type { Coloring } from '../../geodata/model/view-words.ts';
import { clusterEntry, drawnOverlays, type ViewState } from '../state/view-state.ts';
import { networkYear } from '../state/years.ts';
import { layPlate, type Plate } from './plate.ts';

/** Reads what a state needs and lays out its plate. */
export async function loadPlate(bundle: Bundle, state: ViewState): Promise<Plate> {
  const level = bundle.catalog.levels.find(({ id }) => id === state.level)!;
  const { indicator, year, coloring, since } = state;
  const [register, parents, column, base, clusters, network, groupRegisters] = await Promise.all([
    bundle.register(level.id),
    level.parent === null ? null : bundle.register(level.parent),
    indicator === null ? null : bundle.column(level.id, indicator, year),
    indicator === null || !needsBase(coloring) ? null : bundle.column(level.id, indicator, since),
    coloring === 'clusters' ? loadClusters(bundle, state) : null,
    loadNetwork(bundle, state),
    Promise.all(groupSets(bundle.catalog, state.overlays).map((set) => bundle.register(set.level))),
  ]);
  return layPlate(bundle.catalog, state, {
    register,
    parents,
    column,
    base,
    clusters,
    network,
    groupRegisters,
  });
}

/** Whether a colouring is about two years. */
const needsBase = (coloring: Coloring): boolean => coloring === 'change' || coloring === 'compare';

function loadClusters(bundle: Bundle, { level, indicator }: ViewState): Promise<MeasureTable> | null {
  const entry = clusterEntry(bundle.catalog, level, indicator);
  return entry === undefined ? null : bundle.measure(entry.id);
}

async function loadNetwork(bundle: Bundle, state: ViewState): Promise<Plate['network']> {
  const { network, year } = state;
  const entry = bundle.catalog.networks.find(({ id }) => id === network);
  if (entry === undefined || !drawnOverlays(state).includes('flows')) return null;
  const [document, register] = await Promise.all([
    bundle.network(entry.id, networkYear(entry, year)),
    bundle.register(entry.level),
  ]);
  return { document, register };
}

/** Who is told about plates and about failures to make one. */
export interface PlateAudience {
  show(plate: Plate): void;
  fail(error: unknown): void;
}

/**
 * Shows a plate for the present state and for every later one; moving the map or the handle needs none. A plate that comes after
 * a newer state is not shown. Returns the way to ask again after a failure.
 */
export function followState(store: Store<ViewState>, bundle: Bundle, audience: PlateAudience): () => void {
  let latest = 0;
  const update = (): void => {
    latest += 1;
    const turn = latest;
    loadPlate(bundle, store.state).then(
      (plate) => {
        if (turn === latest) audience.show(plate);
      },
      (error: unknown) => {
        if (turn === latest) audience.fail(error);
      },
    );
  };
  store.listen((state, previous) => {
    if (!differOnlyInPlace(state, previous)) update();
  });
  update();
  return update;
}

const differOnlyInPlace = (state: ViewState, previous: ViewState): boolean =>
  JSON.stringify({ ...state, camera: null, split: 0 }) ===
  JSON.stringify({ ...previous, camera: null, split: 0 });
