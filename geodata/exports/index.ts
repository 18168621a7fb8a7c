import { csv } from './csv.ts';
import type { ExportFormat } from './export-format.ts';
import { flatgeobuf } from './flatgeobuf.ts';
import { geobuf } from './geobuf.ts';
import { geojson } from './geojson.ts';
import { geopackage } from './geopackage.ts';
import { ndjson } from './ndjson.ts';
import { parquet } from './parquet.ts';
import { shapefile } from './shapefile.ts';

// One line per download format; what is heavy in a format is loaded when it is written.
const formats: readonly ExportFormat[] = [
  geojson,
  geopackage,
  flatgeobuf,
  parquet,
  shapefile,
  csv,
  ndjson,
  geobuf,
];

/** The download formats by id, in the order to offer them. */
export const exportFormats: Readonly<Record<string, ExportFormat>> = Object.fromEntries(
  formats.map((format) => [format.id, format]),
);

/** A format by its id or its file extension: geopackage or gpkg. */
export function findFormat(name: string): ExportFormat | undefined {
  const wanted = name.toLowerCase();
  return formats.find(
    ({ id, extension }) => wanted === id || wanted === extension || wanted === extension.split('.')[0],
  );
}
