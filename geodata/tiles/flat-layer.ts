import type { AttributeTable, GeometryKind } from './bake-model.ts';

/** A layer as it was read: parts with their own vertices on the world grid, nothing shared yet. */
export interface FlatLayer {
  id: string;
  kind: GeometryKind;
  coverage: boolean;
  minzoom: number;
  maxzoom: number;
  buffer: number;
  featureId: Float64Array;
  /** Feature i has the parts from `featurePart[i]` to `featurePart[i + 1]`. */
  featurePart: Uint32Array;
  /** 1 where the part is a hole; its outer ring is the nearest part before it that is none. */
  partIsHole: Uint8Array;
  /** Part i has the vertices from `partStart[i]` to `partStart[i + 1]`; rings are not closed by a repeated vertex. */
  partStart: Uint32Array;
  x: Int32Array;
  y: Int32Array;
  attributes: AttributeTable;
}

/** A typed array that grows by doubling. */
class Column<Store extends Int32Array | Uint32Array | Uint8Array | Float64Array> {
  #store: Store;
  readonly #create: (length: number) => Store;
  length = 0;

  constructor(create: (length: number) => Store) {
    this.#create = create;
    this.#store = create(1024);
  }

  push(value: number): void {
    if (this.length === this.#store.length) {
      const larger = this.#create(this.length * 2);
      larger.set(this.#store);
      this.#store = larger;
    }
    this.#store[this.length++] = value;
  }

  finish(): Store {
    return this.#store.slice(0, this.length) as Store;
  }
}

/** Collects the geometry of a flat layer, feature by feature, part by part. */
export class FlatGeometry {
  readonly #featureId = new Column((length) => new Float64Array(length));
  readonly #featurePart = new Column((length) => new Uint32Array(length));
  readonly #partIsHole = new Column((length) => new Uint8Array(length));
  readonly #partStart = new Column((length) => new Uint32Array(length));
  readonly #x = new Column((length) => new Int32Array(length));
  readonly #y = new Column((length) => new Int32Array(length));

  startFeature(id: number): void {
    this.#featureId.push(id);
    this.#featurePart.push(this.#partStart.length);
  }

  startPart(isHole: boolean): void {
    this.#partIsHole.push(isHole ? 1 : 0);
    this.#partStart.push(this.#x.length);
  }

  vertex(x: number, y: number): void {
    this.#x.push(x);
    this.#y.push(y);
  }

  finish(): Pick<FlatLayer, 'featureId' | 'featurePart' | 'partIsHole' | 'partStart' | 'x' | 'y'> {
    this.#featurePart.push(this.#partStart.length);
    this.#partStart.push(this.#x.length);
    return {
      featureId: this.#featureId.finish(),
      featurePart: this.#featurePart.finish(),
      partIsHole: this.#partIsHole.finish(),
      partStart: this.#partStart.finish(),
      x: this.#x.finish(),
      y: this.#y.finish(),
    };
  }
}
