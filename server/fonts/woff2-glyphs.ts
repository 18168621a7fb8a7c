import { ByteReader } from './byte-reader.ts';

/** A closed contour: x, y and 1 on the curve or 0 beside it, in turn, in units of the font, y upwards. */
export type Contour = number[];

/** Part of a composite glyph: another one, moved and scaled by a matrix a, b, c, d. */
interface Component {
  glyph: number;
  move: [number, number];
  matrix: [number, number, number, number];
}

type Glyph = { contours: Contour[] } | { components: Component[] };

// Flags of a component (OpenType, `glyf`, "Composite glyph description").
const ARGUMENTS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_TWO_SCALES = 0x0040;
const HAS_MATRIX = 0x0080;
const HAS_INSTRUCTIONS = 0x0100;

const COMPOSITE = 0xffff;

/**
 * Outlines of all glyphs of a transformed `glyf` table (WOFF 2.0, section 5.1), by glyph number; blank ones have no
 * contour.
 */
export function readTransformedGlyphs(table: Uint8Array): Contour[][] {
  const header = new ByteReader(table, 4);
  const count = header.u16();
  header.position = 8;
  const sizes = Array.from({ length: 7 }, () => header.u32());
  const streams = sizes.map((size) => new ByteReader(header.take(size)));
  const [contourCounts, pointCounts, flags, coordinates, composites] = streams as [
    ByteReader,
    ByteReader,
    ByteReader,
    ByteReader,
    ByteReader,
  ];
  const glyphs: Glyph[] = [];
  for (let index = 0; index < count; index++) {
    const contourCount = contourCounts.u16();
    if (contourCount === COMPOSITE) {
      glyphs.push({ components: readComponents(composites, coordinates) });
    } else {
      const lengths = Array.from({ length: contourCount }, () => pointCounts.packed16());
      glyphs.push({ contours: readContours(lengths, flags, coordinates) });
      // How many bytes of instructions follow in their own stream.
      if (contourCount > 0) coordinates.packed16();
    }
  }
  return glyphs.map((glyph) => contoursOf(glyph, glyphs, 0));
}

function readContours(lengths: number[], flags: ByteReader, coordinates: ByteReader): Contour[] {
  let x = 0;
  let y = 0;
  return lengths.map((length) => {
    const contour: Contour = [];
    for (let point = 0; point < length; point++) {
      const flag = flags.u8();
      const [dx, dy] = readStep(flag & 0x7f, coordinates);
      x += dx;
      y += dy;
      contour.push(x, y, flag < 0x80 ? 1 : 0);
    }
    return contour;
  });
}

/** A step from point to point by its class (WOFF 2.0, section 5.2, "Triplet encoding"). */
function readStep(flag: number, reader: ByteReader): [number, number] {
  const first = reader.u8();
  if (flag < 10) return [0, signed(flag, ((flag & 14) << 7) + first)];
  if (flag < 20) return [signed(flag, (((flag - 10) & 14) << 7) + first), 0];
  if (flag < 84) {
    const kind = flag - 20;
    const dx = 1 + (kind & 0x30) + (first >> 4);
    const dy = 1 + ((kind & 0x0c) << 2) + (first & 0x0f);
    return [signed(flag, dx), signed(flag >> 1, dy)];
  }
  const second = reader.u8();
  if (flag < 120) {
    const kind = flag - 84;
    const dx = 1 + (Math.floor(kind / 12) << 8) + first;
    const dy = 1 + (((kind % 12) >> 2) << 8) + second;
    return [signed(flag, dx), signed(flag >> 1, dy)];
  }
  const third = reader.u8();
  if (flag < 124)
    return [signed(flag, (first << 4) + (second >> 4)), signed(flag >> 1, ((second & 0x0f) << 8) + third)];
  return [signed(flag, (first << 8) + second), signed(flag >> 1, (third << 8) + reader.u8())];
}

const signed = (flag: number, size: number): number => ((flag & 1) === 1 ? size : -size);

function readComponents(composites: ByteReader, coordinates: ByteReader): Component[] {
  const components: Component[] = [];
  let flags = MORE_COMPONENTS;
  while ((flags & MORE_COMPONENTS) !== 0) {
    flags = composites.u16();
    const glyph = composites.u16();
    const isWide = (flags & ARGUMENTS_ARE_WORDS) !== 0;
    const move: [number, number] = isWide
      ? [composites.i16(), composites.i16()]
      : [composites.i8(), composites.i8()];
    components.push({ glyph, move, matrix: readMatrix(flags, composites) });
  }
  if ((flags & HAS_INSTRUCTIONS) !== 0) coordinates.packed16();
  return components;
}

function readMatrix(flags: number, reader: ByteReader): Component['matrix'] {
  const next = (): number => reader.i16() / 16_384;
  if ((flags & HAS_MATRIX) !== 0) return [next(), next(), next(), next()];
  if ((flags & HAS_TWO_SCALES) !== 0) return [next(), 0, 0, next()];
  if ((flags & HAS_SCALE) === 0) return [1, 0, 0, 1];
  const scale = next();
  return [scale, 0, 0, scale];
}

/** A damaged font could hold glyphs that are parts of themselves. */
const MAX_DEPTH = 6;

function contoursOf(glyph: Glyph, glyphs: readonly Glyph[], depth: number): Contour[] {
  if ('contours' in glyph) return glyph.contours;
  return glyph.components.flatMap(({ glyph: number, move, matrix: [a, b, c, d] }) => {
    const part = glyphs[number];
    if (part === undefined || depth > MAX_DEPTH) return [];
    return contoursOf(part, glyphs, depth + 1).map((contour) => {
      const moved: Contour = [];
      for (let at = 0; at < contour.length; at += 3) {
        const [x, y, kind] = [contour[at]!, contour[at + 1]!, contour[at + 2]!];
        moved.push(x * a + y * c + move[0], x * b + y * d + move[1], kind);
      }
      return moved;
    });
  });
}
