import { AtlasError } from '../model/atlas-error.ts';
import type { FieldType, FieldValue } from '../model/layer.ts';
import type { AttributeTable } from './bake-model.ts';
import { ByteWriter } from './byte-writer.ts';
import { sharedUint32, sharedUint8 } from './shared-arrays.ts';

/** How a field is written, the same in all tiles. */
export type Encoding = 'string' | 'boolean' | 'unsigned' | 'signed' | 'double';

const MAX_INT32 = 2 ** 31 - 1;
const MIN_INT32 = -(2 ** 31);

const LAYER_KEYS = (3 << 3) | 2;
const LAYER_VALUES = (4 << 3) | 2;
const VALUE_STRING = (1 << 3) | 2;
const VALUE_DOUBLE = (3 << 3) | 1;
const VALUE_UINT = 5 << 3;
const VALUE_SINT = 6 << 3;
const VALUE_BOOL = 7 << 3;

/**
 * Decides from all values of a number field how it is written: whole numbers of 32 bits as integers, anything
 * else as double, since readers wrap integers above 2^31 − 1.
 */
export function numberEncoding(values: Iterable<number>): Encoding {
  let lowest = 0;
  for (const value of values) {
    if (!Number.isInteger(value) || value > MAX_INT32 || value < MIN_INT32) return 'double';
    if (value < lowest) lowest = value;
  }
  return lowest < 0 ? 'signed' : 'unsigned';
}

/** Encodes the attributes of features in the order of `fields`; each distinct value is encoded once. */
export function encodeAttributes(
  layer: string,
  fields: Record<string, FieldType>,
  rows: readonly Record<string, FieldValue>[],
): AttributeTable {
  const names = Object.keys(fields);
  const cells = sharedUint32(rows.length * names.length);
  const writer = new ByteWriter(1024);
  const starts: number[] = [];

  names.forEach((name, column) => {
    const type = fields[name]!;
    for (const row of rows) checkValue(layer, name, type, row[name]);
    const encoding =
      type === 'number'
        ? numberEncoding(rows.flatMap((row) => (row[name] as number | undefined) ?? []))
        : type;
    // Values of different fields may be equal; sharing them between fields costs a lookup and saves little.
    const known = new Map<FieldValue, number>();
    rows.forEach((row, feature) => {
      const value = row[name];
      if (value === undefined) return;
      let index = known.get(value);
      if (index === undefined) {
        index = starts.length;
        starts.push(writer.length);
        writeValue(writer, value, encoding);
        known.set(value, index);
      }
      cells[feature * names.length + column] = index + 1;
    });
  });

  const values = sharedUint8(writer.length);
  values.set(writer.bytes());
  const valueStart = sharedUint32(starts.length + 1);
  valueStart.set(starts);
  valueStart[starts.length] = writer.length;
  return { keys: names.map(encodeKey), values, valueStart, cells };
}

function checkValue(layer: string, name: string, type: FieldType, value: FieldValue | undefined): void {
  if (value === undefined || (typeof value === type && !(type === 'number' && !Number.isFinite(value))))
    return;
  throw new AtlasError(
    'invalid-data',
    `Field ${name} of layer ${layer} is declared ${type}; found ${JSON.stringify(value) ?? String(value)}. ` +
      'Leave the property out where there is no value.',
    { at: layer },
  );
}

function encodeKey(name: string): Uint8Array {
  const text = Buffer.from(name, 'utf8');
  const writer = new ByteWriter(text.length + 6);
  writer.varint(LAYER_KEYS);
  writer.varint(text.length);
  writer.append(text);
  return writer.bytes().slice();
}

/** Writes one `values` entry of a layer message (MVT 2.1, section 4.4). */
function writeValue(writer: ByteWriter, value: FieldValue, encoding: Encoding): void {
  const body = new ByteWriter(16);
  switch (encoding) {
    case 'string': {
      const text = Buffer.from(value as string, 'utf8');
      body.varint(VALUE_STRING);
      body.varint(text.length);
      body.append(text);
      break;
    }
    case 'boolean':
      body.varint(VALUE_BOOL);
      body.varint(value === true ? 1 : 0);
      break;
    case 'unsigned':
      body.varint(VALUE_UINT);
      body.varint(value as number);
      break;
    case 'signed':
      body.varint(VALUE_SINT);
      body.zigzag(value as number);
      break;
    case 'double':
      body.varint(VALUE_DOUBLE);
      body.double(value as number);
  }
  writer.varint(LAYER_VALUES);
  writer.varint(body.length);
  writer.append(body.bytes());
}
