import { svgElement } from '../dom/element.ts';
import type { MapPalette } from '../map/palette.ts';

/** References to the patterns below, for `fill`. */
export const hatchFill = 'url(#form-hatch)';
export const dotsFill = 'url(#form-dots)';

/** The hatching of no data and the dots of estimates, as the map has them. */
export const formPatterns = (palette: MapPalette): SVGDefsElement =>
  svgElement(
    'defs',
    {},
    pattern(
      'form-hatch',
      6,
      svgElement('rect', { width: 6, height: 6, fill: palette.noData }),
      svgElement('path', { d: 'M-1 1L1 -1M0 6L6 0M5 7L7 5', stroke: palette.hatch, 'stroke-width': 1 }),
    ),
    pattern(
      'form-dots',
      8,
      svgElement('circle', { cx: 4, cy: 4, r: 1.3, fill: palette.casing, 'fill-opacity': 0.75 }),
      svgElement('circle', { cx: 4, cy: 4, r: 0.75, fill: palette.mark }),
    ),
  );

const pattern = (id: string, size: number, ...content: Element[]): SVGPatternElement =>
  svgElement('pattern', { id, width: size, height: size, patternUnits: 'userSpaceOnUse' }, ...content);
