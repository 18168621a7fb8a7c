/** Buckets by which vertices are sorted first: the table of one bucket then fits a processor's cache. */
const BUCKET_BITS = 8;
const BUCKETS = 2 ** BUCKET_BITS;

/**
 * For every vertex the index of the first vertex at the same place. Vertices are dealt to buckets by a hash of their
 * place, and each bucket is searched by open addressing: one large table would miss the cache at every step.
 */
export function findPlaces(x: Int32Array, y: Int32Array): Int32Array {
  const count = x.length;
  const place = new Int32Array(count);
  const start = new Uint32Array(BUCKETS + 1);
  for (let i = 0; i < count; i++) start[(hashPair(x[i]!, y[i]!) >>> (32 - BUCKET_BITS)) + 1]!++;
  let largest = 0;
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    largest = Math.max(largest, start[bucket + 1]!);
    start[bucket + 1]! += start[bucket]!;
  }
  const dealtX = new Int32Array(count);
  const dealtY = new Int32Array(count);
  const vertex = new Int32Array(count);
  const next = start.slice();
  for (let i = 0; i < count; i++) {
    const vx = x[i]!;
    const vy = y[i]!;
    const at = next[hashPair(vx, vy) >>> (32 - BUCKET_BITS)]!++;
    dealtX[at] = vx;
    dealtY[at] = vy;
    vertex[at] = i;
  }

  const slots = 2 ** Math.max(4, Math.ceil(Math.log2(largest * 1.5 + 1)));
  const mask = slots - 1;
  const table = new Int32Array(slots);
  for (let bucket = 0; bucket < BUCKETS; bucket++) {
    table.fill(0);
    for (let i = start[bucket]!; i < start[bucket + 1]!; i++) {
      const vx = dealtX[i]!;
      const vy = dealtY[i]!;
      let slot = hashPair(vx, vy) & mask;
      // Slots hold a place in the dealt order + 1, so that 0 is free.
      let found = table[slot]! - 1;
      while (found >= 0 && (dealtX[found] !== vx || dealtY[found] !== vy)) {
        slot = (slot + 1) & mask;
        found = table[slot]! - 1;
      }
      if (found < 0) {
        table[slot] = i + 1;
        found = i;
      }
      place[vertex[i]!] = vertex[found]!;
    }
  }
  return place;
}

/** Mixes two integers so that both ends of the result depend on all of their bits. */
function hashPair(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e_37_79_b1) ^ Math.imul(b, 0x85_eb_ca_77);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2_b2_ae_3d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
