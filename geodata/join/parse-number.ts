import { splitFlag } from './flagged-number.ts';

/** `missing` where the cell says that nothing is known; `not-a-number` where it says something else. */
export type ParsedNumber = number | 'missing' | 'not-a-number';

export type DecimalMark = 'point' | 'comma';

export interface NumberFormat {
  /** Decimal mark of the whole column; see `findDecimalMark`. */
  decimalMark?: DecimalMark;
  /** Unit the value is wanted in, e.g. 亿元 or %: a cell that carries a unit of its own is converted. */
  unit?: string;
  /** What a cell without a unit of its own is multiplied by. */
  scale?: number;
}

/** What people write for "not known"; separated by spaces. The empty cell comes on top. */
const missingMarks = new Set(
  (
    '- -- --- – — —— ― … …… ... ...... .. . : / \\\\ * ? na n/a #n/a n.a. nan null none nil nd n.d. k.a. ' +
    '无 缺 缺失 空 暂无 未知 无数据'
  )
    .normalize('NFKC')
    .split(' ')
    .concat(''),
);

/** Powers of ten that words and signs after a number stand for. */
const magnitudes: Record<string, number> = {
  '': 0,
  '‰': -3,
  '%': -2,
  百: 2,
  千: 3,
  万: 4,
  萬: 4,
  十万: 5,
  百万: 6,
  千万: 7,
  亿: 8,
  億: 8,
  十亿: 9,
  百亿: 10,
  千亿: 11,
  万亿: 12,
};

const plainNumber = /^-?\d+(?:\.\d+)?$/;
const numberWithUnit = /^([+-]?)\s*([\d., ']*\d[.,]?)(?:e([+-]?\d{1,3}))?\s*([^\d\s]*)$/i;
const magnitudeAndUnit = /^([‰%]|[十百千]?[万萬亿億]亿?|[百千])?(.*)$/u;
/** What may stand before the exponent: digits, or groups of three; then the decimals. */
const mantissas: Record<DecimalMark, RegExp> = {
  point: /^(?:\d+|\d{1,3}(?:[, ']\d{3})+)?(?:\.\d*)?$/,
  comma: /^(?:\d+|\d{1,3}(?:[. ']\d{3})+)?(?:,\d*)?$/,
};

/** Reads one number; for many of one column make a reader with `numberReader`. */
export const parseNumber = (text: string, format: NumberFormat = {}): ParsedNumber =>
  numberReader(format)(text);

/**
 * A reader for the cells of one column: thousands separators, full-width digits, decimal point or comma, signs, exponents,
 * 万 亿 % ‰ and the unit itself behind the number, and behind that a flag or the mark of a footnote. Grouping is held to three digits, so that a decimal comma in a column
 * with decimal points is told instead of read as a thousand times too much.
 */
export function numberReader({
  decimalMark = 'point',
  unit = '',
  scale = 1,
}: NumberFormat): (text: string) => ParsedNumber {
  const wanted = splitUnit(unit.normalize('NFKC'));
  const power = powerOfTen(scale);
  const scaled = (mantissa: string, exponent: number): number =>
    // Shifting the point in the text makes 1.005 × 1000 1005; the product of doubles is 1004.9999999999999.
    power === null ? Number(`${mantissa}e${exponent}`) * scale : Number(`${mantissa}e${exponent + power}`);

  const readPlain = (cell: string): ParsedNumber => {
    if (decimalMark === 'point' && plainNumber.test(cell))
      return power === 0 ? Number(cell) : scaled(cell, 0);
    const text = cell
      .normalize('NFKC')
      .replaceAll(/[\u2212\u2010-\u2013]/g, '-')
      .replaceAll('’', "'")
      .trim();
    if (missingMarks.has(text.toLowerCase())) return 'missing';
    const match = numberWithUnit.exec(text);
    if (match === null) return 'not-a-number';
    const [, sign = '', digits = '', exponentText = '0', suffix = ''] = match;
    if (!mantissas[decimalMark].test(digits)) return 'not-a-number';
    const mantissa = sign + plainDigits(digits, decimalMark);
    const exponent = Number(exponentText);
    if (suffix === '') return scaled(mantissa, exponent);
    const own = splitUnit(suffix);
    if (own === null || wanted === null || !isSameUnit(own, wanted)) return 'not-a-number';
    return Number(`${mantissa}e${exponent + own.exponent - wanted.exponent}`);
  };
  return (cell) => {
    const hasSuperscript = superscript.test(cell);
    const plain = hasSuperscript ? 'not-a-number' : readPlain(cell);
    if (plain !== 'not-a-number') return plain;
    if (withoutValue.test(cell)) return 'missing';
    const flagged = splitFlag(cell);
    return flagged === null || superscript.test(flagged.number) ? plain : readPlain(flagged.number);
  };
}

/** What Unicode NFKC would make a digit of the number. */
const superscript = /[\u00B2\u00B3\u00B9\u2070-\u2079]/;
/** A colon is "not available" at Eurostat, and may have a flag: ": c" is confidential. */
const withoutValue = /^\s*:\s*[a-z]{1,3}\s*$/i;

/**
 * The decimal mark of a column, from the cells that leave no doubt: "1,5" and "1.234,5" are written with a comma,
 * "1.5" and "1,234.5" with a point. Null where no cell decides; `doubtful` then has a cell that could be either, such
 * as "1,234".
 */
export function findDecimalMark(cells: Iterable<string>): {
  mark: DecimalMark | null;
  doubtful: string | null;
} {
  let comma = 0;
  let point = 0;
  let doubtful: string | null = null;
  for (const cell of cells) {
    if (!/[.,，．]/.test(cell)) continue;
    const digits = /^[-+]?\s*([\d., ']+)/.exec(cell.normalize('NFKC').trim())?.[1]?.trim() ?? '';
    const asPoint = mantissas.point.test(digits);
    const asComma = mantissas.comma.test(digits);
    if (asPoint && !asComma) point++;
    else if (asComma && !asPoint) comma++;
    else if (asPoint) doubtful ??= cell;
  }
  const mark = comma === point ? null : comma > point ? 'comma' : 'point';
  return { mark, doubtful: mark === null ? doubtful : null };
}

const plainDigits = (digits: string, mark: DecimalMark): string =>
  mark === 'point' ? digits.replaceAll(/[, ']/g, '') : digits.replaceAll(/[. ']/g, '').replace(',', '.');

/** 5万 and 5万元 are amounts of 亿元; 5% is not, and neither is 5人. */
const isSameUnit = (own: UnitParts, wanted: UnitParts): boolean =>
  own.name === wanted.name || (own.name === '' && own.exponent > 0);

interface UnitParts {
  exponent: number;
  name: string;
}

/** 亿元 is 10^8 元; % is 10^-2 of one. Null where the magnitude is not known. */
function splitUnit(text: string): UnitParts | null {
  const [, magnitude = '', name = ''] = magnitudeAndUnit.exec(text.trim()) ?? [];
  const exponent = magnitudes[magnitude];
  return exponent === undefined ? null : { exponent, name };
}

function powerOfTen(scale: number): number | null {
  const power = Math.round(Math.log10(scale));
  return Number(`1e${power}`) === scale ? power : null;
}
