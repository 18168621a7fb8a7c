import { purpleOrange, yellowGreenBlue } from '../../geodata/model/colour-scale.ts';
import type { Ramp } from '../plate/shown.ts';

export type Theme = 'light' | 'dark';

/** Colours of the map in one theme. Interface colours live in styles/tokens.css. */
export interface MapPalette {
  /** Sea and everything beyond the atlas. */
  background: string;
  /** Soft band along the outer border, as on engraved maps. */
  waterline: string;
  /**
   * Sequential: ColorBrewer YlGnBu, which of the scales in use keeps neighbouring classes furthest apart under colour
   * blindness; light stands for little on paper and for much on a dark ground. Diverging: ColorBrewer PuOr, decline to
   * growth. Clusters: none, then PuOr again for high among high, low among low, low among high, high among low.
   */
  ramps: Record<Ramp, readonly string[]>;
  /** Ground and lines of the no-data hatching. */
  noData: string;
  hatch: string;
  /** Dots on estimated values. */
  mark: string;
  border: string;
  /** Around the circle of a place, so that the class nearest to the ground is seen on it. */
  placeEdge: string;
  parentBorder: string;
  selection: string;
  /** Around anything that must stand out from all five classes. */
  casing: string;
  flow: string;
  corridor: string;
  centre: string;
  label: string;
  /** Names of the level above. */
  parentLabel: string;
  labelHalo: string;
  /** Veil over regions outside the frame. */
  veil: string;
}

const lightRamps = {
  sequential: yellowGreenBlue,
  diverging: purpleOrange,
  clusters: ['#e9ebea', '#e66101', '#5e3c99', '#b2abd2', '#fdb863'],
};

const darkRamps = {
  // A large area in the deepest blue would glow on a dark ground.
  sequential: ['#223a63', ...yellowGreenBlue.slice(0, 4).reverse()],
  diverging: ['#b9a6ee', '#6f5ba8', '#39424a', '#a96a1f', '#ffb45c'],
  clusters: ['#2b353c', '#f58b3c', '#9a83dc', '#5b5185', '#9b6a34'],
};

const lightPalette: MapPalette = {
  background: '#eef2f3',
  waterline: '#d3dfe3',
  ramps: lightRamps,
  noData: '#f3f3f0',
  hatch: '#b9bec0',
  mark: '#4a2c12',
  border: '#ffffff',
  placeEdge: '#4a5660',
  parentBorder: '#5f6b73',
  selection: '#14181c',
  casing: '#ffffff',
  flow: '#a3195b',
  corridor: '#c2540a',
  centre: '#b3261e',
  label: '#0d1419',
  parentLabel: '#4a5660',
  labelHalo: '#ffffff',
  veil: '#eef2f3',
};

const darkPalette: MapPalette = {
  background: '#11181d',
  waterline: '#1d2a31',
  ramps: darkRamps,
  noData: '#1f272c',
  hatch: '#4b565d',
  mark: '#ffffff',
  border: '#11181d',
  placeEdge: '#7f92a0',
  parentBorder: '#9fb0bb',
  selection: '#ffffff',
  casing: '#11181d',
  flow: '#ff86b5',
  corridor: '#ffab5e',
  centre: '#ff7a66',
  label: '#f4f6f6',
  parentLabel: '#b6c1c8',
  labelHalo: '#0b1014',
  veil: '#11181d',
};

export const palettes: Record<Theme, MapPalette> = { light: lightPalette, dark: darkPalette };

/** How much of a colour is left when it is the ground for links. */
const mutedShare = 0.42;

/** The colours of a theme; under links the scale is muted, so that the links come first. */
export function paletteFor(theme: Theme, underLinks: boolean): MapPalette {
  const palette = palettes[theme];
  if (!underLinks) return palette;
  const mute = (colors: readonly string[]): string[] =>
    colors.map((color) => mixColors(color, palette.noData, mutedShare));
  const { sequential, diverging, clusters } = palette.ramps;
  return {
    ...palette,
    ramps: { sequential: mute(sequential), diverging: mute(diverging), clusters: mute(clusters) },
  };
}

/** `share` of one colour and the rest of another; both as #rrggbb. */
function mixColors(color: string, other: string, share: number): string {
  const channel = (start: number): string => {
    const [own, rest] = [color, other].map((text) => Number.parseInt(text.slice(start, start + 2), 16));
    return Math.round(own! * share + rest! * (1 - share))
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}
