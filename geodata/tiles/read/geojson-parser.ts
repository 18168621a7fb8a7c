import { AttributeCollector } from '../encode/attribute-collector.ts';
import { LINE, POINT, POLYGON } from '../bake-model.ts';
import { scanId } from './feature-id.ts';
import { GeometryBuilder } from './geometry-builder.ts';
import { InvalidFeatures, type RemarkedFeature } from './invalid-features.ts';
import type { JsonScanner } from './json-scanner.ts';
import type { ParserOptions } from './parser-options.ts';
import {
  kindOrFault,
  noGeometry,
  scanGeometry,
  scanGeometryMember,
  scanKey,
  type ScannedGeometry,
} from './scan-geometry.ts';
import { PropertyScanner } from './property-scanner.ts';
import { ZOOM_MEMBER, ZoomMembers } from './zoom-member.ts';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Parses features one by one from a scanner into columns. */
export class GeoJsonParser {
  readonly geometry = new GeometryBuilder();
  readonly attributes = new AttributeCollector();
  readonly zooms = new ZoomMembers();
  readonly #scanner: JsonScanner;
  readonly #invalid: InvalidFeatures;
  readonly #properties: PropertyScanner;
  /** Whether the member `id` is the feature's id. */
  readonly #hasOwnIds: boolean;

  constructor(scanner: JsonScanner, options: ParserOptions) {
    this.#scanner = scanner;
    this.#invalid = new InvalidFeatures(options.onInvalid);
    this.#properties = new PropertyScanner(scanner, this.attributes, this.#invalid, options);
    this.#hasOwnIds = options.idField === undefined;
  }

  /** Features that were not read as they are, in the order of the file. */
  get invalid(): readonly RemarkedFeature[] {
    return this.#invalid.found;
  }

  /**
   * Parses the object at the scanner: a feature, or a geometry that stands for one. If it is a collection,
   * stops behind the bracket that opens its features and returns true.
   */
  parseObject(): boolean {
    const scanner = this.#scanner;
    const start = scanner.position;
    const before = this.invalid.length;
    this.attributes.startFeature();
    this.zooms.startFeature();
    try {
      const geometry = noGeometry();
      let id = -1;
      scanner.expect(OPEN_BRACE);
      for (let first = true; scanner.nextItem(CLOSE_BRACE, first); first = false) {
        const key = scanKey(scanner);
        if (key === 'features' && scanner.peek() === OPEN_BRACKET) {
          scanner.position++;
          this.attributes.dropFeature();
          return true;
        }
        if (key === 'geometry' && scanner.peek() === OPEN_BRACE) {
          scanGeometry(scanner, this.geometry, geometry);
        } else if (key === 'properties' && scanner.peek() === OPEN_BRACE) id = this.#properties.scan(id);
        else if (key === 'id' && this.#hasOwnIds) id = scanId(scanner);
        else if (key === ZOOM_MEMBER) this.#scanZooms();
        else if (!scanGeometryMember(scanner, this.geometry, geometry, key)) scanner.skipValue();
      }
      if (!this.#commit(geometry, id, scanner.origin + start)) this.attributes.dropFeature();
    } catch (error) {
      // Begun again with more bytes, or not at all.
      this.attributes.dropFeature();
      this.#invalid.found.length = before;
      throw error;
    }
    return false;
  }

  /** Members behind the features of a collection, and its end. */
  skipRestOfCollection(): void {
    const scanner = this.#scanner;
    while (scanner.nextItem(CLOSE_BRACE, false)) {
      scanKey(scanner);
      scanner.skipValue();
    }
  }

  #scanZooms(): void {
    const byteOffset = this.#scanner.origin + this.#scanner.position;
    const message = this.zooms.scan(this.#scanner);
    if (message !== null) this.#invalid.remark({ byteOffset, message });
  }

  /** Keeps the feature that was scanned; false where it is left out, as the policy says. */
  #commit(geometry: ScannedGeometry, id: number, byteOffset: number): boolean {
    if (geometry.type === 'GeometryCollection' && geometry.members >= 0) {
      return this.#commitMembers(geometry.members, id);
    }
    const kind = kindOrFault(geometry);
    if (typeof kind === 'string') {
      this.#invalid.remark({ byteOffset, message: kind }, true);
      return false;
    }
    if (geometry.invalid !== null) {
      const isLeftOut = this.#invalid.onInvalid === 'skip';
      this.#invalid.remark(geometry.invalid, isLeftOut);
      if (isLeftOut) return false;
    }
    this.geometry.startFeature(id, kind);
    this.zooms.keepFeature();
    if (kind === POINT) this.geometry.addPoints();
    else if (kind === LINE) this.geometry.addLines();
    else if (kind === POLYGON) this.geometry.addPolygons();
    return true;
  }

  /** A geometry collection becomes a feature for each of its members, all with one id and the same attributes. */
  #commitMembers(position: number, id: number): boolean {
    const scanner = this.#scanner;
    const behind = scanner.position;
    let kept = 0;
    // True while the attributes have a feature that no member has taken yet.
    let unclaimed = true;
    scanner.position = position + 1;
    for (let first = true; scanner.nextItem(CLOSE_BRACKET, first); first = false) {
      const member = noGeometry();
      const byteOffset = scanner.origin + scanner.position;
      scanGeometry(scanner, this.geometry, member);
      if (!unclaimed) this.attributes.repeatFeature();
      unclaimed = !this.#commit(member, id, byteOffset);
      if (!unclaimed) kept++;
    }
    scanner.position = behind;
    if (unclaimed && kept > 0) this.attributes.dropFeature();
    return kept > 0;
  }
}
