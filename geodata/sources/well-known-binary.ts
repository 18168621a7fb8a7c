/** A geometry of GeoJSON that nobody has checked. */
export interface RawGeometry {
  type: string;
  coordinates?: unknown;
  geometries?: RawGeometry[];
}

/** Type codes of OGC 06-103r4, §8.2.3, without those of curves. */
const typeNames: Record<number, string> = {
  1: 'Point',
  2: 'LineString',
  3: 'Polygon',
  4: 'MultiPoint',
  5: 'MultiLineString',
  6: 'MultiPolygon',
  7: 'GeometryCollection',
};

/**
 * Reads a geometry of well-known binary (OGC 06-103r4, §8; Z and M by the codes of ISO 19125 or by the bits of PostGIS),
 * in longitude and latitude alone. Throws Error for curves and RangeError for bytes that end too early.
 */
export function readWellKnownBinary(bytes: Uint8Array, start = 0): RawGeometry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = start;

  const readGeometry = (): RawGeometry => {
    const isLittle = view.getUint8(offset) === 1;
    const code = view.getUint32(offset + 1, isLittle);
    offset += 5;
    if ((code & 0x20000000) !== 0) offset += 4;
    const plain = code & 0x0fffffff;
    const type = typeNames[plain % 1000];
    if (type === undefined)
      throw new Error(`a geometry of type ${plain}; expected polygons made of straight lines`);
    const dimension = Math.floor(plain / 1000);
    const hasZ = (code & 0x80000000) !== 0 || dimension === 1 || dimension === 3;
    const hasM = (code & 0x40000000) !== 0 || dimension >= 2;
    const stride = 16 + (hasZ ? 8 : 0) + (hasM ? 8 : 0);

    const readCount = (): number => {
      offset += 4;
      return view.getUint32(offset - 4, isLittle);
    };
    const readPosition = (): [number, number] => {
      const position: [number, number] = [
        view.getFloat64(offset, isLittle),
        view.getFloat64(offset + 8, isLittle),
      ];
      offset += stride;
      return position;
    };
    const readMany = <Item>(read: () => Item): Item[] => {
      const items: Item[] = [];
      for (let left = readCount(); left > 0; left--) items.push(read());
      return items;
    };
    if (type === 'Point') return { type, coordinates: readPosition() };
    if (type === 'LineString') return { type, coordinates: readMany(readPosition) };
    if (type === 'Polygon') return { type, coordinates: readMany(() => readMany(readPosition)) };
    const parts = readMany(readGeometry);
    return type === 'GeometryCollection'
      ? { type, geometries: parts }
      : { type, coordinates: parts.map(({ coordinates }) => coordinates) };
  };
  return readGeometry();
}
