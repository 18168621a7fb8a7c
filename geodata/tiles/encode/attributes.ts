import { AtlasError } from '../../model/atlas-error.ts';
import type { FieldType, FieldValue } from '../../model/layer.ts';
import { AttributeCollector, NUMBER, TRUE, type AttributeColumns } from './attribute-collector.ts';
import type { AttributeTable, NumberColumn } from '../bake-model.ts';
import { ByteTable } from './byte-table.ts';
import { ByteWriter } from './byte-writer.ts';
import { readDouble, readToken, statisticsOf, type Encoding } from './field-statistics.ts';
import { shareFloat64, sharedUint32, shareUint32, shareUint8 } from '../shared-arrays.ts';

const LAYER_KEYS = (3 << 3) | 2;
const LAYER_VALUES = (4 << 3) | 2;
const VALUE_STRING = (1 << 3) | 2;
const VALUE_DOUBLE = (3 << 3) | 1;
const VALUE_UINT = 5 << 3;
const VALUE_SINT = 6 << 3;
const VALUE_BOOL = 7 << 3;

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
 * Encodes attributes once as the bytes a tile holds. `encodings` are by key, and those of the whole layer where the
 * columns are only a part of it.
 */
export function encodeAttributes(
  columns: AttributeColumns,
  encodings: readonly Encoding[] = statisticsOf(columns).encodings(),
): AttributeTable {
  const { keys, tokenKey, tokenKind, tokenStart, tokenBytes } = columns;
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
      // Numbers beside text would be no column of their own.
      encoding: encodings[key] as NumberColumn['encoding'],
      values: shareFloat64(numbers),
    })),
  };
}

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
