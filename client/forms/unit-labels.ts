import type { Speech } from '../i18n/dictionary.ts';
import type { MapPalette } from '../map/palette.ts';
import type { Plate } from '../plate/plate.ts';
import type { FormUnit } from './form-layout.ts';
import { beginningOf, shortNames } from './short-names.ts';
import { unitParts, type UnitForm } from './unit-shapes.ts';
import { textWidth } from './text-width.ts';

/** A line of text on a circle or square. */
export interface UnitLabel {
  x: number;
  /** Of the baseline. */
  y: number;
  text: string;
  /** In pixels. */
  size: number;
  color: string;
  /** Colour around the letters where they stand on two colours; null on one. */
  halo: string | null;
}

/** Names on the regions that have room for them, with their values where there is room for those too. */
export function unitLabels(
  plate: Plate,
  units: readonly FormUnit[],
  form: UnitForm,
  palette: MapPalette,
  speech: Speech,
): UnitLabel[] {
  const names = plate.register.name[speech.language];
  const rows = units.map(({ row }) => row);
  const shown = rows.map((row) => names[row]!);
  const short = shortNames(shown);
  return units.flatMap((unit, place) => {
    const room = form === 'squares' ? 2 * unit.size - 3 : 1.65 * unit.size;
    // Circles stand where no one would look for a name cut to three letters.
    const cuts =
      form === 'squares' || speech.language === 'zh'
        ? [beginningOf(shown[place]!, shown, lettersIn(room)), short[place]!].filter((cut) => cut !== null)
        : [];
    const fitted = fitting(shown[place]!, cuts, room);
    if (fitted === null) return [];
    const { lines: name, size } = fitted;
    const value = valueText(plate, unit.row, speech);
    const lines = [...name];
    const tall = form === 'squares' ? 2 * unit.size : 1.3 * unit.size;
    if (value !== null && (name.length + 1) * 1.2 * size <= tall && textWidth(value, size - 1) <= room)
      lines.push(value);
    const fills = unitParts(plate, unit, form, palette).map(({ fill }) => fill ?? palette.noData);
    const onTwo = fills.length > 1 && fills[0] !== fills[1];
    return lines.map((text, line) => ({
      x: unit.x,
      y: unit.y + (line - (lines.length - 1) / 2) * 1.2 * size + 0.36 * size,
      text,
      size: line < name.length ? size : size - 1,
      color: onTwo ? palette.label : inkOn(fills[0]!, palette),
      halo: onTwo ? palette.labelHalo : null,
    }));
  });
}

/** Sizes of letters in pixels, the most readable first. */
const letterSizes = [12, 11, 10] as const;

/** A name in one line, in two at its space, or cut, in letters as large as there is room for; null where none is. */
function fitting(
  name: string,
  cuts: readonly string[],
  room: number,
): { lines: string[]; size: number } | null {
  const words = name.split(' ');
  const ways = [[name], ...(words.length === 2 ? [words] : []), ...cuts.map((cut) => [cut])];
  for (const lines of ways) {
    const size = letterSizes.find((each) => {
      const isBroad = lines.every((line) => textWidth(line, each) <= room);
      return isBroad && (lines.length === 1 || room >= 3 * each);
    });
    if (size !== undefined) return { lines, size };
  }
  return null;
}

/** Latin letters that a cut name has room for in letters of the middle size, and its full stop beside them. */
const lettersIn = (room: number): number => Math.floor(room / textWidth('a', letterSizes[1]) - 0.5);

function valueText({ marks, shown, earlier }: Plate, row: number, speech: Speech): string | null {
  const { value } = marks[row]!;
  // Two values would not be read; the halves say what changed. Names of classes have no room; the key has them.
  if (value === null || shown === null || shown.ramp === 'clusters' || earlier !== null) return null;
  if (shown.categories !== null) return null;
  return speech.number(value, shown.decimals);
}

/** The one of the two ink colours that stands out more from a ground (WCAG 2.2, contrast ratio). */
function inkOn(ground: string, { label, labelHalo }: MapPalette): string {
  const contrast = (ink: string): number => {
    const [one, other] = [luminance(ink), luminance(ground)];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };
  return contrast(label) >= contrast(labelHalo) ? label : labelHalo;
}

/** Relative luminance of #rrggbb (WCAG 2.2). */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
