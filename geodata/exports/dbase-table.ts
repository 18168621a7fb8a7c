import { AtlasError } from '../model/atlas-error.ts';
import type { CellValue, FeatureColumn, FeatureTable } from '../model/feature-table.ts';

/** Limits of dBASE III: bytes of a text, columns, bytes of a record, and the width that GIS give to numbers. */
export const dbaseLimits = { name: 10, text: 254, columns: 255, record: 65_535 } as const;
const NUMBER_WIDTH = 24;
const LARGEST_DECIMALS = 15;

interface Field {
  type: 'C' | 'N' | 'L';
  width: number;
  decimals: number;
  cells: Uint8Array[];
  /** Texts that lost their end. */
  cut: number;
}

/**
 * The attribute file of a Shapefile: dBASE III with texts in UTF-8. `names` are those of the columns in the file.
 * Also says how many texts of which column were cut. Throws AtlasError invalid-request for too many columns.
 */
export function writeDbase(
  table: FeatureTable,
  names: readonly string[],
): { dbf: Uint8Array; cut: Map<string, number> } {
  if (table.columns.length > dbaseLimits.columns)
    throw new AtlasError(
      'invalid-request',
      `Found ${table.columns.length} columns, but a Shapefile holds ${dbaseLimits.columns}. Choose columns, or another format.`,
    );
  const fields = table.columns.map((column, index) =>
    fieldOf(
      column,
      table.rows.map((row) => row.values[index] ?? null),
    ),
  );
  const recordBytes = fields.reduce((sum, field) => sum + field.width, 1);
  if (recordBytes > dbaseLimits.record)
    throw new AtlasError(
      'invalid-request',
      `Found rows of ${recordBytes} bytes, but a Shapefile holds ${dbaseLimits.record}. Choose columns, or another format.`,
    );
  const headerBytes = 32 + 32 * fields.length + 1;
  const dbf = new Uint8Array(headerBytes + recordBytes * table.rows.length + 1).fill(0x20, headerBytes);
  const view = new DataView(dbf.buffer);
  // Version without memo file; the date of the last change is a fixed one, so that equal tables give equal bytes.
  dbf.set([0x03, 100, 1, 1]);
  view.setUint32(4, table.rows.length, true);
  view.setUint16(8, headerBytes, true);
  view.setUint16(10, recordBytes, true);

  const encoder = new TextEncoder();
  let column = 1;
  for (const [index, { type, width, decimals, cells }] of fields.entries()) {
    const descriptor = 32 + 32 * index;
    dbf.set(encoder.encode(names[index]), descriptor);
    dbf[descriptor + 11] = type.charCodeAt(0);
    dbf[descriptor + 16] = width;
    dbf[descriptor + 17] = decimals;
    for (const [row, cell] of cells.entries()) {
      // Numbers stand on the right of their field, texts on the left.
      const indent = type === 'N' ? width - cell.length : 0;
      dbf.set(cell, headerBytes + row * recordBytes + column + indent);
    }
    column += width;
  }
  dbf[headerBytes - 1] = 0x0d;
  dbf[dbf.length - 1] = 0x1a;
  const cut = fields.flatMap((field, index): [string, number][] =>
    field.cut > 0 ? [[table.columns[index]!.name, field.cut]] : [],
  );
  return { dbf, cut: new Map(cut) };
}

function fieldOf({ type }: FeatureColumn, values: readonly CellValue[]): Field {
  const encoder = new TextEncoder();
  if (type === 'boolean') {
    const letters = values.map((value) => (value === null ? '?' : value === true ? 'T' : 'F'));
    return {
      type: 'L',
      width: 1,
      decimals: 0,
      cells: letters.map((letter) => encoder.encode(letter)),
      cut: 0,
    };
  }
  if (type === 'string') {
    const whole = values.map((value) => encoder.encode(value === null ? '' : String(value)));
    const cells = whole.map(cutText);
    const cut = cells.filter((cell, row) => cell.length < whole[row]!.length).length;
    return { type: 'C', width: widest(cells, dbaseLimits.text), decimals: 0, cells, cut };
  }
  const decimals = type === 'real' ? decimalsOf(values) : 0;
  const cells = values.map((value) =>
    encoder.encode(typeof value === 'number' && Number.isFinite(value) ? fixedText(value, decimals) : ''),
  );
  return { type: 'N', width: widest(cells, NUMBER_WIDTH), decimals, cells, cut: 0 };
}

/** The first 254 bytes, without half a character at the end. */
function cutText(text: Uint8Array): Uint8Array {
  let end = Math.min(text.length, dbaseLimits.text);
  if (end < text.length) while (end > 0 && (text[end]! & 0xc0) === 0x80) end--;
  return text.subarray(0, end);
}

const widest = (cells: readonly Uint8Array[], most: number): number =>
  Math.min(
    most,
    cells.reduce((width, cell) => Math.max(width, cell.length), 1),
  );

/** Digits after the point that say all values exactly, as far as the width of a number allows; at least one. */
function decimalsOf(values: readonly CellValue[]): number {
  let decimals = 1;
  let wholeWidth = 1;
  for (const value of values) {
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    wholeWidth = Math.max(wholeWidth, value.toFixed(0).length + 1);
    while (decimals < LARGEST_DECIMALS && Number(value.toFixed(decimals)) !== value) decimals++;
  }
  return Math.max(1, Math.min(decimals, NUMBER_WIDTH - 1 - wholeWidth));
}

/** A number in digits where they fit, else with an exponent. */
function fixedText(value: number, decimals: number): string {
  const fixed = value.toFixed(decimals);
  return fixed.length <= NUMBER_WIDTH ? fixed : value.toExponential(NUMBER_WIDTH - 9);
}
