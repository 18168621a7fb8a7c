import { isUtf8 } from 'node:buffer';
import { explainNoDegrees } from '../../model/degrees.ts';
import type { Position } from '../../model/geometry.ts';
import { AttributeCollector } from '../encode/attribute-collector.ts';
import { LINE, POINT, POLYGON } from '../bake-model.ts';
import { scanCoordinates } from './coordinates.ts';
import { GeometryBuilder } from './geometry-builder.ts';
import { kindOfGeometryType } from './geometry-kind.ts';
import { JsonProblem, type JsonScanner } from './json-scanner.ts';
import { ZOOM_MEMBER, ZoomMembers } from './zoom-member.ts';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const QUOTE = 0x22;
const COLON = 0x3a;
const MINUS = 0x2d;

/** Depth of the coordinates of every geometry type (RFC 7946 section 3.1). */
const depthOfType: Record<string, number> = {
  Point: 1,
  MultiPoint: 2,
  LineString: 2,
  MultiLineString: 3,
  Polygon: 3,
  MultiPolygon: 4,
};

/** What to do with a feature that cannot be drawn as it is: leave it out, keep what is right of it, or stop. */
export type OnInvalid = 'skip' | 'repair' | 'abort';

export interface ParserOptions {
  onInvalid: OnInvalid;
  /** Only these properties, if given. */
  keep?: string[];
  /** All but these properties. */
  drop?: string[];
  /** The property whose value is the feature's id. */
  idField?: string;
}

/** A feature that was not read as it is. */
export interface InvalidFeature {
  byteOffset: number;
  message: string;
  /** A position of it that is no place on earth, where most of its positions are none. */
  position?: Position;
}

/** The same, and whether anything was kept of the feature. */
export interface RemarkedFeature extends InvalidFeature {
  isLeftOut: boolean;
}

/** A geometry as it was scanned; the positions themselves are in the builder. */
interface ScannedGeometry {
  type: string | null;
  depth: number;
  hasCoordinates: boolean;
  invalid: InvalidFeature | null;
  /** Place of the members of a geometry collection, −1 where it is none. */
  members: number;
}

/** Parses features one by one from a scanner into columns. */
export class GeoJsonParser {
  readonly geometry = new GeometryBuilder();
  readonly attributes = new AttributeCollector();
  readonly zooms = new ZoomMembers();
  readonly invalid: RemarkedFeature[] = [];
  readonly #scanner: JsonScanner;
  readonly #options: ParserOptions;
  readonly #wanted: (name: string) => boolean;
  /** Keys as they came in the last feature; the next has them in the same order, mostly. */
  readonly #keyTexts: Uint8Array[] = [];
  readonly #keyNumbers: number[] = [];
  readonly #keyNames: string[] = [];
  readonly #slotOfKey = new Map<string, number>();

  constructor(scanner: JsonScanner, options: ParserOptions) {
    this.#scanner = scanner;
    this.#options = options;
    const keep = options.keep && new Set(options.keep);
    const drop = new Set(options.drop);
    this.#wanted = (name) => !drop.has(name) && (keep === undefined || keep.has(name));
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
      const geometry: ScannedGeometry = {
        type: null,
        depth: 0,
        hasCoordinates: false,
        invalid: null,
        members: -1,
      };
      let id = -1;
      scanner.expect(OPEN_BRACE);
      for (let first = true; scanner.nextItem(CLOSE_BRACE, first); first = false) {
        const key = this.#scanKey();
        if (key === 'features' && scanner.peek() === OPEN_BRACKET) {
          scanner.position++;
          this.attributes.dropFeature();
          return true;
        }
        if (key === 'geometry' && scanner.peek() === OPEN_BRACE) this.#scanGeometry(geometry);
        else if (key === 'properties' && scanner.peek() === OPEN_BRACE) id = this.#scanProperties(id);
        else if (key === 'id' && this.#options.idField === undefined) id = this.#scanId();
        else if (key === ZOOM_MEMBER) this.#scanZooms();
        else if (!this.#scanGeometryMember(geometry, key)) scanner.skipValue();
      }
      if (!this.#commit(geometry, id, scanner.origin + start)) this.attributes.dropFeature();
    } catch (error) {
      // Begun again with more bytes, or not at all.
      this.attributes.dropFeature();
      this.invalid.length = before;
      throw error;
    }
    return false;
  }

  /** Members behind the features of a collection, and its end. */
  skipRestOfCollection(): void {
    const scanner = this.#scanner;
    while (scanner.nextItem(CLOSE_BRACE, false)) {
      this.#scanKey();
      scanner.skipValue();
    }
  }

  #scanKey(): string {
    this.#scanner.scanString();
    const key = this.#scanner.stringText();
    this.#scanner.expect(COLON);
    return key;
  }

  #scanGeometry(geometry: ScannedGeometry): void {
    const scanner = this.#scanner;
    scanner.expect(OPEN_BRACE);
    for (let first = true; scanner.nextItem(CLOSE_BRACE, first); first = false) {
      if (!this.#scanGeometryMember(geometry, this.#scanKey())) scanner.skipValue();
    }
  }

  /** Scans the value of a member if it is one of geometries. */
  #scanGeometryMember(geometry: ScannedGeometry, key: string): boolean {
    const scanner = this.#scanner;
    if (key === 'type' && scanner.peek() === QUOTE) {
      scanner.scanString();
      const type = scanner.stringText();
      if (type !== 'Feature') geometry.type = type;
      return true;
    }
    if (key === 'coordinates' && scanner.peek() === OPEN_BRACKET) {
      const { depth, invalid } = scanCoordinates(scanner, this.geometry);
      geometry.depth = depth;
      geometry.hasCoordinates = true;
      if (invalid !== null) {
        const { position, byteOffset, count } = invalid;
        geometry.invalid = {
          byteOffset,
          message: `found the position [${position.join(', ')}], expected longitude and latitude in degrees`,
          ...(count > this.geometry.x.length ? { position } : {}),
        };
      }
      return true;
    }
    if (key === 'geometries' && scanner.peek() === OPEN_BRACKET) {
      geometry.members = scanner.position;
      scanner.skipValue();
      return true;
    }
    return false;
  }

  /** A whole number from 0 to 2^53 − 1, also as text; −1 for any other id. */
  #scanId(): number {
    const scanner = this.#scanner;
    const byte = scanner.peek();
    if (byte === QUOTE) {
      scanner.scanString();
      return toId(scanner.stringText());
    }
    if (byte === MINUS || (byte >= 0x30 && byte <= 0x39)) return toId(scanner.scanNumber());
    scanner.skipValue();
    return -1;
  }

  #scanZooms(): void {
    const byteOffset = this.#scanner.origin + this.#scanner.position;
    const message = this.zooms.scan(this.#scanner);
    if (message !== null) this.#remark({ byteOffset, message });
  }

  /** Scans the properties; returns the id that the id field gives, or `id`. */
  #scanProperties(id: number): number {
    const scanner = this.#scanner;
    const { attributes } = this;
    let result = id;
    scanner.expect(OPEN_BRACE);
    for (let item = 0; scanner.nextItem(CLOSE_BRACE, item === 0); item++) {
      const slot = this.#scanPropertyKey(item);
      const key = this.#keyNumbers[slot]!;
      if (this.#keyNames[slot] === this.#options.idField) {
        const start = scanner.position;
        result = this.#scanId();
        scanner.position = start;
      }
      if (key < 0) {
        scanner.skipValue();
        continue;
      }
      const byte = scanner.peek();
      if (byte === QUOTE) this.#addText(key);
      else if (byte === MINUS || (byte >= 0x30 && byte <= 0x39)) this.#addNumber(key);
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        // Tiles hold no nested values: they are kept as their JSON text.
        const from = scanner.position;
        scanner.skipValue();
        attributes.addUtf8(key, scanner.bytes, from, scanner.position);
      } else this.#addLiteral(key);
    }
    return result;
  }

  /** The slot of the key at the scanner, which is most likely that of the item's number. */
  #scanPropertyKey(item: number): number {
    const scanner = this.#scanner;
    const { from, to } = scanner.scanString();
    const expected = this.#keyTexts[item];
    let slot = item;
    if (expected === undefined || !sameBytes(expected, scanner.bytes, from, to)) {
      const name = scanner.stringText();
      const known = this.#slotOfKey.get(name);
      slot = known ?? this.#keyNames.push(name) - 1;
      if (known === undefined) {
        this.#slotOfKey.set(name, slot);
        this.#keyTexts.push(scanner.bytes.slice(from, to));
        this.#keyNumbers.push(this.#wanted(name) ? this.attributes.key(name) : -1);
      }
    }
    scanner.expect(COLON);
    return slot;
  }

  #addText(key: number): void {
    const scanner = this.#scanner;
    const { from, to, hasEscapes, isAscii } = scanner.scanString();
    if (!isAscii && !isUtf8(scanner.bytes.subarray(from, to))) {
      this.#remark({
        byteOffset: scanner.origin + from,
        message: 'found a text that is not UTF-8; convert the file, or its texts are damaged',
      });
      this.attributes.addString(key, scanner.stringText());
    } else if (hasEscapes) this.attributes.addString(key, scanner.stringText());
    else this.attributes.addUtf8(key, scanner.bytes, from, to);
  }

  #addNumber(key: number): void {
    const byteOffset = this.#scanner.origin + this.#scanner.position;
    if (
      this.#scanner.bytes[this.#scanner.position] === MINUS &&
      this.#scanner.bytes[this.#scanner.position + 1] === 0x49
    ) {
      this.#addLiteral(key);
      return;
    }
    const value = this.#scanner.scanNumber();
    if (Number.isFinite(value)) this.attributes.addNumber(key, value);
    else this.#remark({ byteOffset, message: 'found a number beyond 1.8e308; it is left out' });
  }

  /** `true`, `false`, `null`, or something that only looks like JSON. */
  #addLiteral(key: number): void {
    const scanner = this.#scanner;
    const from = scanner.position;
    scanner.skipValue();
    const word = Buffer.from(scanner.bytes.subarray(from, scanner.position)).toString('latin1');
    if (word === 'true' || word === 'false') this.attributes.addBoolean(key, word === 'true');
    else if (word === 'NaN' || word === 'Infinity' || word === '-Infinity') {
      this.#remark({
        byteOffset: scanner.origin + from,
        message: `found ${word}, which is no value; it is left out`,
      });
    } else if (word !== 'null') {
      throw new JsonProblem(
        `found ${JSON.stringify(word.slice(0, 20))}, expected a value`,
        scanner.origin + from,
      );
    }
  }

  /** Keeps the feature that was scanned; false where it is left out, as the policy says. */
  #commit(geometry: ScannedGeometry, id: number, byteOffset: number): boolean {
    if (geometry.type === 'GeometryCollection' && geometry.members >= 0) {
      return this.#commitMembers(geometry.members, id);
    }
    const kind = geometry.type === null ? null : kindOfGeometryType(geometry.type);
    const found =
      geometry.type === null ? 'no geometry' : `the geometry type ${JSON.stringify(geometry.type)}`;
    if (kind === null || !geometry.hasCoordinates) {
      const message =
        kind === null
          ? `found ${found}, expected one of ${Object.keys(depthOfType).join(', ')}`
          : `found ${found} without coordinates`;
      this.#remark({ byteOffset, message }, true);
      return false;
    }
    const expectedDepth = depthOfType[geometry.type!]!;
    if (geometry.depth !== 0 && geometry.depth !== expectedDepth) {
      const message = `found coordinates in ${geometry.depth} brackets, expected ${expectedDepth} for a ${geometry.type}`;
      this.#remark({ byteOffset, message }, true);
      return false;
    }
    if (geometry.invalid !== null) {
      const isLeftOut = this.#options.onInvalid === 'skip';
      this.#remark(geometry.invalid, isLeftOut);
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
      const member: ScannedGeometry = {
        type: null,
        depth: 0,
        hasCoordinates: false,
        invalid: null,
        members: -1,
      };
      const byteOffset = scanner.origin + scanner.position;
      this.#scanGeometry(member);
      if (!unclaimed) this.attributes.repeatFeature();
      unclaimed = !this.#commit(member, id, byteOffset);
      if (!unclaimed) kept++;
    }
    scanner.position = behind;
    if (unclaimed && kept > 0) this.attributes.dropFeature();
    return kept > 0;
  }

  /** Notes what was wrong and is repaired; stops where nothing may be. */
  #remark(invalid: InvalidFeature, isLeftOut = false): void {
    const { message, byteOffset, position } = invalid;
    if (this.#options.onInvalid === 'abort') {
      throw new JsonProblem(position ? `${message}: ${explainNoDegrees(position)}` : message, byteOffset);
    }
    this.invalid.push({ ...invalid, isLeftOut });
  }
}

function sameBytes(expected: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (expected.length !== to - from) return false;
  for (let i = 0; i < expected.length; i++) if (expected[i] !== bytes[from + i]) return false;
  return true;
}

function toId(value: string | number): number {
  const id = typeof value === 'string' && !/^\d+$/.test(value.trim()) ? Number.NaN : Number(value);
  return Number.isSafeInteger(id) && id >= 0 ? id : -1;
}
