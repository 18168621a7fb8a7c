/** Typed arrays that worker threads see without copying. Pages that are never written take no memory. */
export const sharedInt32 = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));

export const sharedUint32 = (length: number): Uint32Array =>
  new Uint32Array(new SharedArrayBuffer(length * 4));

export const sharedUint8 = (length: number): Uint8Array => new Uint8Array(new SharedArrayBuffer(length));

export const sharedFloat64 = (length: number): Float64Array =>
  new Float64Array(new SharedArrayBuffer(length * 8));

/** Copies of arrays that worker threads see. */
export const shareInt32 = (values: Int32Array): Int32Array => {
  const shared = sharedInt32(values.length);
  shared.set(values);
  return shared;
};

export const shareUint32 = (values: Uint32Array): Uint32Array => {
  const shared = sharedUint32(values.length);
  shared.set(values);
  return shared;
};

export const shareUint8 = (values: Uint8Array): Uint8Array => {
  const shared = sharedUint8(values.length);
  shared.set(values);
  return shared;
};

export const shareFloat64 = (values: Float64Array): Float64Array => {
  const shared = sharedFloat64(values.length);
  shared.set(values);
  return shared;
};
