import { parseJson, recordSeparator, type BoundaryFile } from './boundary-file.ts';
import type { BoundaryFormat, RawFeature } from './boundary-format.ts';
import { featuresOf } from './geojson.ts';

/** One GeoJSON value on each line: newline-delimited GeoJSON, or GeoJSON text sequences (RFC 8142). */
export const ndjson: BoundaryFormat = {
  id: 'ndjson',
  title: 'newline-delimited GeoJSON',
  matches: (file) => file.looksLikeJson && (file.text.startsWith(recordSeparator) || hasSeveralValues(file)),
  read: readLines,
};

/** Whether a first line is a value of its own and another one follows. */
function hasSeveralValues(file: BoundaryFile): boolean {
  const { text } = file;
  const start = text.search(/\S/);
  const end = text.indexOf('\n', start);
  if (end < 0 || !/\S/.test(text.slice(end, end + 10_000))) return false;
  if (['ndjson', 'geojsonl', 'geojsons', 'jsonl'].includes(file.extension)) return true;
  try {
    JSON.parse(text.slice(start, end));
    return true;
  } catch {
    return false;
  }
}

function readLines({ text, name }: BoundaryFile): RawFeature[] {
  const features: RawFeature[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const record = line.replaceAll(recordSeparator, ' ');
    if (record.trim() === '') continue;
    for (const feature of featuresOf(parseJson(record, name, index + 1), `${name}:${index + 1}`)) {
      features.push(feature);
    }
  }
  return features;
}
