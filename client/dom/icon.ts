import { svgElement } from './element.ts';

// Icons on a grid of 16, drawn with one stroke in the colour of the text.
const paths = {
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  close: 'M4 4l8 8M12 4l-8 8',
  earlier: 'M10 3L5 8l5 5',
  later: 'M6 3l5 5-5 5',
  home: 'M2.5 8L8 3l5.5 5M4 7v6h8V7',
  share: 'M8 10V2M5 5l3-3 3 3M3 8v6h10V8',
} as const;

export type IconName = keyof typeof paths;

/** An icon beside or instead of words; what it means is said by the label of its button. */
export const icon = (name: IconName): SVGSVGElement =>
  svgElement(
    'svg',
    { class: 'icon', width: 16, height: 16, viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    svgElement('path', { d: paths[name] }),
  );
