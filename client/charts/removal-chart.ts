import { svgElement } from '../dom/element.ts';
import { linear } from './scale.ts';
import { axisTitles } from './axis-titles.ts';

/** What is left of a network while its nodes are taken away: shares after none, one, two, … are gone. */
export interface RemovalCurve {
  name: string;
  className: string;
  shares: readonly number[];
}

export interface RemovalChartOptions {
  /** Said by screen readers. */
  label: string;
  horizontalTitle: string;
  verticalTitle: string;
  formatShare(share: number): string;
}

const width = 320;
const height = 190;
const margin = { top: 8, right: 12, bottom: 40, left: 46 };

/** Curves of what is left over the share of nodes that are gone; both axes run from nothing to everything. */
export function removalChart(curves: readonly RemovalCurve[], options: RemovalChartOptions): SVGSVGElement {
  const x = linear([0, 1], [margin.left, width - margin.right]);
  const y = linear([0, 1], [height - margin.bottom, margin.top]);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return svgElement(
    'svg',
    {
      class: 'chart removal-chart',
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': options.label,
    },
    ...ticks.map((share) =>
      svgElement(
        'g',
        { class: 'grid' },
        svgElement('line', { x1: x(0), x2: x(1), y1: y(share), y2: y(share) }),
        svgElement(
          'text',
          { x: x(0) - 6, y: y(share) + 4, 'text-anchor': 'end' },
          options.formatShare(share),
        ),
        svgElement(
          'text',
          { x: x(share), y: y(0) + 16, 'text-anchor': 'middle' },
          options.formatShare(share),
        ),
      ),
    ),
    ...curves.map(({ className, shares }) =>
      svgElement('path', {
        class: `line ${className}`,
        d: `M${shares
          .map(
            (share, gone) => `${x(gone / Math.max(1, shares.length - 1)).toFixed(1)} ${y(share).toFixed(1)}`,
          )
          .join('L')}`,
      }),
    ),
    ...axisTitles([options.horizontalTitle, options.verticalTitle], {
      x: (x(0) + x(1)) / 2,
      y: (y(0) + y(1)) / 2,
      height,
    }),
  );
}
