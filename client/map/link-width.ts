import type { ExpressionSpecification } from 'maplibre-gl';

const thinnest = 0.6;
const thickest = 7;

/**
 * Width in pixels of a link. It grows with the square root of the weight, from a hairline to the strongest link
 * that the network has in any year, so that widths compare across years.
 */
export const linkWidth = (weight: number, strongest: number): number =>
  thinnest + (thickest - thinnest) * Math.sqrt(weight / strongest);

/** The same as a style expression. */
export const linkWidthExpression = (
  weight: ExpressionSpecification,
  strongest: number,
  extra = 0,
): ExpressionSpecification => [
  '+',
  thinnest + extra,
  ['*', thickest - thinnest, ['sqrt', ['/', weight, strongest]]],
];
