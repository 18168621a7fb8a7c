/** Typed arrays that worker threads see without copying. Pages that are never written take no memory. */
export const sharedInt32 = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));

export const sharedUint32 = (length: number): Uint32Array =>
  new Uint32Array(new SharedArrayBuffer(length * 4));

export const sharedUint8 = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));

export const sharedFloat64 = (length: number): Float64Array =>
  new Float64Array(new SharedArrayBuffer(length * 8));

/** The same arrays where worker threads see them already, and copies of others that they see. */
export const shareInt32 = (values: Int32Array): Int32Array => share(values, sharedInt32);
export const shareUint32 = (values: Uint32Array): Uint32Array => share(values, sharedUint32);
export const shareUint8 = (values: Uint8Array): Uint8Array => share(values, sharedUint8);
export const shareFloat64 = (values: Float64Array): Float64Array => share(values, sharedFloat64);

/** Parts of a column as one column that worker threads see. */
export const joinInt32 = (parts: readonly Int32Array[]): Int32Array => join(parts, sharedInt32);
export const joinFloat64 = (parts: readonly Float64Array[]): Float64Array => join(parts, sharedFloat64);

type SharedTypedArray = Int32Array | Uint32Array | Uint8Array | Float64Array;

function share<Values extends SharedTypedArray>(values: Values, create: (length: number) => Values): Values {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const shared = create(values.length);
  shared.set(values);
  return shared;
}

function join<Values extends SharedTypedArray>(
  parts: readonly Values[],
  create: (length: number) => Values,
): Values {
  const joined = create(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
