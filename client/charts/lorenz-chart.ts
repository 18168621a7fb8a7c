import { svgElement } from '../dom/element.ts';
import type { LorenzPoint } from './lorenz.ts';
import { linear } from './scale.ts';
import { axisTitles } from './axis-titles.ts';

export interface LorenzChartOptions {
  /** Said by screen readers. */
  label: string;
  horizontalTitle: string;
  verticalTitle: string;
  equality: string;
  formatShare(share: number): string;
}

const size = 320;
const margin = { top: 8, right: 12, bottom: 40, left: 46 };

/** The Lorenz curve under the line of equality; the area between them is what the Gini coefficient measures. */
export function lorenzChart(curve: readonly LorenzPoint[], options: LorenzChartOptions): SVGSVGElement {
  const height = size - 24;
  const x = linear([0, 1], [margin.left, size - margin.right]);
  const y = linear([0, 1], [height - margin.bottom, margin.top]);
  const path = curve.map(({ regions, value }) => `${x(regions).toFixed(1)} ${y(value).toFixed(1)}`).join('L');
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    svgElement(
      'g',
      { class: 'grid' },
      svgElement('line', { x1: x(0), x2: x(1), y1: y(share), y2: y(share) }),
      svgElement('text', { x: x(0) - 6, y: y(share) + 4, 'text-anchor': 'end' }, options.formatShare(share)),
    ),
    svgElement(
      'g',
      { class: 'grid' },
      svgElement('line', { x1: x(share), x2: x(share), y1: y(0), y2: y(1) }),
      svgElement('text', { x: x(share), y: y(0) + 16, 'text-anchor': 'middle' }, options.formatShare(share)),
    ),
  ]);
  return svgElement(
    'svg',
    {
      class: 'chart lorenz-chart',
      viewBox: `0 0 ${size} ${height}`,
      role: 'img',
      'aria-label': options.label,
    },
    ...grid,
    svgElement('path', { class: 'area', d: `M${path}Z` }),
    svgElement('line', { class: 'equality', x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
    svgElement(
      'text',
      {
        class: 'annotation',
        x: x(0.32),
        y: y(0.32) - 6,
        'text-anchor': 'middle',
        transform: `rotate(${(-Math.atan2(y(0) - y(1), x(1) - x(0)) * 180) / Math.PI} ${x(0.32)} ${y(0.32) - 6})`,
      },
      options.equality,
    ),
    svgElement('path', { class: 'line', d: `M${path}` }),
    ...axisTitles([options.horizontalTitle, options.verticalTitle], { x: x(0.5), y: y(0.5), height }),
  );
}
