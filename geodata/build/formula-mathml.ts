import temml from 'temml';

/**
 * A formula in LaTeX as MathML Core, which browsers set themselves; a formula that is no LaTeX throws. Classes and styles are
 * for a sheet of the converter's own, and the pages of the service allow no inline styles.
 */
export const formulaMathMl = (latex: string): string =>
  temml
    .renderToString(latex, { displayMode: true, xml: true, throwOnError: true, strict: true })
    .replace(/ (?:class|style)="[^"]*"/g, '');
