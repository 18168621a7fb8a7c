import { element, svgElement } from '../dom/element.ts';
import type { MapPalette } from '../map/palette.ts';
import type { Ramp } from '../plate/shown.ts';

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

/** Estimates and weak clusters: dots, on some colour of the ramp. */
export function markSwatch(palette: MapPalette, ramp: Ramp): SVGSVGElement {
  const dots = [4, 12, 20].flatMap((cx) =>
    [4, 12].map((cy) => svgElement('circle', { cx, cy, r: 1.2, fill: palette.mark })),
  );
  return swatch(svgElement('rect', { width, height, fill: palette.ramps[ramp][1]! }), ...dots);
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

/** Circles of some sizes in one another, standing on one foot, each with its label beside its head. */
export function ringsSwatch(
  rings: readonly { radius: number; label: string }[],
  palette: MapPalette,
): SVGSVGElement {
  const lineHeight = 14;
  const widest = Math.max(...rings.map(({ radius }) => radius));
  const high = Math.max(2 * widest + 2, lineHeight * rings.length + 1);
  const labelled = 2 * widest + 10;
  const longest = Math.max(...rings.map(({ label }) => label.length));
  const wide = labelled + 4 + 7 * longest;
  // From the largest down, no label nearer to the one above than a line.
  let free = 11;
  const drawn = [...rings]
    .sort((one, other) => other.radius - one.radius)
    .map(({ radius, label }) => {
      const head = high - 1 - 2 * radius;
      const baseline = Math.max(free, head + 5);
      free = baseline + lineHeight;
      return [
        svgElement('circle', {
          cx: widest + 1,
          cy: high - 1 - radius,
          r: radius,
          fill: 'none',
          stroke: palette.parentBorder,
        }),
        svgElement('path', {
          d: `M${widest + 1} ${head}L${labelled} ${baseline - 4}`,
          stroke: palette.parentBorder,
          'stroke-opacity': 0.6,
          fill: 'none',
        }),
        svgElement('text', { x: labelled + 3, y: baseline, fill: 'currentcolor', 'font-size': 12 }, label),
      ];
    });
  return svgElement(
    'svg',
    {
      class: 'key rings',
      width: wide,
      height: high,
      viewBox: `0 0 ${wide} ${high}`,
      role: 'img',
      'aria-label': rings.map(({ label }) => label).join(', '),
    },
    ...drawn.flat(),
  );
}

const stroke = (color: string, strokeWidth: number, dashes?: string): SVGLineElement =>
  svgElement('line', {
    x1: 0,
    x2: width,
    y1: height / 2,
    y2: height / 2,
    stroke: color,
    'stroke-width': strokeWidth,
    'stroke-dasharray': dashes,
  });

/** A link of some width. */
export const lineSwatch = (lineWidth: number, palette: MapPalette): SVGSVGElement =>
  swatch(stroke(palette.flow, lineWidth));

/** The outline of an agglomeration. */
export const outlineSwatch = (palette: MapPalette): SVGSVGElement =>
  swatch(stroke(palette.casing, 4), stroke(palette.selection, 1.75, '5 2.5'));

/** A corridor. */
export const bandSwatch = (palette: MapPalette): SVGSVGElement =>
  swatch(stroke(palette.casing, 8), stroke(palette.corridor, 5));

/** A line of the key: what is drawn, what it stands for, and how many there are. */
export const keyEntry = (drawn: Element, label: string, members: string | null = null): HTMLElement =>
  element(
    'li',
    {},
    drawn,
    element('span', { class: 'range' }, label),
    members === null ? null : element('span', { class: 'members' }, members),
  );
