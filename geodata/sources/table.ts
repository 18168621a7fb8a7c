import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import type { RawTable } from '../model/table.ts';
import type { TableRecord } from './table-record.ts';
import { readCsv } from './csv.ts';
import { decodeText } from './decode-text.ts';
import { unpackKeys } from './packed-keys.ts';
import type { TableLayout } from './table-header.ts';
import { findLayout, findSubject, findUnit } from './table-header.ts';

export interface TableOptions {
  /** Sheet of a workbook; the first by default. */
  sheet?: string | undefined;
  /** Encoding of a text file, where the guess is wrong: a label of the WHATWG Encoding Standard. */
  encoding?: string | undefined;
}

export interface TableReading {
  /** Without columns and rows where nothing could be read. */
  table: RawTable;
  diagnostics: Diagnostic[];
}

/**
 * Reads CSV, TSV or XLSX, whichever the bytes are. Cells stay text as they are; titles, merged headers, empty rows and
 * notes are told from data. Never throws for what is in the file: a table that cannot be read is `table/unreadable`.
 */
export async function readTable(
  bytes: Uint8Array,
  name: string,
  options: TableOptions = {},
): Promise<TableReading> {
  if (startsWith(bytes, OLE2))
    return unreadable(name, 'Found a workbook of Excel 97–2003 (.xls); save it as .xlsx or CSV.');
  let records: FileRecords;
  try {
    records = await readRecords(bytes, options);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return unreadable(name, `The file could not be read: ${error.message}`);
  }
  return shapeTable(name, records);
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0];

interface FileRecords {
  records: TableRecord[];
  problems: { line: number; message: string }[];
  encoding: string;
  delimiter: string;
}

async function readRecords(bytes: Uint8Array, options: TableOptions): Promise<FileRecords> {
  if (startsWith(bytes, ZIP)) {
    // Most tables are text, and need not wait for a reader of workbooks.
    const { readXlsx } = await import('./xlsx.ts');
    const records = await readXlsx(bytes, options.sheet);
    return { records, problems: [], encoding: 'xlsx', delimiter: '' };
  }
  const { text, encoding } = decodeText(bytes, options.encoding);
  if (text.includes('\0')) throw new Error('found binary data; expected CSV, TSV or XLSX.');
  const { records, ...csv } = readCsv(text);
  return { ...csv, records: unpackKeys(records), encoding };
}

function shapeTable(name: string, file: FileRecords): TableReading {
  const { records, problems, encoding, delimiter } = file;
  const filled = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const layout = findLayout(filled);
  if (layout.columns.length === 0) return unreadable(name, 'The file has no header and no rows.');

  const remarks = new DiagnosticList(name);
  for (const { line, message } of problems)
    remarks.add('table/unreadable', () => ({
      message: `${message}; the rows after it may be wrong.`,
      at: { line },
    }));
  tellSkipped(layout, remarks);
  const columns = nameColumns(layout, remarks);
  const rows = layout.body.map((record) => ({
    line: record.line,
    cells: fitCells(record, columns.length, remarks),
  }));
  const subject = findSubject(layout.titles);
  const unit = findUnit(layout.titles);
  return {
    table: {
      name,
      ...(subject === null ? {} : { subject }),
      ...(unit === null ? {} : { unit }),
      columns,
      rows,
      encoding,
      delimiter,
    },
    diagnostics: remarks.toArray(),
  };
}

function tellSkipped({ titles, notes }: TableLayout, remarks: DiagnosticList): void {
  for (const [what, records] of [
    ['above the header is a title', titles],
    ['below the table is a note', notes],
  ] as const) {
    for (const { line, cells } of records) {
      const found = cells.join(' ').trim();
      remarks.add('table/rows-skipped', () => ({
        message: `The row ${what}: "${found}".`,
        at: { line },
        found,
      }));
    }
  }
}

/** Gives every column with content a heading of its own. */
function nameColumns({ columns, body }: TableLayout, remarks: DiagnosticList): string[] {
  const named = [...columns];
  // A column without heading counts as one where most rows have a cell in it; else the rows are ragged.
  const widest = medianWidth(body);
  while (named.length < widest) named.push('');

  const seen = new Map<string, number>();
  return named.map((heading, index) => {
    const own = heading === '' ? `column ${index + 1}` : heading;
    const times = (seen.get(own) ?? 0) + 1;
    seen.set(own, times);
    if (times === 1) return own;
    const column = `${own} (${times})`;
    remarks.add('table/duplicate-column', () => ({
      message: `Column ${index + 1} has the heading "${own}" again; it is called "${column}" here.`,
      at: { column },
      found: own,
    }));
    return column;
  });
}

function fitCells({ line, cells }: TableRecord, width: number, remarks: DiagnosticList): string[] {
  if (cells.length === width) return cells;
  const filledWidth = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (cells.length < width || filledWidth > width) {
    const count = cells.length < width ? cells.length : filledWidth;
    remarks.add('table/ragged-row', () => ({
      message: `The row has ${count} ${count === 1 ? 'cell' : 'cells'}; the header has ${width}.`,
      at: { line },
      found: cells.join(' | '),
    }));
  }
  return cells.length > width
    ? cells.slice(0, width)
    : [...cells, ...Array.from({ length: width - cells.length }, () => '')];
}

function medianWidth(body: readonly TableRecord[]): number {
  const widths = body
    .slice(0, 1000)
    .map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') + 1)
    .toSorted((a, b) => a - b);
  return widths[Math.floor(widths.length / 2)] ?? 0;
}

function unreadable(name: string, message: string): TableReading {
  return {
    table: { name, columns: [], rows: [], encoding: '', delimiter: '' },
    diagnostics: [diagnostic('table/unreadable', message, { at: { file: name } })],
  };
}

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);
