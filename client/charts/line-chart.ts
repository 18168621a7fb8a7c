import { svgElement } from '../dom/element.ts';
import { linear, niceTicks } from './scale.ts';

export interface LinePoint {
  year: number;
  value: number | null;
  /** Estimates are drawn as hollow points. */
  estimated: boolean;
}

export interface LineChartOptions {
  /** Said by screen readers. */
  label: string;
  /** Year on the map. */
  current: number | null;
  formatValue(value: number): string;
}

const width = 320;
const height = 132;
const margin = { top: 12, right: 14, bottom: 22, left: 46 };

/** Values over years: a line that breaks where a year is missing, and a point for every value. */
export function lineChart(points: readonly LinePoint[], options: LineChartOptions): SVGSVGElement {
  const known = points.filter((point): point is LinePoint & { value: number } => point.value !== null);
  const years = points.map(({ year }) => year);
  const values = known.map(({ value }) => value);
  const ticks = niceTicks([Math.min(0, ...values), Math.max(0, ...values) || 1], 3);
  const top = Math.max(ticks.at(-1)!, ...values);
  const x = linear([Math.min(...years), Math.max(...years)], [margin.left, width - margin.right]);
  const y = linear([ticks[0]!, top], [height - margin.bottom, margin.top]);

  const grid = ticks.map((tick) =>
    svgElement(
      'g',
      { class: 'grid' },
      svgElement('line', { x1: margin.left, x2: width - margin.right, y1: y(tick), y2: y(tick) }),
      svgElement(
        'text',
        { x: margin.left - 6, y: y(tick) + 4, 'text-anchor': 'end' },
        options.formatValue(tick),
      ),
    ),
  );
  const marker =
    options.current === null || !years.includes(options.current)
      ? null
      : svgElement('line', {
          class: 'current',
          x1: x(options.current),
          x2: x(options.current),
          y1: margin.top,
          y2: height - margin.bottom,
        });
  const dots = known.map(({ year, value, estimated }) =>
    svgElement(
      'circle',
      {
        class: `dot${estimated ? ' estimated' : ''}${year === options.current ? ' now' : ''}`,
        cx: x(year),
        cy: y(value),
        r: year === options.current ? 4.5 : 3,
      },
      svgElement('title', {}, `${year}: ${options.formatValue(value)}`),
    ),
  );
  return svgElement(
    'svg',
    {
      class: 'chart line-chart',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': options.label,
    },
    ...grid,
    marker,
    svgElement('path', { class: 'line', d: linePath(points, x, y) }),
    ...dots,
    ...yearLabels(years, x),
  );
}

/** First and last year always, and those between where there is room. */
function yearLabels(years: readonly number[], x: (year: number) => number): SVGTextElement[] {
  const first = Math.min(...years);
  const last = Math.max(...years);
  const apart = 40;
  const between = years.filter(
    (year) => year % 5 === 0 && x(year) - x(first) > apart && x(last) - x(year) > apart,
  );
  return [...new Set([first, ...between, last])].map((year) =>
    svgElement('text', { class: 'tick', x: x(year), y: height - 6, 'text-anchor': 'middle' }, String(year)),
  );
}

function linePath(
  points: readonly LinePoint[],
  x: (year: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let pen = false;
  for (const { year, value } of points) {
    if (value === null) {
      pen = false;
      continue;
    }
    path += `${pen ? 'L' : 'M'}${x(year).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = true;
  }
  return path;
}
