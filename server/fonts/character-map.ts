import { ByteReader } from './byte-reader.ts';

/** Glyph numbers by code point, out of the `cmap` table: subtables of formats 4 and 12, which all web fonts have. */
export function readCharacterMap(table: Uint8Array): Map<number, number> {
  const glyphs = new Map<number, number>();
  const reader = new ByteReader(table, 2);
  const count = reader.u16();
  for (let index = 0; index < count; index++) {
    reader.position = 4 + index * 8 + 4;
    const offset = reader.u32();
    const format = new ByteReader(table, offset).u16();
    if (format === 4) readSegments(table, offset, glyphs);
    if (format === 12) readGroups(table, offset, glyphs);
  }
  return glyphs;
}

/** Format 4 (OpenType, "Segment mapping to delta values"). */
function readSegments(table: Uint8Array, start: number, glyphs: Map<number, number>): void {
  const at = (offset: number): number => new ByteReader(table, start + offset).u16();
  const size = at(6);
  for (let segment = 0; segment < size; segment += 2) {
    const last = at(14 + segment);
    const first = at(16 + size + segment);
    const delta = at(16 + 2 * size + segment);
    const rangeOffset = at(16 + 3 * size + segment);
    for (let character = first; character <= last && character < 0xffff; character++) {
      const place = 16 + 3 * size + segment + rangeOffset + 2 * (character - first);
      const listed = rangeOffset === 0 ? character : at(place);
      const glyph = listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(character, glyph);
    }
  }
}

/** Format 12 (OpenType, "Segmented coverage"). */
function readGroups(table: Uint8Array, start: number, glyphs: Map<number, number>): void {
  const reader = new ByteReader(table, start + 12);
  const count = reader.u32();
  for (let group = 0; group < count; group++) {
    const first = reader.u32();
    const last = reader.u32();
    const glyph = reader.u32();
    for (let character = first; character <= last; character++)
      glyphs.set(character, glyph + character - first);
  }
}
