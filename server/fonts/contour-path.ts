import type { Contour } from './woff2-glyphs.ts';

/**
 * Path data (SVG 2, section 9.3) of contours moved to the right by `shift`, with y turned downwards. Between two points
 * beside the curve lies one on it, half way (TrueType, "Digitizing letterform designs").
 */
export const contourPath = (contours: readonly Contour[], shift: number): string =>
  contours.map((contour) => onePath(contour, shift)).join('');

function onePath(contour: Contour, shift: number): string {
  const count = contour.length / 3;
  if (count < 2) return '';
  const x = (point: number): number => contour[(point % count) * 3]! + shift;
  const y = (point: number): number => -contour[(point % count) * 3 + 1]!;
  const isOn = (point: number): boolean => contour[(point % count) * 3 + 2] === 1;
  const middle = (point: number): string =>
    `${(x(point) + x(point + 1)) / 2} ${(y(point) + y(point + 1)) / 2}`;

  let start = 0;
  while (start < count && !isOn(start)) start++;
  const hasPointOn = start < count;
  const first = hasPointOn ? start : 0;
  let path = `M${hasPointOn ? `${x(first)} ${y(first)}` : middle(count - 1)}`;
  const end = first + count - (hasPointOn ? 0 : 1);
  for (let point = first + (hasPointOn ? 1 : 0); point <= end; point++) {
    if (isOn(point)) path += `L${x(point)} ${y(point)}`;
    else if (isOn(point + 1)) {
      path += `Q${x(point)} ${y(point)} ${x(point + 1)} ${y(point + 1)}`;
      point++;
    } else path += `Q${x(point)} ${y(point)} ${middle(point)}`;
  }
  return `${path}Z`;
}
