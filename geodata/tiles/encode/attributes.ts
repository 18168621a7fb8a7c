import { AtlasError } from '../../model/atlas-error.ts';
import type { FieldType, FieldValue } from '../../model/layer.ts';
import { AttributeCollector, FALSE, NUMBER, TRUE, type AttributeColumns } from './attribute-collector.ts';
import type { AttributeTable, FieldSummary, NumberColumn } from '../bake-model.ts';
import { ByteTable } from './byte-table.ts';
import { ByteWriter } from './byte-writer.ts';
import { shareFloat64, sharedUint32, shareUint32, shareUint8 } from '../shared-arrays.ts';

/** How a field is written, the same in all tiles. */
type Encoding = 'string' | 'boolean' | 'unsigned' | 'signed' | 'double';

const MAX_INT32 = 2 ** 31 - 1;
const MIN_INT32 = -(2 ** 31);

const LAYER_KEYS = (3 << 3) | 2;
const LAYER_VALUES = (4 << 3) | 2;
const VALUE_STRING = (1 << 3) | 2;
const VALUE_DOUBLE = (3 << 3) | 1;
const VALUE_UINT = 5 << 3;
const VALUE_SINT = 6 << 3;
const VALUE_BOOL = 7 << 3;

/** As many values of a field as are useful to a style editor. */
const MAX_LISTED_VALUES = 100;

/** Collects the properties of features whose fields are declared; refuses values of another type. */
export function collectDeclared(
  layer: string,
  fields: Record<string, FieldType>,
  rows: readonly Record<string, FieldValue>[],
): AttributeColumns {
  const collector = new AttributeCollector();
  const declared = Object.entries(fields).map(([name, type]) => ({ name, type, key: collector.key(name) }));
  for (const row of rows) {
    collector.startFeature();
    for (const { name, type, key } of declared) {
      const value = row[name];
      if (value === undefined) continue;
      if (typeof value !== type || (typeof value === 'number' && !Number.isFinite(value))) {
        throw new AtlasError(
          'invalid-data',
          `Field ${name} of layer ${layer} is declared ${type}; found ${String(value)}. ` +
            'Leave the property out where there is no value.',
          { at: layer },
        );
      }
      if (typeof value === 'number') collector.addNumber(key, value);
      else if (typeof value === 'boolean') collector.addBoolean(key, value);
      else collector.addString(key, value);
    }
  }
  return collector.finish();
}

/**
 * Encodes attributes once as the bytes a tile holds. The type of a field is decided over the whole layer: whole
 * numbers of 32 bits are integers, all other numbers doubles (readers wrap integers above 2^31 − 1), and a
 * field that mixes types is text.
 */
export function encodeAttributes(columns: AttributeColumns): AttributeTable {
  const { keys, tokenKey, tokenKind, tokenStart, tokenBytes } = columns;
  const encodings = decideEncodings(columns);
  const values = new ByteTable();
  const body = new ByteWriter(1 << 10);
  const entry = new ByteWriter(1 << 10);
  const tokenValue = sharedUint32(tokenKey.length);
  for (let token = 0; token < tokenKey.length; token++) {
    body.length = 0;
    entry.length = 0;
    const from = tokenStart[token]!;
    const to = tokenStart[token + 1]!;
    writeValueBody(body, encodings[tokenKey[token]!]!, tokenKind[token]!, tokenBytes, from, to);
    entry.varint(LAYER_VALUES);
    entry.varint(body.length);
    entry.appendRange(body.buffer, 0, body.length);
    tokenValue[token] = values.add(0, entry.buffer, 0, entry.length);
  }
  const { bytes, start } = values.finish();
  return {
    ...encodeKeys(keys),
    values: shareUint8(bytes),
    valueStart: shareUint32(start),
    cellStart: shareUint32(columns.cellStart),
    cell: shareUint32(columns.cell),
    tokenKey: shareUint32(tokenKey),
    tokenValue,
    numbers: columns.numbers.map(({ key, values: numbers }) => ({
      key,
      encoding: numberEncoding(numbers),
      values: shareFloat64(numbers),
    })),
  };
}

/** How a column of numbers is written; NaN stands for no value. */
function numberEncoding(numbers: Float64Array): NumberColumn['encoding'] {
  let isNegative = false;
  for (const value of numbers) {
    if (Number.isNaN(value)) continue;
    if (!isShortInteger(value)) return 'double';
    if (value < 0) isNegative = true;
  }
  return isNegative ? 'signed' : 'unsigned';
}

const isShortInteger = (value: number): boolean =>
  Number.isInteger(value) && value <= MAX_INT32 && value >= MIN_INT32;

/** Writes one `values` entry of a layer message that holds a number. */
export function writeNumberValue(
  writer: ByteWriter,
  value: number,
  encoding: NumberColumn['encoding'],
): void {
  writer.varint(LAYER_VALUES);
  if (encoding === 'double') {
    writer.varint(9);
    writer.varint(VALUE_DOUBLE);
    writer.double(value);
    return;
  }
  const length = writer.length;
  writer.varint(0);
  writer.varint(encoding === 'signed' ? VALUE_SINT : VALUE_UINT);
  if (encoding === 'signed') writer.zigzag(value);
  else writer.varint(value);
  // A number of 32 bits takes five bytes at most, so that its length is one byte.
  writer.buffer[length] = writer.length - length - 1;
}

/** The numbers that features have under a key, NaN where they have none; null where no feature has any. */
export function columnOfNumbers(columns: AttributeColumns, name: string): Float64Array | null {
  const key = columns.keys.indexOf(name);
  const { cell, cellStart, tokenKey, tokenKind, tokenStart, tokenBytes } = columns;
  const values = new Float64Array(cellStart.length - 1).fill(Number.NaN);
  let found = false;
  for (let feature = 0; feature < values.length; feature++) {
    for (let i = cellStart[feature]!; i < cellStart[feature + 1]!; i++) {
      const token = cell[i]!;
      if (tokenKey[token] !== key || tokenKind[token] !== NUMBER) continue;
      values[feature] = readDouble(tokenBytes, tokenStart[token]!);
      found = true;
    }
  }
  return found ? values : null;
}

/** Name, type and extent of every field, in the order of its first appearance. */
export function summarizeFields(columns: AttributeColumns): FieldSummary[] {
  const { keys, tokenKey, tokenKind, tokenStart, tokenBytes } = columns;
  const fields = decideEncodings(columns).map((encoding, key): FieldSummary => {
    const type = encoding === 'string' || encoding === 'boolean' ? encoding : 'number';
    return { name: keys[key]!, type, distinct: 0, values: [] };
  });
  for (let token = 0; token < tokenKey.length; token++) {
    const field = fields[tokenKey[token]!]!;
    field.distinct++;
    const value = readToken(tokenKind[token]!, tokenBytes, tokenStart[token]!, tokenStart[token + 1]!);
    if (field.values.length < MAX_LISTED_VALUES) {
      field.values.push(field.type === 'string' ? String(value) : value);
    }
    if (field.type === 'number' && typeof value === 'number') {
      field.min = Math.min(field.min ?? value, value);
      field.max = Math.max(field.max ?? value, value);
    }
  }
  for (const { key, values } of columns.numbers) {
    const field = fields[key]!;
    const distinct = new Set<number>();
    for (const value of values) {
      if (Number.isNaN(value)) continue;
      if (distinct.size < MAX_LISTED_VALUES) distinct.add(value);
      field.min = Math.min(field.min ?? value, value);
      field.max = Math.max(field.max ?? value, value);
    }
    // Counted only as far as values are listed: such columns have nearly as many values as features.
    field.distinct = distinct.size < MAX_LISTED_VALUES ? distinct.size : values.length;
    field.values = [...distinct];
  }
  return fields;
}

/** One decision per key, from all its tokens. */
function decideEncodings({
  keys,
  tokenKey,
  tokenKind,
  tokenStart,
  tokenBytes,
}: AttributeColumns): Encoding[] {
  const seen = keys.map(() => ({
    numbers: false,
    booleans: false,
    strings: false,
    whole: true,
    negative: false,
  }));
  for (let token = 0; token < tokenKey.length; token++) {
    const field = seen[tokenKey[token]!]!;
    const kind = tokenKind[token]!;
    if (kind === NUMBER) {
      const value = readDouble(tokenBytes, tokenStart[token]!);
      field.numbers = true;
      if (!isShortInteger(value)) field.whole = false;
      if (value < 0) field.negative = true;
    } else if (kind === TRUE || kind === FALSE) field.booleans = true;
    else field.strings = true;
  }
  return seen.map(({ numbers, booleans, strings, whole, negative }) => {
    if (strings || (numbers && booleans)) return 'string';
    if (booleans) return 'boolean';
    if (!whole) return 'double';
    return negative ? 'signed' : 'unsigned';
  });
}

/** In one piece of shared memory: a feature may have a million keys. */
function encodeKeys(names: readonly string[]): Pick<AttributeTable, 'keys' | 'keyStart'> {
  const writer = new ByteWriter(1 << 10);
  const keyStart = sharedUint32(names.length + 1);
  for (const [key, name] of names.entries()) {
    const text = Buffer.from(name, 'utf8');
    writer.varint(LAYER_KEYS);
    writer.varint(text.length);
    writer.append(text);
    keyStart[key + 1] = writer.length;
  }
  return { keys: shareUint8(writer.bytes()), keyStart };
}

/** Writes one value message (MVT 2.1, section 4.4) from the bytes of a token. */
function writeValueBody(
  body: ByteWriter,
  encoding: Encoding,
  kind: number,
  bytes: Uint8Array,
  from: number,
  to: number,
): void {
  switch (encoding) {
    case 'string': {
      const text =
        kind === 0 ? bytes.subarray(from, to) : Buffer.from(String(readToken(kind, bytes, from, to)));
      body.varint(VALUE_STRING);
      body.varint(text.length);
      body.append(text);
      break;
    }
    case 'boolean':
      body.varint(VALUE_BOOL);
      body.varint(kind === TRUE ? 1 : 0);
      break;
    case 'unsigned':
      body.varint(VALUE_UINT);
      body.varint(readDouble(bytes, from));
      break;
    case 'signed':
      body.varint(VALUE_SINT);
      body.zigzag(readDouble(bytes, from));
      break;
    case 'double':
      body.varint(VALUE_DOUBLE);
      body.appendRange(bytes, from, to);
  }
}

function readToken(kind: number, bytes: Uint8Array, from: number, to: number): FieldValue {
  if (kind === NUMBER) return readDouble(bytes, from);
  if (kind === TRUE || kind === FALSE) return kind === TRUE;
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8');
}

const readDouble = (bytes: Uint8Array, from: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getFloat64(from, true);
