import type { GeometryKind } from '../bake-model.ts';
import { scanCoordinates } from './coordinates.ts';
import type { GeometryBuilder } from './geometry-builder.ts';
import { kindOfGeometryType } from './geometry-kind.ts';
import type { InvalidFeature } from './invalid-features.ts';
import type { JsonScanner } from './json-scanner.ts';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const QUOTE = 0x22;
const COLON = 0x3a;

/** Depth of the coordinates of every geometry type (RFC 7946 section 3.1). */
const depthOfType: Record<string, number> = {
  Point: 1,
  MultiPoint: 2,
  LineString: 2,
  MultiLineString: 3,
  Polygon: 3,
  MultiPolygon: 4,
};

/** A geometry as it was scanned; the positions themselves are in the builder. */
export interface ScannedGeometry {
  type: string | null;
  depth: number;
  hasCoordinates: boolean;
  invalid: InvalidFeature | null;
  /** Place of the members of a geometry collection, −1 where it is none. */
  members: number;
}

export const noGeometry = (): ScannedGeometry => ({
  type: null,
  depth: 0,
  hasCoordinates: false,
  invalid: null,
  members: -1,
});

/** Words that features are full of, by their number of bytes: to make texts of them takes longer than to compare them. */
const words: readonly (readonly { text: string; bytes: Uint8Array }[])[] = (() => {
  const byLength: { text: string; bytes: Uint8Array }[][] = [];
  const members = ['type', 'properties', 'geometry', 'coordinates'];
  for (const text of [...members, 'Feature', ...Object.keys(depthOfType)])
    (byLength[text.length] ??= []).push({ text, bytes: Buffer.from(text) });
  return byLength;
})();

function scanWord(scanner: JsonScanner): string {
  const { from, to } = scanner.scanString();
  return words[to - from]?.find(({ bytes }) => scanner.isString(bytes))?.text ?? scanner.stringText();
}

/** Scans the key of a member, up to its value. */
export function scanKey(scanner: JsonScanner): string {
  const key = scanWord(scanner);
  scanner.expect(COLON);
  return key;
}

/** Scans a geometry object. */
export function scanGeometry(
  scanner: JsonScanner,
  builder: GeometryBuilder,
  geometry: ScannedGeometry,
): void {
  scanner.expect(OPEN_BRACE);
  for (let first = true; scanner.nextItem(CLOSE_BRACE, first); first = false) {
    if (!scanGeometryMember(scanner, builder, geometry, scanKey(scanner))) scanner.skipValue();
  }
}

/** Scans the value of a member if it is one of geometries. */
export function scanGeometryMember(
  scanner: JsonScanner,
  builder: GeometryBuilder,
  geometry: ScannedGeometry,
  key: string,
): boolean {
  if (key === 'type' && scanner.peek() === QUOTE) {
    const type = scanWord(scanner);
    if (type !== 'Feature') geometry.type = type;
    return true;
  }
  if (key === 'coordinates' && scanner.peek() === OPEN_BRACKET) {
    const { depth, invalid } = scanCoordinates(scanner, builder);
    geometry.depth = depth;
    geometry.hasCoordinates = true;
    if (invalid !== null) {
      const { position, byteOffset, count } = invalid;
      geometry.invalid = {
        byteOffset,
        message: `found the position [${position.join(', ')}], expected longitude and latitude in degrees`,
        ...(count > builder.x.length ? { position } : {}),
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

/** The kind of a geometry; or why nothing can be drawn of it, whatever its positions. */
export function kindOrFault({ type, hasCoordinates, depth }: ScannedGeometry): GeometryKind | string {
  const found = type === null ? 'no geometry' : `the geometry type ${JSON.stringify(type)}`;
  const kind = type === null ? null : kindOfGeometryType(type);
  if (kind === null) return `found ${found}, expected one of ${Object.keys(depthOfType).join(', ')}`;
  if (!hasCoordinates) return `found ${found} without coordinates`;
  const expected = depthOfType[type!]!;
  return depth === 0 || depth === expected
    ? kind
    : `found coordinates in ${depth} brackets, expected ${expected} for a ${type}`;
}
