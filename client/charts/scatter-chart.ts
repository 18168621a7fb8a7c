import { svgElement } from '../dom/element.ts';
import { linear, niceTicks } from './scale.ts';
import { axisTitles } from './axis-titles.ts';

export interface ScatterPoint {
  x: number;
  y: number;
  color: string;
  /** Said when the point is pointed at. */
  label: string;
  /** The region it stands for, as `data-region` has it. */
  region: string;
  chosen: boolean;
}

export interface ScatterChartOptions {
  /** Said by screen readers. */
  label: string;
  horizontalTitle: string;
  verticalTitle: string;
  /** Slope of a line through the origin, null for none. */
  slope: number | null;
}

const width = 320;
const height = 280;
const margin = { top: 8, right: 10, bottom: 40, left: 46 };

/** Points about two axes that cross at zero. */
export function scatterChart(points: readonly ScatterPoint[], options: ScatterChartOptions): SVGSVGElement {
  // Room at both ends, so that no point is cut off by the frame.
  const extent = (values: readonly number[]): [number, number] => {
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    const room = 0.04 * (high - low);
    return [low - room, high + room];
  };
  const across = extent(points.map((point) => point.x));
  const upright = extent(points.map((point) => point.y));
  const x = linear(across, [margin.left, width - margin.right]);
  const y = linear(upright, [height - margin.bottom, margin.top]);
  const [left, right] = [margin.left, width - margin.right];
  const [top, bottom] = [margin.top, height - margin.bottom];
  const { slope } = options;
  return svgElement(
    'svg',
    {
      class: 'chart scatter-chart',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      tabindex: 0,
      'aria-label': options.label,
    },
    ...niceTicks(upright, 4).map((tick) =>
      svgElement('text', { x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, signed(tick)),
    ),
    ...niceTicks(across, 4).map((tick) =>
      svgElement('text', { x: x(tick), y: bottom + 16, 'text-anchor': 'middle' }, signed(tick)),
    ),
    svgElement('line', { class: 'zero', x1: x(0), x2: x(0), y1: top, y2: bottom }),
    svgElement('line', { class: 'zero', x1: left, x2: right, y1: y(0), y2: y(0) }),
    slope === null
      ? null
      : svgElement('line', {
          class: 'slope',
          x1: x(across[0]),
          y1: y(slope * across[0]),
          x2: x(across[1]),
          y2: y(slope * across[1]),
        }),
    ...points.map((point) =>
      svgElement(
        'circle',
        {
          class: point.chosen ? 'point chosen' : 'point',
          'data-region': point.region,
          cx: x(point.x).toFixed(1),
          cy: y(point.y).toFixed(1),
          r: 3.5,
          fill: point.color,
        },
        svgElement('title', {}, point.label),
      ),
    ),
    ...axisTitles([options.horizontalTitle, options.verticalTitle], {
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      height,
    }),
  );
}

const signed = (value: number): string => String(value).replace('-', '−');
