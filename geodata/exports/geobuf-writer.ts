import { encode } from 'geobuf';
import { AtlasError } from '../model/atlas-error.ts';
import type { FeatureTable } from '../model/feature-table.ts';
import { describeTable } from './provenance.ts';
import { Utf8Pbf } from './utf8-pbf.ts';

/** Whole numbers are written as variable-length integers of at most 64 bits. */
const LARGEST_WHOLE = 2 ** 64;

/** A table as Geobuf. Throws AtlasError invalid-request for numbers beyond 64 bits. */
export function writeGeobuf(table: FeatureTable): Uint8Array {
  const features = table.rows.map(({ id, values, geometry }) => ({
    type: 'Feature',
    id,
    properties: Object.fromEntries(
      table.columns.map(({ name }, index) => {
        const value = values[index] ?? null;
        if (typeof value === 'number' && Math.abs(value) >= LARGEST_WHOLE)
          throw new AtlasError(
            'invalid-request',
            `Found ${value} in the column ${name}, but Geobuf holds no numbers from 2^64 on. Choose another format, or leave the column out.`,
          );
        return [name, value];
      }),
    ),
    geometry,
  }));
  const collection = {
    type: 'FeatureCollection',
    name: table.id,
    description: describeTable(table),
    features,
  };
  const bytes = encode(collection, new Utf8Pbf());
  if (table.rows.some((row) => row.geometry !== null)) return bytes;

  // Without a position the encoder counts zero dimensions, which readers refuse: the last value of a field counts.
  const withDimensions = new Uint8Array(bytes.length + 2);
  withDimensions.set(bytes);
  withDimensions.set([0x10, 2], bytes.length);
  return withDimensions;
}
