import type { FeatureTable } from '../model/feature-table.ts';
import type { ExportFormat } from './export-format.ts';

/** Geobuf (github.com/mapbox/geobuf): GeoJSON as protocol buffers, coordinates to six decimals. */
export const geobuf: ExportFormat = {
  id: 'geobuf',
  title: { zh: 'Geobuf', en: 'Geobuf' },
  extension: 'geobuf',
  mediaType: 'application/x-geobuf',
  needsGeometry: true,
  provenance: 'inside',
  options: [],
  write,
};

async function write(table: FeatureTable): Promise<Uint8Array> {
  const { writeGeobuf } = await import('./geobuf-writer.ts');
  return writeGeobuf(table);
}
