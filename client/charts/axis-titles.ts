import { svgElement } from '../dom/element.ts';

/** Distance of a title from the edge of the chart. */
const toEdge = { below: 6, left: 10 };

/** Titles of the two axes of a chart: below it, and at its left from the bottom up, each in the middle of its axis. */
export function axisTitles(
  [horizontal, vertical]: readonly [horizontal: string, vertical: string],
  { x, y, height }: { x: number; y: number; height: number },
): SVGTextElement[] {
  const title = (place: Record<string, string | number>, words: string): SVGTextElement =>
    svgElement('text', { class: 'axis', 'text-anchor': 'middle', ...place }, words);
  return [
    title({ x, y: height - toEdge.below }, horizontal),
    title({ transform: `translate(${toEdge.left} ${y}) rotate(-90)` }, vertical),
  ];
}
