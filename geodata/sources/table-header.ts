import type { TableRecord } from './table-record.ts';

/** Where the parts of a table stand among its records. */
export interface TableLayout {
  /** Titles, units and facts about the file above the header. */
  titles: TableRecord[];
  columns: string[];
  body: TableRecord[];
  /** Notes and sources below the last row. */
  notes: TableRecord[];
}

/** Records looked at to learn how many cells a row of this table has. */
const SAMPLE = 200;
const MAX_HEADER_ROWS = 3;
/** Rows below that must have the cell a header row leaves empty, most of them. */
const HEADER_SAMPLE = 20;

/** Rows of at least this many cells are told from pairs of a name and a fact above them. */
const WIDER_THAN_PAIRS = 4;

/** Words and marks a note below a table begins with. */
const notePattern = new RegExp(
  '^[\\s(（[【*※]*(' +
    '注|附注|备注|说明|资料来源|数据来源|来源|更新|出典|資料|' +
    '(notes?|footnotes?|sources?|remarks?|last updated?|updated|data from|copyright|quellen?|anmerkung(en)?|hinweise?|stand|' +
    'fuentes?|notas?|fontes?|remarques?)\\b|©)' +
    '|^\\s*[(\\[]?(\\d{1,2}|[a-z])[)\\]]\\s|^\\s*([*†‡§]+|[¹²³])\\s*\\S',
  'i',
);

/**
 * Finds the header of a table as people make them: titles above (one filled cell, or a pair as in
 * "Last Updated Date,2024-06-28"), a header of up to three rows with merged cells, notes below. Records must have at least one filled cell each. Columns of two header rows are joined
 * with a space: "2022年" over "经费" gives "2022年 经费".
 */
export function findLayout(records: readonly TableRecord[]): TableLayout {
  const typical = upperQuartile(records.slice(0, SAMPLE).map(({ cells }) => filledCount(cells)));
  const isLone = ({ cells }: TableRecord): boolean => typical > 1 && filledCount(cells) === 1;

  const isPair = (record: TableRecord, index: number): boolean =>
    typical >= WIDER_THAN_PAIRS && isShortPair(record, records[index + 1], typical);

  const start = records.findIndex((record, index) => !isLone(record) && !isPair(record, index));
  if (start < 0) return { titles: [], columns: [], body: [], notes: [...records] };
  let headerEnd = start + 1;
  while (headerEnd - start < MAX_HEADER_ROWS && continuesHeader(records, start, headerEnd)) headerEnd++;

  let bodyEnd = records.length;
  while (bodyEnd > headerEnd && isLone(records[bodyEnd - 1] as TableRecord)) bodyEnd--;
  // Among lone cells at the end, a region without any value may come before the notes.
  while (bodyEnd < records.length && !isNote(records, bodyEnd)) bodyEnd++;

  return {
    titles: records.slice(0, start),
    columns: joinHeaderRows(records.slice(start, headerEnd).map(({ cells }) => cells)),
    body: records.slice(headerEnd, bodyEnd),
    notes: records.slice(bodyEnd),
  };
}

/** Whether notes begin with a lone cell below the rows: by how it begins, or a sentence or a fact behind an empty line. */
function isNote(records: readonly TableRecord[], index: number): boolean {
  const { line, cells } = records[index]!;
  const before = records[index - 1];
  const gap = before === undefined ? 0 : line - before.line - lineBreaksIn(before) - 1;
  const text = cells.join('').trim();
  return notePattern.test(text) || (gap > 0 && /[:：]|[.。]$/.test(text));
}

const lineBreaksIn = ({ cells }: TableRecord): number => cells.join('').split('\n').length - 1;

/**
 * Whether a record is a fact about the file: two cells at its beginning, and a sign that the table starts further down:
 * the record is shorter than a row of the table, or an empty line follows. The merged cells of a header row do neither.
 */
function isShortPair(record: TableRecord, next: TableRecord | undefined, typical: number): boolean {
  const { cells } = record;
  if (filledCount(cells) !== 2 || cells.findLastIndex(isFilled) !== 1) return false;
  return cells.length < typical || (next !== undefined && next.line > record.line + lineBreaksIn(record) + 1);
}

/**
 * Whether the next record still belongs to the header: it has words or years but no data, and either leaves the first
 * column to the row above (merged downwards) or fills gaps of the row above (merged to the right) with data below it.
 */
function continuesHeader(records: readonly TableRecord[], start: number, next: number): boolean {
  const above = records[start]?.cells ?? [];
  const cells = records[next]?.cells;
  const below = records[next + 1]?.cells;
  if (cells === undefined || below === undefined || cells.some(isDatum)) return false;
  const first = above.findIndex(isFilled);
  if (!isFilled(cells[first] ?? '')) {
    const sample = records.slice(next + 1, next + 1 + HEADER_SAMPLE);
    return sample.filter((record) => isFilled(record.cells[first] ?? '')).length > sample.length / 2;
  }
  const last = above.findLastIndex(isFilled);
  const fillsGap = cells.some(
    (cell, index) => index > first && isFilled(cell) && !isFilled(above[index] ?? ''),
  );
  const beyond = cells.findLastIndex(isFilled) > last;
  return (
    fillsGap && (beyond || above.slice(first, last).some((cell) => !isFilled(cell))) && below.some(isDatum)
  );
}

function joinHeaderRows(rows: readonly string[][]): string[] {
  const width = Math.max(...rows.map((cells) => cells.findLastIndex(isFilled) + 1));
  const filledAcross = rows.map((cells, depth) => {
    let left = '';
    return Array.from({ length: width }, (_, index) => {
      const cell = oneLine(cells[index] ?? '');
      if (cell !== '') left = cell;
      const isMerged = cell === '' && rows.slice(depth + 1).some((lower) => isFilled(lower[index] ?? ''));
      return isMerged ? left : cell;
    });
  });
  return Array.from({ length: width }, (_, index) =>
    [...new Set(filledAcross.map((row) => row[index] ?? ''))].filter(isFilled).join(' '),
  );
}

/**
 * What the titles say that the numbers are: "GDP" of "指标：GDP", or of the pair "Indicator,GDP"; else the first title,
 * without the number of the table. Null where there is none.
 */
export function findSubject(titles: readonly TableRecord[]): string | null {
  for (const { cells } of titles) {
    const found = subjectPattern.exec(oneLine(cells.filter(isFilled).join(':')));
    if (found !== null) return found[1] ?? null;
  }
  const title = titles
    .filter(({ cells }) => filledCount(cells) === 1)
    .map(({ cells }) => oneLine(cells.join('')))
    .find((text) => !notePattern.test(text) && !unitPattern.test(text));
  return title?.replace(tableNumber, '').trim() || null;
}

/** The unit that a title gives the whole table: "亿元" of "单位：亿元". Null where none does, or one names several. */
export function findUnit(titles: readonly TableRecord[]): string | null {
  for (const cell of titles.flatMap(({ cells }) => cells)) {
    const [, unit] = wholeUnit.exec(oneLine(cell.normalize('NFKC'))) ?? [];
    if (unit !== undefined) return unit;
  }
  return null;
}

const wholeUnit = /^\(?\s*(?:(?:计量)?单位|units?)\s*:\s*([^、,;/()]{1,20}?)\s*\)?$/i;
const unitPattern = /^[(（]?\s*(单位|計量單位|units?\b|einheit\b|unité\b)/i;
const tableNumber =
  /^((table|tab\.?|tabelle|tableau|表)\s*[\dA-Z.-]*\d[\dA-Z.-]*|\d+[-–.]\d+)\s*[:：.、]?\s*/i;

const subjectPattern = /^(?:指标|indicator|variable|series)(?:名称| name)?\s*[:：]+\s*(.+)$/i;

const isFilled = (cell: string): boolean => cell.trim() !== '';

const filledCount = (cells: readonly string[]): number => cells.filter(isFilled).length;

const oneLine = (cell: string): string => cell.trim().replaceAll(/\s+/g, ' ');

/** A number that is not a year: headers have years, data have numbers. */
function isDatum(cell: string): boolean {
  const text = cell.normalize('NFKC').trim();
  return /^[-+]?[\d.,]*\d[\d.,]*%?$/.test(text) && !/^(1[89]|20|21)\d\d$/.test(text);
}

/** Titles and notes can outnumber the rows of a short table; they do not make three quarters of it. */
function upperQuartile(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.75)] ?? 0;
}
