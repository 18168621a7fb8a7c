/** A year between 1000 and 2999; `missing` for an empty cell; `invalid` for anything that is not one year. */
export type ParsedYear = number | 'missing' | 'invalid';

/**
 * Reads the year of "2012", "2012年", "2012年末", "２０１２", "2012.0", "2012-12-31", "2012/6", "2012.6", "2012年6月" or, from the World Bank, "2012 [YR2012]". A span
 * ("2012/13", "2012-2014") is not one year and stays invalid: which end is meant is not ours to guess.
 */
export function parseYear(cell: string): ParsedYear {
  if (plainYear.test(cell)) return Number(cell);
  const text = cell
    .normalize('NFKC')
    .replaceAll(/\s/g, '')
    .replace(/\[YR[12]\d{3}\]$/, '');
  if (text === '' || /^[-–—.…]+$/.test(text)) return 'missing';
  const match = yearPattern.exec(text);
  const year = match?.groups?.['year'];
  return year === undefined ? 'invalid' : Number(year);
}

const plainYear = /^[12]\d{3}$/;
const month = '(0?[1-9]|1[0-2])';
const day = '(0?[1-9]|[12]\\d|3[01])';
const yearPattern = new RegExp(
  `^(?<year>[12]\\d{3})(\\.0+|年(度|底|末|${month}月(${day}日)?)?|[-/.]${month}([-/.]${day})?(T.*)?)?$`,
);
