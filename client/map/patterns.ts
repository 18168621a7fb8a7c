import { palettes, type MapPalette, type Theme } from './palette.ts';

/** Names of the pattern images, one set per theme. */
export const hatchImage = (theme: Theme): string => `hatch-${theme}`;
export const markImage = (theme: Theme): string => `mark-${theme}`;

export interface PatternImage {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** Pixels of a pattern tile per CSS pixel: drawn for dense screens, shown smaller on others. */
export const patternDensity = 2;

/** The image of a name; null for names of others. */
export function patternNamed(name: string): PatternImage | null {
  for (const theme of ['light', 'dark'] as const) {
    if (name === hatchImage(theme)) return hatchPattern(palettes[theme]);
    if (name === markImage(theme)) return markPattern(palettes[theme]);
  }
  return null;
}

/** Diagonal lines, one per tile, that join up with those of the neighbouring tiles. */
const hatchPattern = (palette: MapPalette): PatternImage =>
  pattern(12, (x, y, size) => {
    const distance = (x + y) % size;
    return [[palette.hatch, coverage(Math.min(distance, size - distance) / Math.SQRT2, 0.9)]];
  });

/** A dot in the middle of each tile, with a ring that shows it on dark classes. */
const markPattern = (palette: MapPalette): PatternImage =>
  pattern(16, (x, y, size) => {
    const distance = Math.hypot(x - size / 2, y - size / 2);
    return [
      [palette.casing, 0.75 * coverage(distance, 2.6)],
      [palette.mark, coverage(distance, 1.5)],
    ];
  });

/** How much of a pixel is inked at a distance from the middle of a stroke of the given half-width. */
const coverage = (distance: number, halfWidth: number): number =>
  Math.max(0, Math.min(1, halfWidth + 0.5 - distance));

/** Inks of a pixel from below upwards: colour and opacity. */
type Inks = [color: string, alpha: number][];

function pattern(size: number, inksAt: (x: number, y: number, size: number) => Inks): PatternImage {
  const data = new Uint8ClampedArray(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      data.set(mixed(inksAt(x + 0.5, y + 0.5, size)), (y * size + x) * 4);
    }
  }
  return { width: size, height: size, data };
}

/** Inks laid over one another on a transparent ground (Porter and Duff: over), as red, green, blue and alpha. */
function mixed(inks: Inks): number[] {
  let [red, green, blue, alpha] = [0, 0, 0, 0];
  for (const [color, opacity] of inks) {
    const channels = [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
    const under = alpha * (1 - opacity);
    const total = opacity + under;
    if (total === 0) continue;
    red = (channels[0]! * opacity + red * under) / total;
    green = (channels[1]! * opacity + green * under) / total;
    blue = (channels[2]! * opacity + blue * under) / total;
    alpha = total;
  }
  return [red, green, blue, 255 * alpha];
}
