import type { Bundle } from '../bundle/bundle.ts';
import { speak } from '../i18n/dictionary.ts';
import type { Obstacle } from '../forms/form-layout.ts';
import type { FormView } from '../forms/form-view.ts';
import type { Plate } from '../plate/plate.ts';
import type { Store } from '../state/store.ts';
import type { ViewState } from '../state/view-state.ts';
import { codeOnDemand } from './code-on-demand.ts';
import type { Comparison } from './comparison.ts';
import type { Inset } from './inset.ts';
import type { MapOptions, MapOwner, MapReports } from './map-owner.ts';
import { planeOfState } from './map-plane.ts';
import { openMap, openPicture } from './open-map.ts';
import { paletteFor, type Theme } from './palette.ts';
import { styleInput } from './plate-style.ts';
import type { StyleInput } from './style-input.ts';

/** The map of a page through its life: opened with the first plate, it follows plates, pointer and camera. */
export interface MapSession {
  show(plate: Plate, theme: Theme): void;
  /** Marks the region that the reader points at somewhere else. */
  highlight(row: number | null): void;
  /** The map once it is open. */
  readonly map: MapOwner | null;
  /** A picture of what is seen, with the inset, `scale` times as dense as CSS pixels; null before the map is open. */
  picture(scale: number): Promise<HTMLCanvasElement | null>;
  /** Circles or squares as they are seen; null where the map is. */
  drawing(): SVGSVGElement | null;
}

export interface MapSessionOptions {
  canvas: HTMLElement;
  bundle: Bundle;
  store: Store<ViewState>;
  /** What stands on the map: title and legend. */
  obstacles: () => Obstacle[];
  /** A map in a page of others lets the page scroll: two fingers or a key move the map. */
  cooperative: boolean;
  hover: (row: number | null) => void;
  fail: (error: unknown) => void;
}

export function createMapSession({
  canvas,
  bundle,
  store,
  cooperative,
  obstacles,
  hover,
  fail,
}: MapSessionOptions): MapSession {
  let map: MapOwner | null = null;
  let inset: Inset | null = null;
  let comparison: Comparison | null = null;
  let opening = false;
  let shown: { plate: Plate; theme: Theme } | null = null;
  let hovered: number | null = null;
  let form: FormView | null = null;

  const reports: MapReports = {
    hover,
    click(row) {
      const { register, level } = shown!.plate;
      if (row === null) store.change({ selected: null });
      else store.change({ selected: { level: level.id, code: register.code[row]! }, panel: 'region' });
    },
    move: (camera) => store.change({ camera }, 'replace'),
    lost() {
      comparison?.close();
      map = comparison = inset = null;
      open(shown!.plate, shown!.theme, openPicture).catch(fail);
    },
  };

  const mapOptions = (style: StyleInput): MapOptions => ({
    container: canvas,
    plane: planeOfState(bundle.catalog, store.state),
    hasInset: bundle.catalog.inset !== undefined,
    style,
    camera: store.state.camera,
    texts: speak(store.state.language).texts.map,
    cooperative,
  });

  const draw = (): void => {
    if (shown === null) return;
    if (shown.plate.state.form !== 'areas') return drawForm(shown.plate, shown.theme);
    closeForm();
    const input = styleInput(bundle, shown.plate, shown.theme);
    map?.show(input, shown.plate, { hovered });
    inset?.show(shown.plate, input.palette);
    compare(shown.plate, input);
  };

  /** Lays the map of an earlier year over the map where two are compared, and takes it away where they are not. */
  const compare = (plate: Plate, input: StyleInput): void => {
    const { earlier } = plate;
    if (earlier === null || map === null) {
      comparison?.close();
      comparison = null;
    } else if (comparison !== null) {
      const earlierInput = styleInput(bundle, earlier, shown!.theme);
      comparison.show(earlierInput, plate, earlier, { hovered });
    } else {
      const code = comparisonCode();
      if (code === null) return;
      comparison = code.createComparison({
        ...mapOptions(input),
        store,
        leader: map,
        inset: bundle.catalog.inset ?? null,
        open: map.isPicture ? openPicture : openMap,
        fail,
      });
      compare(plate, input);
    }
  };
  const comparisonCode = codeOnDemand(
    () => import('./comparison.ts'),
    () => draw(),
    fail,
  );

  /** Draws circles or squares in the place of the map. */
  const drawForm = (plate: Plate, theme: Theme): void => {
    comparison?.close();
    comparison = null;
    canvas.dataset['form'] = plate.state.form;
    form ??=
      formCode()?.createFormView({ container: canvas, base: bundle.base, reports, obstacles, fail }) ?? null;
    form?.show(plate, paletteFor(theme, false), { hovered });
  };
  const formCode = codeOnDemand(
    () => import('../forms/form-view.ts'),
    () => draw(),
    fail,
  );

  const closeForm = (): void => {
    form?.remove();
    form = null;
    delete canvas.dataset['form'];
  };

  /** Shows the region to which the reader limited the extent, or everything again. */
  const lookWithin = ({ parents, state }: Plate): void => {
    const row = parents?.code.indexOf(state.within ?? '') ?? -1;
    if (row === -1) store.change({ camera: null }, 'replace');
    else map?.fit(parents!.bbox[row]!);
  };

  /** The map's code is fetched while the tables are already there to read. */
  const open = async (plate: Plate, theme: Theme, make: typeof openMap): Promise<void> => {
    map = await make(mapOptions(styleInput(bundle, plate, theme)), reports);
    document.body.classList.toggle('no-graphics', map.isPicture);
    if (bundle.catalog.inset !== undefined) {
      const { createInset } = await import('./inset.ts');
      inset = createInset(canvas, bundle.base, bundle.catalog.inset);
    }
    draw();
    if (store.state.camera === null && store.state.within !== null) lookWithin(shown!.plate);
  };

  store.listen((state, previous, step) => {
    if (state.camera !== previous.camera && (step !== 'replace' || state.camera === null)) {
      map?.moveTo(state.camera);
    }
  });

  return {
    show(plate, theme) {
      const before = shown?.plate;
      shown = { plate, theme };
      draw();
      if (!opening && plate.state.form === 'areas') {
        opening = true;
        open(plate, theme, openMap).catch(fail);
      } else if (plate.state.within !== before?.state.within) lookWithin(plate);
    },
    highlight(row) {
      hovered = row;
      map?.highlight({ hovered });
      form?.highlight({ hovered });
      comparison?.highlight({ hovered });
    },
    get map() {
      return map;
    },
    async picture(scale) {
      if (form !== null) return form.picture(scale);
      const picture = (await map?.picture(scale)) ?? null;
      if (picture === null) return null;
      await inset?.drawOn(picture, scale);
      await comparison?.drawOn(picture, scale);
      return picture;
    },
    drawing: () => form?.drawing() ?? null,
  };
}
