/** For every vertex the index of the first vertex at the same place, by open addressing. */
export function findPlaces(x: Int32Array, y: Int32Array): Int32Array {
  const count = x.length;
  const place = new Int32Array(count);
  const slots = 2 ** Math.max(4, Math.ceil(Math.log2(count * 1.5 + 1)));
  const mask = slots - 1;
  const table = new Int32Array(slots);
  for (let i = 0; i < count; i++) {
    const px = x[i]!;
    const py = y[i]!;
    let slot = hashPair(px, py) & mask;
    for (;;) {
      // Slots hold index + 1, so that 0 is free.
      const found = table[slot]! - 1;
      if (found < 0) {
        table[slot] = i + 1;
        place[i] = i;
        break;
      }
      if (x[found] === px && y[found] === py) {
        place[i] = found;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return place;
}

/** Mixes two integers so that the low bits depend on all of them. */
function hashPair(a: number, b: number): number {
  let hash = Math.imul(a, 0x9e_37_79_b1) ^ Math.imul(b, 0x85_eb_ca_77);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2_b2_ae_3d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
