import { AtlasError } from '../../geodata/model/atlas-error.ts';
import { ByteReader } from './byte-reader.ts';
import { readCharacterMap } from './character-map.ts';
import { readTransformedGlyphs, type Contour } from './woff2-glyphs.ts';
import { readWoff2Tables } from './woff2-tables.ts';

/** The shapes of a font's characters, in units of the font with y upwards. */
export interface Font {
  /** Units in one em. */
  unitsPerEm: number;
  /** Outline and width of a character; null where the font has none. */
  glyph(character: number): { contours: Contour[]; advance: number } | null;
}

/** Reads a WOFF 2.0 font with TrueType outlines, such as ours. Throws an AtlasError where it is none. */
export function readFont(bytes: Uint8Array): Font {
  const tables = readWoff2Tables(bytes);
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (found === undefined) throw new AtlasError('invalid-data', `The font has no table "${tag}".`);
    return found;
  };
  if (!table('glyf').isTransformed)
    throw new AtlasError('invalid-data', 'The outlines of the font are not transformed as WOFF 2.0 does.');
  const unitsPerEm = new ByteReader(table('head').bytes, 18).u16();
  const widths = new ByteReader(table('hhea').bytes, 34).u16();
  const characters = readCharacterMap(table('cmap').bytes);
  const outlines = readTransformedGlyphs(table('glyf').bytes);
  const { bytes: metrics, isTransformed } = table('hmtx');
  // Transformed, a byte of flags stands first and the side bearings lie apart (WOFF 2.0, section 5.4).
  const [start, stride] = isTransformed ? [1, 2] : [0, 4];
  return {
    unitsPerEm,
    glyph(character) {
      const index = characters.get(character);
      const contours = index === undefined ? undefined : outlines[index];
      if (index === undefined || contours === undefined) return null;
      // Glyphs after the last width all have that one.
      const place = start + stride * Math.min(index, widths - 1);
      return { contours, advance: new ByteReader(metrics, place).u16() };
    },
  };
}
