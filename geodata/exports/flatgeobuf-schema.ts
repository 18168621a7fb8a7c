// The parts of the FlatGeobuf schema that writing and reading share. The classes that flatc made of the schema are
// taken one by one: the main entry of the package brings a map library along.
export { Column } from 'flatgeobuf/lib/mjs/flat-geobuf/column.js';
export { ColumnType } from 'flatgeobuf/lib/mjs/flat-geobuf/column-type.js';
export { Crs } from 'flatgeobuf/lib/mjs/flat-geobuf/crs.js';
export { Feature } from 'flatgeobuf/lib/mjs/flat-geobuf/feature.js';
export { Geometry } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry.js';
export { GeometryType } from 'flatgeobuf/lib/mjs/flat-geobuf/geometry-type.js';
export { Header } from 'flatgeobuf/lib/mjs/flat-geobuf/header.js';
export { Builder, ByteBuffer } from 'flatbuffers';

/** "fgb", major version 3, "fgb", patch version 1. */
export const magicBytes = Uint8Array.of(0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 1);
