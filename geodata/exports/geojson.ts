import type { FeatureTable } from '../model/feature-table.ts';
import type { ExportFormat } from './export-format.ts';
import { featureText } from './geojson-feature.ts';
import { describeTable } from './provenance.ts';

/** GeoJSON (RFC 7946), one feature per line. The description is a foreign member (§6.1). */
export const geojson: ExportFormat = {
  id: 'geojson',
  title: { zh: 'GeoJSON', en: 'GeoJSON' },
  extension: 'geojson',
  mediaType: 'application/geo+json',
  needsGeometry: false,
  provenance: 'inside',
  options: [],
  write: writeGeoJson,
};

async function* writeGeoJson(table: FeatureTable): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const description = JSON.stringify(describeTable(table));
  yield encoder.encode(
    `{"type":"FeatureCollection","name":${JSON.stringify(table.id)},"description":${description},"features":[\n`,
  );
  for (const [index, row] of table.rows.entries()) {
    const comma = index + 1 < table.rows.length ? ',' : '';
    yield encoder.encode(`${featureText(row, table.columns)}${comma}\n`);
  }
  yield encoder.encode(']}\n');
}
