import { AtlasError } from '../model/atlas-error.ts';
import type { FeatureTable } from '../model/feature-table.ts';
import type { ExportFormat } from './export-format.ts';
import { describeTable } from './provenance.ts';

/** Whole numbers are written as variable-length integers of at most 64 bits. */
const LARGEST_WHOLE = 2 ** 64;

/** Geobuf (github.com/mapbox/geobuf): GeoJSON as protocol buffers, coordinates to six decimals. */
export const geobuf: ExportFormat = {
  id: 'geobuf',
  title: { zh: 'Geobuf', en: 'Geobuf' },
  extension: 'geobuf',
  mediaType: 'application/x-geobuf',
  needsGeometry: true,
  provenance: 'inside',
  options: [],
  write: writeGeobuf,
};

async function writeGeobuf(table: FeatureTable): Promise<Uint8Array> {
  const [{ encode }, { default: Pbf }] = await Promise.all([import('geobuf'), import('pbf')]);
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
  const pbf = new Pbf();
  const bytes = encode(collection, pbf);
  if (table.rows.some((row) => row.geometry !== null)) return bytes;

  // Without a position the encoder counts zero dimensions, which readers refuse: the last value of a field counts.
  const withDimensions = new Uint8Array(bytes.length + 2);
  withDimensions.set(bytes);
  withDimensions.set([0x10, 2], bytes.length);
  return withDimensions;
}
