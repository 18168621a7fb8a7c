import { encodeAttributes } from './attributes.ts';
import { POINT, POLYGON, type ArcTable, type LayerTable } from './bake-model.ts';
import type { FlatLayer } from './flat-layer.ts';
import type { GeometryColumns } from './read/geometry-builder.ts';
import { sharedInt32, sharedUint32, sharedUint8 } from './shared-arrays.ts';

/**
 * Turns flat layers into arcs and references to them. Rings of coverage layers are cut where borders meet, and
 * every border is stored once, also where layers share it (provinces and their cities). Other rings and lines
 * become arcs of their own.
 */
export function buildTopology(layers: readonly FlatLayer[]): { arcs: ArcTable; tables: LayerTable[] } {
  const junctions = findJunctions(layers.filter((layer) => layer.coverage));
  const builder = new ArcBuilder(layers, junctions);
  const tables = layers.map((layer) => builder.addLayer(layer));
  return { arcs: builder.finish(), tables };
}

/** The vertices of all coverage rings, one layer after the other; equal places have equal `place`. */
interface Junctions {
  /** By layer: index of its first vertex in `place`. */
  base: Map<FlatLayer, number>;
  /** Index of the first vertex at the same place. */
  place: Int32Array;
  /** By place: 1 where borders meet or part. */
  isJunction: Uint8Array;
}

/**
 * A place is a junction if two visits of it do not come from and go to the same two neighbours. Between
 * junctions every place thus has one pair of neighbours, and following it is a border.
 */
function findJunctions(layers: readonly FlatLayer[]): Junctions {
  const base = new Map<FlatLayer, number>();
  let total = 0;
  for (const layer of layers) {
    base.set(layer, total);
    total += layer.geometry.x.length;
  }
  const x = new Int32Array(total);
  const y = new Int32Array(total);
  for (const layer of layers) {
    x.set(layer.geometry.x, base.get(layer));
    y.set(layer.geometry.y, base.get(layer));
  }
  const place = findPlaces(x, y);

  const neighbourA = new Int32Array(total).fill(-1);
  const neighbourB = new Int32Array(total);
  const isJunction = new Uint8Array(total);
  for (const layer of layers) {
    const first = base.get(layer)!;
    for (const part of ringsOf(layer.geometry)) {
      const start = first + layer.geometry.partStart[part]!;
      const end = first + layer.geometry.partStart[part + 1]!;
      let before = place[end - 1]!;
      for (let i = start; i < end; i++) {
        const here = place[i]!;
        const after = place[i + 1 < end ? i + 1 : start]!;
        if (neighbourA[here] === -1) {
          neighbourA[here] = before;
          neighbourB[here] = after;
        } else {
          const a = neighbourA[here]!;
          const b = neighbourB[here]!;
          if (!((a === before && b === after) || (a === after && b === before))) isJunction[here] = 1;
        }
        before = here;
      }
    }
  }
  return { base, place, isJunction };
}

/** The parts of polygon features. */
function* ringsOf({ featureKind, featurePart }: GeometryColumns): Generator<number> {
  for (let feature = 0; feature < featureKind.length; feature++) {
    if (featureKind[feature] !== POLYGON) continue;
    for (let part = featurePart[feature]!; part < featurePart[feature + 1]!; part++) yield part;
  }
}

/** For every vertex the index of the first vertex at the same place, by open addressing. */
function findPlaces(x: Int32Array, y: Int32Array): Int32Array {
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

/** Collects arcs, finding again those that were met from the other side. */
class ArcBuilder {
  readonly #junctions: Junctions;
  readonly #start: number[] = [0];
  readonly #x: Int32Array;
  readonly #y: Int32Array;
  #length = 0;
  /** Arc references by "from this place to that", for both ends of every border. */
  readonly #known = new Map<number, number>();
  readonly #places: number;

  constructor(layers: readonly FlatLayer[], junctions: Junctions) {
    this.#junctions = junctions;
    this.#places = junctions.place.length;
    // Every cut repeats a vertex, and there is at most one cut for each vertex.
    const vertices = layers.reduce((sum, layer) => sum + layer.geometry.x.length, 0);
    this.#x = sharedInt32(vertices * 2);
    this.#y = sharedInt32(vertices * 2);
  }

  finish(): ArcTable {
    const start = sharedUint32(this.#start.length);
    start.set(this.#start);
    return {
      start,
      x: this.#x.subarray(0, this.#length),
      y: this.#y.subarray(0, this.#length),
      level: sharedUint8(this.#length),
    };
  }

  addLayer(layer: FlatLayer): LayerTable {
    const { geometry } = layer;
    const parts = geometry.partIsHole.length;
    const partArc = sharedUint32(parts + 1);
    const references: number[] = [];
    for (let feature = 0; feature < geometry.featureKind.length; feature++) {
      const kind = geometry.featureKind[feature]!;
      for (let part = geometry.featurePart[feature]!; part < geometry.featurePart[feature + 1]!; part++) {
        if (kind === POLYGON && layer.coverage) this.#addSharedRing(layer, part, references);
        else if (kind !== POINT) references.push(this.#addOwnArc(geometry, part, kind === POLYGON));
        partArc[part + 1] = references.length;
      }
    }
    const arcReference = sharedInt32(references.length);
    arcReference.set(references);
    return {
      id: layer.id,
      minzoom: layer.minzoom,
      maxzoom: layer.maxzoom,
      buffer: layer.buffer,
      featureId: shareFloat64(geometry.featureId),
      featureKind: shareUint8(geometry.featureKind),
      featurePart: shareUint32(geometry.featurePart),
      partIsHole: shareUint8(geometry.partIsHole),
      partBox: partBoxes(geometry),
      partSize: partSizes(geometry),
      partArc,
      arcReference,
      attributes: encodeAttributes(layer.attributes),
    };
  }

  /** A whole ring or line as one arc; rings are closed by their first vertex. */
  #addOwnArc({ partStart, x, y }: GeometryColumns, part: number, closed: boolean): number {
    const start = partStart[part]!;
    const end = partStart[part + 1]!;
    for (let i = start; i < end; i++) this.#append(x[i]!, y[i]!);
    if (closed) this.#append(x[start]!, y[start]!);
    return this.#closeArc();
  }

  /** Cuts a ring at its junctions, and refers to a known arc wherever another ring brought it. */
  #addSharedRing(layer: FlatLayer, part: number, references: number[]): void {
    const { place, isJunction, base } = this.#junctions;
    const { partStart, x, y } = layer.geometry;
    const first = base.get(layer)!;
    const start = partStart[part]!;
    const count = partStart[part + 1]! - start;
    const placeAt = (i: number): number => place[first + start + i]!;

    // A ring without junctions is a border of its own: begin at its lowest place, whichever ring is walked.
    let begin = 0;
    while (begin < count && isJunction[placeAt(begin)] === 0) begin++;
    if (begin === count) {
      begin = 0;
      for (let i = 1; i < count; i++) if (placeAt(i) < placeAt(begin)) begin = i;
    }

    for (let from = 0; from < count;) {
      let to = from + 1;
      while (to < count && isJunction[placeAt((begin + to) % count)] === 0) to++;
      const firstPlace = placeAt((begin + from) % count);
      const secondPlace = placeAt((begin + from + 1) % count);
      const lastPlace = placeAt((begin + to) % count);
      const lastButOnePlace = placeAt((begin + to - 1) % count);
      const known = this.#known.get(firstPlace * this.#places + secondPlace);
      if (known === undefined) {
        for (let i = from; i <= to; i++) {
          const vertex = start + ((begin + i) % count);
          this.#append(x[vertex]!, y[vertex]!);
        }
        const arc = this.#closeArc();
        // The backward key is set first: where both are the same, forward wins.
        this.#known.set(lastPlace * this.#places + lastButOnePlace, ~arc);
        this.#known.set(firstPlace * this.#places + secondPlace, arc);
        references.push(arc);
      } else {
        references.push(known);
      }
      from = to;
    }
  }

  #append(x: number, y: number): void {
    this.#x[this.#length] = x;
    this.#y[this.#length] = y;
    this.#length++;
  }

  #closeArc(): number {
    this.#start.push(this.#length);
    return this.#start.length - 2;
  }
}

function partBoxes({ partStart, x, y }: GeometryColumns): Int32Array {
  const parts = partStart.length - 1;
  const boxes = sharedInt32(parts * 4);
  for (let part = 0; part < parts; part++) {
    let west = 0x7f_ff_ff_ff;
    let north = 0x7f_ff_ff_ff;
    let east = -0x80_00_00_00;
    let south = -0x80_00_00_00;
    for (let i = partStart[part]!; i < partStart[part + 1]!; i++) {
      const vx = x[i]!;
      const vy = y[i]!;
      if (vx < west) west = vx;
      if (vx > east) east = vx;
      if (vy < north) north = vy;
      if (vy > south) south = vy;
    }
    boxes[part * 4] = west;
    boxes[part * 4 + 1] = north;
    boxes[part * 4 + 2] = east;
    boxes[part * 4 + 3] = south;
  }
  return boxes;
}

function partSizes({ partStart }: GeometryColumns): Uint32Array {
  const sizes = sharedUint32(partStart.length - 1);
  for (let part = 0; part < sizes.length; part++) sizes[part] = partStart[part + 1]! - partStart[part]!;
  return sizes;
}

const shareUint32 = (values: Uint32Array): Uint32Array => {
  const shared = sharedUint32(values.length);
  shared.set(values);
  return shared;
};

const shareUint8 = (values: Uint8Array): Uint8Array => {
  const shared = sharedUint8(values.length);
  shared.set(values);
  return shared;
};

const shareFloat64 = (values: Float64Array): Float64Array => {
  const shared = new Float64Array(new SharedArrayBuffer(values.length * 8));
  shared.set(values);
  return shared;
};
