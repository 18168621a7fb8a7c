/** Pixels of the weakest and of the strongest link of a network, on the page, in styles and in pictures. */
const THINNEST = 0.6;
const THICKEST = 7;

/** A strongest weight that can be divided by: networks without links have none. */
const divisor = (strongest: number): number => (strongest > 0 ? strongest : 1);

/**
 * Width in pixels of a link. It grows with the square root of the weight, so that its ink does not outgrow its meaning,
 * from a hairline to the strongest link that the network has in any year, so that widths compare across years.
 */
export const linkWidth = (weight: number, strongest: number): number =>
  THINNEST + (THICKEST - THINNEST) * Math.sqrt(weight / divisor(strongest));

/** The same as an expression of a MapLibre style over another that gives the weight; `extra` pixels are added. */
export const linkWidthExpression = <Weight>(
  weight: Weight,
  strongest: number,
  extra = 0,
): ['+', number, ['*', number, ['sqrt', ['/', Weight, number]]]] => [
  '+',
  THINNEST + extra,
  ['*', THICKEST - THINNEST, ['sqrt', ['/', weight, divisor(strongest)]]],
];
