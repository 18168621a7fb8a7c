import { svgElement } from '../dom/element.ts';
import { centreRadius } from '../map/centre-layers.ts';
import type { MapPalette } from '../map/palette.ts';
import type { Plate } from '../plate/plate.ts';
import type { FormUnit } from './form-layout.ts';
import { dotsFill, hatchFill } from './form-patterns.ts';
import type { UnitLabel } from './unit-labels.ts';
import { unitParts, type UnitForm } from './unit-shapes.ts';

/** A region's circle or square as a button. */
export function drawUnit(
  plate: Plate,
  unit: FormUnit,
  form: UnitForm,
  palette: MapPalette,
  words: string,
): SVGGElement {
  const parts = unitParts(plate, unit, form, palette);
  return svgElement(
    'g',
    {
      class: 'form-unit',
      role: 'button',
      'aria-label': words,
      'data-row': unit.row,
      transform: `translate(${unit.x.toFixed(2)} ${unit.y.toFixed(2)})`,
    },
    svgElement('title', {}, words),
    ...parts.flatMap(({ path, fill, dotted }) => [
      svgElement('path', { d: path, fill: fill ?? hatchFill }),
      ...(dotted ? [svgElement('path', { d: path, fill: dotsFill })] : []),
    ]),
    svgElement('path', {
      class: 'outline',
      d: parts.map(({ path }) => path).join(''),
      fill: 'none',
      'pointer-events': 'none',
    }),
  );
}

/** Centres of the shown level as small marks in a corner of their region. */
export function centreMarks(
  { catalog, state, register, level }: Plate,
  units: FormUnit[],
  palette: MapPalette,
): Element[] {
  const scheme = catalog.tiers.find(({ id }) => id === state.scheme);
  const tiers = new Map(
    scheme?.centres.filter((centre) => centre.level === level.id).map(({ code, rank }) => [code, rank]),
  );
  return units.flatMap(({ row, x, y, size }) => {
    const tier = tiers.get(register.code[row]!);
    if (tier === undefined) return [];
    const radius = Math.min(0.45 * centreRadius(tier), 0.6 * size);
    const at = { cx: x + 0.72 * size, cy: y - 0.72 * size };
    const eye = svgElement('circle', {
      ...at,
      r: 0.36 * radius,
      fill: palette.casing,
      'pointer-events': 'none',
    });
    return [
      svgElement('circle', {
        ...at,
        r: radius,
        fill: palette.centre,
        stroke: palette.casing,
        'stroke-width': 1.2,
        'pointer-events': 'none',
      }),
      ...(tier <= 2 ? [eye] : []),
    ];
  });
}

/** A line of text. */
export const drawLabel = ({ x, y, text, size, color, halo }: UnitLabel): SVGTextElement =>
  svgElement(
    'text',
    {
      x: x.toFixed(1),
      y: y.toFixed(1),
      'text-anchor': 'middle',
      'font-size': size,
      fill: color,
      ...(halo === null
        ? {}
        : { stroke: halo, 'stroke-width': 2.4, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }),
    },
    text,
  );

/** The same on a canvas. */
export function drawLabelOn(
  context: CanvasRenderingContext2D,
  { x, y, text, size, color, halo }: UnitLabel,
  fontFamily: string,
): void {
  context.font = `${size}px ${fontFamily}`;
  context.textAlign = 'center';
  if (halo !== null) {
    context.strokeStyle = halo;
    context.lineWidth = 2.4;
    context.lineJoin = 'round';
    context.strokeText(text, x, y);
  }
  context.fillStyle = color;
  context.fillText(text, x, y);
}
