/** A number with a remark behind it, as statistical offices publish them: "3.20 p", "2.5*", "12¹", "1.2 (e)". */
export interface FlaggedCell {
  number: string;
  flag: string;
}

const superscripts = '\u00B9\u00B2\u00B3\u2070\u2074-\u2079';
/**
 * Letters of the code lists of Eurostat and SDMX (CL_OBS_STATUS) behind a blank or in brackets, marks and numbers of
 * footnotes. Superscripts must go before Unicode NFKC makes 121 of 12¹.
 */
const flagged = new RegExp(
  `^(.*\\d[.,]?\\s?%?)(\\s+[bcdefilnoprsuvz]{1,4}|\\s*\\([a-z]{1,3}\\)|\\s*\\[\\w{1,2}\\]|\\s*[*†‡§]+|\\s*[${superscripts}]+|\\s+[a-z\\d]\\))$`,
  'i',
);
const mayBeFlagged = new RegExp(`[a-z)\\]*†‡§${superscripts}]$`, 'i');

/** Number and flag of a cell, the flag without brackets; null where nothing stands behind the number. */
export function splitFlag(cell: string): FlaggedCell | null {
  const text = cell.trim();
  if (!mayBeFlagged.test(text)) return null;
  const [, number, flag] = flagged.exec(text) ?? [];
  return number === undefined || flag === undefined
    ? null
    : { number, flag: flag.trim().replace(/^\((.+)\)$/, '$1') };
}
