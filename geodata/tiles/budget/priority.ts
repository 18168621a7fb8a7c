import { LINE, type ArcTable, type LayerTable } from '../bake-model.ts';
import { findPlaces } from '../topology/places.ts';

/** Digits of the radix sort: four of 16 bits make the 64 bits of a double. */
const DIGIT_BITS = 16;
const DIGITS = 4;

/**
 * Features in the order in which they get room in tiles: first the strongest link of every place at which links
 * end, then all others, both by descending weight; equal weights, and layers without weights, in their order.
 */
export function rankFeatures(table: LayerTable, arcs: ArcTable): Uint32Array {
  const count = table.featureId.length;
  if (table.weight === null) return Uint32Array.from({ length: count }, (_, feature) => feature);
  const byWeight = sortDescending(table.weight);
  const ends = endsOf(table, arcs);
  if (ends === null) return byWeight;

  const places = findPlaces(ends.x, ends.y);
  const isReached = new Uint8Array(places.length);
  const isStrongest = new Uint8Array(count);
  for (const feature of byWeight) {
    const from = places[feature * 2]!;
    const to = places[feature * 2 + 1]!;
    if (isReached[from] === 0 || isReached[to] === 0) isStrongest[feature] = 1;
    isReached[from] = 1;
    isReached[to] = 1;
  }
  const order = new Uint32Array(count);
  let at = 0;
  for (const wanted of [1, 0]) {
    for (const feature of byWeight) if (isStrongest[feature] === wanted) order[at++] = feature;
  }
  return order;
}

/** Indices of numbers by descending value, those without one last; a stable radix sort on their bits. */
export function sortDescending(values: Float64Array): Uint32Array {
  const count = values.length;
  const bits = new Uint16Array(values.slice().buffer);
  let order = Uint32Array.from({ length: count }, (_, i) => i);
  let sorted = new Uint32Array(count);
  const start = new Uint32Array((1 << DIGIT_BITS) + 1);
  for (let digit = 0; digit < DIGITS; digit++) {
    start.fill(0);
    for (let i = 0; i < count; i++) start[keyDigit(bits, i, digit) + 1]!++;
    for (let i = 1; i < start.length; i++) start[i]! += start[i - 1]!;
    for (const i of order) sorted[start[keyDigit(bits, i, digit)]!++] = i;
    [order, sorted] = [sorted, order];
  }
  return order;
}

/** One digit of a number's key; keys ascend as numbers descend, and NaN has the highest. */
function keyDigit(bits: Uint16Array, i: number, digit: number): number {
  const top = bits[i * DIGITS + DIGITS - 1]!;
  const isNaN = (top & 0x7f_f0) === 0x7f_f0;
  if (isNaN) return 0xff_ff;
  const own = bits[i * DIGITS + digit]!;
  // Of positive numbers all bits are turned but the sign, of negative ones none.
  if (top >= 0x80_00) return own;
  return digit === DIGITS - 1 ? ~own & 0x7f_ff : ~own & 0xff_ff;
}

/** Both ends of every feature, if all are lines: from at 2i, to at 2i + 1. */
function endsOf(table: LayerTable, arcs: ArcTable): { x: Int32Array; y: Int32Array } | null {
  const count = table.featureId.length;
  const x = new Int32Array(count * 2);
  const y = new Int32Array(count * 2);
  for (let feature = 0; feature < count; feature++) {
    if (table.featureKind[feature] !== LINE) return null;
    if (table.edges !== null) {
      x[feature * 2] = table.edges.fromX[feature]!;
      y[feature * 2] = table.edges.fromY[feature]!;
      x[feature * 2 + 1] = table.edges.toX[feature]!;
      y[feature * 2 + 1] = table.edges.toY[feature]!;
      continue;
    }
    const firstPart = table.featurePart[feature]!;
    const lastPart = table.featurePart[feature + 1]! - 1;
    if (lastPart < firstPart) continue;
    const from = arcs.start[table.arcReference[table.partArc[firstPart]!]!]!;
    const to = arcs.start[table.arcReference[table.partArc[lastPart]!]! + 1]! - 1;
    x[feature * 2] = arcs.x[from]!;
    y[feature * 2] = arcs.y[from]!;
    x[feature * 2 + 1] = arcs.x[to]!;
    y[feature * 2 + 1] = arcs.y[to]!;
  }
  return { x, y };
}
