import Papa from 'papaparse';
import { packedLine } from './packed-keys.ts';
import type { TableRecord } from './table-record.ts';

export interface CsvRecords {
  delimiter: string;
  records: TableRecord[];
  /** Quotes that are not closed or not escaped; the cells after them may be wrong. */
  problems: { line: number; message: string }[];
}

/** Characters from the start of the text that the delimiter is found in. */
const HEAD = 65_536;
const DELIMITERS = [',', ';', '\t', '|'];

/**
 * Splits delimited text (RFC 4180, and the delimiters ; tab |) into records. The splitting is Papa Parse: it is quick,
 * keeps going after a bad quote and says where it was. It does not know lines, so they are counted from the line breaks
 * inside quoted cells. A first line "sep=;", which spreadsheets write for one another, states the delimiter.
 */
export function readCsv(text: string): CsvRecords {
  const lines = text.includes('\r') ? text.replaceAll(/\r\n?/g, '\n') : text;
  const [announcement = '', announced] = /^sep=([^\w\s"]|\t)[^\S\n]*\n/i.exec(lines) ?? [];
  const unified = lines.slice(announcement.length);
  const delimiter = announced ?? findDelimiter(unified);
  const { data, errors } = Papa.parse<string[]>(unified, { delimiter, newline: '\n' });
  const hasQuotes = unified.includes('"');

  let line = announcement === '' ? 1 : 2;
  const records = data.map((cells) => {
    const record = { line, cells };
    line += 1;
    if (hasQuotes) for (const cell of cells) if (cell.includes('\n')) line += cell.split('\n').length - 1;
    return record;
  });
  const problems = errors.flatMap(({ type, code, row }) => {
    if (type !== 'Quotes') return [];
    const message =
      code === 'MissingQuotes'
        ? 'A cell that starts with a quote is never closed'
        : 'A quote inside a quoted cell is not doubled';
    return [{ line: records[row ?? 0]?.line ?? 1, message }];
  });
  return { delimiter, records, problems };
}

/**
 * The delimiter that splits the first lines into the same number of cells most often, and into more than one. A comma in
 * numbers ("1,5" in a table with ;) does not mislead it: the header has no numbers.
 */
function findDelimiter(text: string): string {
  // The commas of packed keys may be more than the tabs.
  if (packedLine.test(text)) return '\t';
  const head = text.slice(0, HEAD);
  let best = { delimiter: ',', agreement: 0, width: 1 };
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(head, { delimiter, newline: '\n', preview: 100 });
    const widths = data
      .filter((cells) => cells.some((cell) => cell.trim() !== ''))
      .map(({ length }) => length);
    const counts = new Map<number, number>();
    for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
    for (const [width, count] of counts) {
      const agreement = count / widths.length;
      if (width < 2 || agreement < best.agreement) continue;
      if (agreement > best.agreement || width > best.width) best = { delimiter, agreement, width };
    }
  }
  return best.delimiter;
}
