/** What a cell says of a coordinate: decimal degrees, nothing, degrees and minutes, or something else. */
export type DegreeText = number | 'missing' | 'sexagesimal' | 'not-a-number';

/** Hemispheres as people write them; west and south are below zero. */
const signs: Record<string, 1 | -1> = { N: 1, E: 1, 北纬: 1, 东经: 1, S: -1, W: -1, 南纬: -1, 西经: -1 };

const decimal = /^([+-]?)(\d+(?:[.,]\d+)?|[.,]\d+)$/;
const missing = /^(-+|—+|n\/?a|null|none|nan|无|暂无)?$/i;
/** Minutes follow the degrees: 51°30', 51 30 00, 51°30.5. */
const minutes = /^[+-]?\d+(?:[°º度:]\s*|\s+)\d/;

/**
 * Reads one coordinate in decimal degrees: with decimal point or comma (nobody separates thousands of degrees), a sign of
 * degrees and a hemisphere. Minutes and seconds are recognised, not read.
 */
export function parseDegrees(cell: string): DegreeText {
  const text = cell
    .normalize('NFKC')
    .replaceAll(/[\u2212\u2010-\u2013]/g, '-')
    .trim();
  if (missing.test(text)) return 'missing';
  const hemisphere = /^[NESW]|[NESW]$|^[东西]经|^[南北]纬/i.exec(text)?.[0] ?? '';
  const bare = text.replace(hemisphere, '').trim();
  const number = decimal.exec(bare.replace(/\s*[°º度]$/, ''));
  if (number === null) return minutes.test(bare) ? 'sexagesimal' : 'not-a-number';
  const degrees = Number(`${number[1]}${number[2]!.replace(',', '.')}`);
  return degrees * (signs[hemisphere.toUpperCase()] ?? 1);
}

/** Whether two numbers can be longitude and latitude in degrees. */
export const areDegrees = (longitude: number, latitude: number): boolean =>
  Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
