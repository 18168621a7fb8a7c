import type { TextOutline } from '../fonts/typeface.ts';

export interface Name {
  text: string;
  outline: TextOutline;
  /** Pixels of an em. */
  size: number;
  /** The point that is named. */
  x: number;
  y: number;
}

export interface PlacedName {
  outline: TextOutline;
  size: number;
  /** Where the line of text begins, on its baseline. */
  x: number;
  y: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Distance of a name from its point, and empty space around it, in ems and pixels. */
const OFFSET_EMS = 0.6;
const PADDING = 3;
/** A city that is a province of its own is written once: pixels within which the same name says nothing new. */
const SAME_PLACE = 80;
/** Height of our letters above and below the baseline, in ems. */
const ASCENT = 0.86;
const DESCENT = 0.14;

/** Places names beside their points, on the first side that is free, in the order of the list; the others are left out. */
export function placeNames(names: readonly Name[], mayLie: (box: Box) => boolean): PlacedName[] {
  const taken: Box[] = [];
  const written = new Map<string, Name>();
  return names.flatMap((name) => {
    const { outline, text, size, x, y } = name;
    const same = written.get(text);
    if (same !== undefined && Math.hypot(same.x - x, same.y - y) < SAME_PLACE) return [];
    const width = outline.width * size;
    const offset = OFFSET_EMS * size;
    // Above, below, to the right, to the left: as the style of the map does.
    const corners = [
      [x - width / 2, y - offset - size],
      [x - width / 2, y + offset],
      [x + offset, y - size / 2],
      [x - offset - width, y - size / 2],
    ] as const;
    for (const [left, top] of corners) {
      const box = {
        left: left - PADDING,
        top: top - PADDING,
        right: left + width + PADDING,
        bottom: top + size * (ASCENT + DESCENT) + PADDING,
      };
      if (!mayLie(box) || taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      written.set(text, name);
      return [{ outline, size, x: left, y: top + ASCENT * size }];
    }
    return [];
  });
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
