import type { FeatureTable } from '../model/feature-table.ts';
import type { ExportFormat, ExportOptions } from './export-format.ts';
import { featureText } from './geojson-feature.ts';

const RECORD_SEPARATOR = '\u001e';

/** A GeoJSON feature per line; with `sequence` as GeoJSON text sequence (RFC 8142). */
export const ndjson: ExportFormat = {
  id: 'ndjson',
  title: { zh: 'GeoJSON 行（NDJSON）', en: 'GeoJSON lines (NDJSON)' },
  extension: 'ndjson',
  mediaType: 'application/x-ndjson',
  needsGeometry: false,
  provenance: 'beside',
  options: ['sequence'],
  write: writeLines,
};

async function* writeLines(table: FeatureTable, options: ExportOptions): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const begin = options.sequence === true ? RECORD_SEPARATOR : '';
  for (const row of table.rows) yield encoder.encode(`${begin}${featureText(row, table.columns)}\n`);
}
