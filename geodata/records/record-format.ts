import { extname } from 'node:path';
import { AtlasError } from '../model/atlas-error.ts';
import type { RecordFormat } from './file-statements.ts';

const formats: Record<string, RecordFormat> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.txt': 'csv',
  '.parquet': 'parquet',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** Format of a file of records by its ending. Throws AtlasError 'invalid-data' that names the file as `path` does. */
export function recordFormatOf(path: string): RecordFormat {
  const format = formats[extname(path).toLowerCase()];
  if (format !== undefined) return format;
  throw new AtlasError(
    'invalid-data',
    `Found the ending "${extname(path)}", expected one of ${Object.keys(formats).join(', ')}.`,
    { at: path },
  );
}
