import type { BoundingBox } from '../../geodata/model/geometry.ts';
import type { Bundle } from '../bundle/bundle.ts';
import type { Speech } from '../i18n/dictionary.ts';
import type { MapPalette } from '../map/palette.ts';
import type { Plate } from '../plate/plate.ts';
import type { Store } from '../state/store.ts';
import type { ViewState } from '../state/view-state.ts';

/** What every part of the interface is given. */
export interface Scene {
  bundle: Bundle;
  store: Store<ViewState>;
  speech: Speech;
  /** Tells that the reader points at a region, in whichever part; null for none. */
  point: (row: number | null) => void;
  /** Moves the map so that a box is seen. */
  look: (bounds: BoundingBox) => void;
  /** Colours in which a plate is drawn. */
  palette: (plate: Plate) => MapPalette;
  /** A picture of the map as it is seen; null before the map is open. */
  picture: (scale: number) => Promise<HTMLCanvasElement | null>;
  /** Circles or squares as they are seen; null where the map is. */
  drawing: () => SVGSVGElement | null;
}

/** A part of the interface. It is made once per language and shows one plate after another. */
export interface Panel {
  element: HTMLElement;
  show(plate: Plate): void;
  /** Shows that the reader points at a region somewhere else. */
  highlight?(row: number | null): void;
}
