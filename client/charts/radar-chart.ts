import { svgElement } from '../dom/element.ts';

export interface RadarSeries {
  name: string;
  className: string;
  /** One value per axis, between 0 and the largest; null leaves the axis out. */
  values: readonly (number | null)[];
}

export interface RadarChartOptions {
  /** Said by screen readers. */
  label: string;
  axes: readonly string[];
  /** Value at the rim. */
  largest: number;
}

const width = 320;
const height = 230;
const radius = 82;
const center = { x: width / 2, y: height / 2 + 4 };

/** Parts of a score on axes around a centre, several series over one another. */
export function radarChart(
  series: readonly RadarSeries[],
  { label, axes, largest }: RadarChartOptions,
): SVGSVGElement {
  const at = (axis: number, share: number): { x: number; y: number } => {
    const angle = (2 * Math.PI * axis) / axes.length - Math.PI / 2;
    return { x: center.x + radius * share * Math.cos(angle), y: center.y + radius * share * Math.sin(angle) };
  };
  const ring = (shares: readonly number[]): string =>
    `M${shares.map((share, axis) => point(at(axis, share))).join('L')}Z`;
  const rings = [0.25, 0.5, 0.75, 1].map((share) =>
    svgElement('path', { class: 'ring', d: ring(axes.map(() => share)) }),
  );
  const spokes = axes.map((_, axis) =>
    svgElement('path', { class: 'ring', d: `M${point(center)}L${point(at(axis, 1))}` }),
  );
  const names = axes.map((name, axis) => {
    const { x, y } = at(axis, 1);
    // Names stand above or below their corner, so that long ones do not run out of the picture.
    const below = y > center.y;
    return svgElement(
      'text',
      { class: 'axis', x: clamp(x, 60, width - 60), y: y + (below ? 18 : -8), 'text-anchor': 'middle' },
      name,
    );
  });
  const shapes = series.map(({ name, className, values }) =>
    svgElement(
      'path',
      { class: `radar ${className}`, d: ring(values.map((value) => Math.max(0, (value ?? 0) / largest))) },
      svgElement('title', {}, name),
    ),
  );
  return svgElement(
    'svg',
    { class: 'chart radar-chart', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label },
    ...rings,
    ...spokes,
    ...shapes,
    ...names,
  );
}

const point = ({ x, y }: { x: number; y: number }): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);
