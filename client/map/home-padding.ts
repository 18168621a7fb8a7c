import type { SquareBox } from '../../geodata/model/equal-area-plane.ts';

export interface Size {
  width: number;
  height: number;
}

export const sizeOf = ({ clientWidth, clientHeight }: HTMLElement): Size => ({
  width: clientWidth,
  height: clientHeight,
});

export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** Height of a title of two lines over the map. */
const titleHeight = 44;

/** Pixels between what is to be seen and the edge of the map; less where the map is small. */
export const roomIn = ({ width, height }: Size): number =>
  Math.min(24, Math.round(0.04 * Math.min(width, height)));

/**
 * The pixels to leave around a box so that it is as large as the map allows, and whatever is left free lies where legend
 * and inset stand: below it, and with an inset to its right.
 */
export function homePadding(box: SquareBox, hasInset: boolean, map: Size): Padding {
  const room = roomIn(map);
  const scale = Math.max(
    0,
    Math.min((map.width - 2 * room) / box.width, (map.height - 2 * room) / box.height),
  );
  const freeAcross = map.width - 2 * room - box.width * scale;
  const freeDown = map.height - 2 * room - box.height * scale;
  const top = Math.min(titleHeight, freeDown / 2);
  const left = hasInset ? 0 : freeAcross / 2;
  return {
    top: room + top,
    bottom: room + freeDown - top,
    left: room + left,
    right: room + freeAcross - left,
  };
}
