/** Digits after the point that the bounds of classes are written with: none where all of them are whole. */
export const decimalsOfBounds = (bounds: readonly number[], decimals: number): number =>
  bounds.every(Number.isInteger) ? 0 : decimals;
