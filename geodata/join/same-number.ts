/** Tables that were saved by programs differ in the last of the 16 digits a number has: 1.2266512999999999, 1.2266513. */
const DIGITS = 14;

/** Whether two cells give the same number, as far as people wrote it. */
export const isSameNumber = (a: number, b: number): boolean =>
  a === b || a.toPrecision(DIGITS) === b.toPrecision(DIGITS);
