import { element } from '../dom/element.ts';
import { speak } from '../i18n/dictionary.ts';
import type { Plate } from '../plate/plate.ts';
import type { Store } from '../state/store.ts';
import type { ViewState } from '../state/view-state.ts';
import { createInset, type Inset } from './inset.ts';
import type { MapOptions, MapOwner, MapReports } from './map-owner.ts';
import type { RegionHighlight } from './region-drawings.ts';
import type { StyleInput } from './style-input.ts';
import { createYearHandle } from './year-handle.ts';

/** The map of an earlier year over the map of a later one, cut off at a handle that the reader moves. */
export interface Comparison {
  /** Draws the earlier of the two years of a plate. */
  show(input: StyleInput, plate: Plate, earlier: Plate, highlight: RegionHighlight): void;
  highlight(highlight: RegionHighlight): void;
  /** Puts the earlier year and the line between the two on a picture of the later one. */
  drawOn(canvas: HTMLCanvasElement, scale: number): Promise<void>;
  close(): void;
}

export interface ComparisonOptions extends Omit<MapOptions, 'camera'> {
  store: Store<ViewState>;
  /** The map of the later year; it has the pointer and the keys, and leads the other. */
  leader: MapOwner;
  inset: Parameters<typeof createInset>[2] | null;
  open: (options: MapOptions, reports: MapReports) => Promise<MapOwner>;
  fail: (error: unknown) => void;
}

/** Lays the second map over the first and the handle over both. */
export function createComparison(options: ComparisonOptions): Comparison {
  const { container, store, leader, style, fail } = options;
  const { compare } = speak(store.state.language).texts;
  const upper = element('div', { class: 'map-upper', inert: true, 'aria-hidden': 'true' });
  const handle = createYearHandle(compare, (split, goesOn) =>
    store.change({ split }, goesOn ? 'replace' : 'push'),
  );
  container.append(upper, handle.element);

  let follower: MapOwner | null = null;
  let inset: Inset | null = null;
  let latest: Parameters<Comparison['show']> | null = null;
  let closed = false;

  const place = (): void => {
    const split = store.state.split;
    upper.style.clipPath = `inset(0 ${100 - split}% 0 0)`;
    const [, plate, earlier] = latest ?? [];
    if (plate !== undefined && earlier !== undefined)
      handle.show(earlier.state.year!, plate.state.year!, split);
  };
  const draw = (): void => {
    if (latest === null) return;
    const [input, , earlier, highlight] = latest;
    follower?.show(input, earlier, highlight);
    inset?.show(earlier, input.palette);
  };
  // The upper map answers to nobody: pointer and keys go to the one below it.
  const reports: MapReports = {
    hover() {},
    click() {},
    move() {},
    lost() {
      follower = null;
      leader.lead(null);
    },
  };
  const stopListening = store.listen((state, previous) => {
    if (state.split !== previous.split) place();
  });

  const open = async (): Promise<void> => {
    const made = await options.open({ ...options, container: upper, style, camera: null }, reports);
    if (closed) return made.remove();
    follower = made;
    leader.lead(follower);
    if (options.inset !== null) inset = createInset(upper, style.base, options.inset);
    draw();
  };
  open().catch(fail);

  return {
    show(...what) {
      latest = what;
      place();
      draw();
    },
    highlight: (highlight) => follower?.highlight(highlight),
    async drawOn(canvas, scale) {
      const picture = await follower?.picture(scale);
      if (picture === undefined) return;
      await inset?.drawOn(picture, scale);
      const left = Math.round((canvas.width * store.state.split) / 100);
      const context = canvas.getContext('2d')!;
      if (left > 0) context.drawImage(picture, 0, 0, left, canvas.height, 0, 0, left, canvas.height);
      context.fillStyle = getComputedStyle(handle.element).color;
      context.fillRect(left - scale, 0, 2 * scale, canvas.height);
    },
    close() {
      closed = true;
      stopListening();
      leader.lead(null);
      follower?.remove();
      upper.remove();
      handle.element.remove();
    },
  };
}
