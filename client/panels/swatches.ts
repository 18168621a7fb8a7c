import { svgElement } from '../dom/element.ts';
import type { MapPalette } from '../map/palette.ts';

// Keys drawn as the map draws them.

const width = 24;
const height = 16;

const swatch = (...children: Node[]): SVGSVGElement =>
  svgElement(
    'svg',
    { class: 'key', width, height, viewBox: `0 0 ${width} ${height}`, 'aria-hidden': 'true' },
    ...children,
  );

/** No data: hatching. */
export function hatchSwatch(palette: MapPalette): SVGSVGElement {
  const lines = Array.from({ length: 8 }, (_, index) => {
    const x = index * 6 - 12;
    return svgElement('path', {
      d: `M${x} ${height}L${x + height} 0`,
      stroke: palette.hatch,
      'stroke-width': 1,
    });
  });
  return swatch(svgElement('rect', { width, height, fill: palette.noData }), ...lines);
}

/** Estimates: dots. */
export function markSwatch(palette: MapPalette): SVGSVGElement {
  const dots = [4, 12, 20].flatMap((cx) =>
    [4, 12].map((cy) => svgElement('circle', { cx, cy, r: 1.2, fill: palette.mark })),
  );
  return swatch(svgElement('rect', { width, height, fill: palette.scale[1] }), ...dots);
}

/** A centre of some tier. */
export function circleSwatch(radius: number, eye: boolean, palette: MapPalette): SVGSVGElement {
  const at = { cx: width / 2, cy: width / 2 };
  const parts = [svgElement('circle', { ...at, r: radius, fill: palette.centre })];
  if (eye) parts.push(svgElement('circle', { ...at, r: radius * 0.36, fill: palette.casing }));
  return svgElement(
    'svg',
    { class: 'key round', width, height: width, viewBox: `0 0 ${width} ${width}`, 'aria-hidden': 'true' },
    ...parts,
  );
}

/** A link of some width. */
export const lineSwatch = (lineWidth: number, palette: MapPalette): SVGSVGElement =>
  swatch(
    svgElement('line', {
      x1: 0,
      x2: width,
      y1: height / 2,
      y2: height / 2,
      stroke: palette.flow,
      'stroke-width': lineWidth,
    }),
  );
