import type { SqlEngine } from './sql-engine.ts';
import type { RecordFormat } from './file-statements.ts';
import { selectSample } from './file-statements.ts';

/** The first records of a Parquet file or of JSON lines: cells are texts, numbers, lists and objects as JSON has them. */
export async function sampleRecords(
  engine: SqlEngine,
  path: string,
  format: Exclude<RecordFormat, 'csv'>,
  limit: number,
): Promise<{ columns: string[]; rows: unknown[][] }> {
  const found = await engine.query(selectSample(path, format, limit));
  const records = found.map(({ record }): unknown => JSON.parse(String(record))).filter(isObject);
  const columns = [...new Set(records.flatMap(Object.keys))];
  return { columns, rows: records.map((record) => columns.map((column) => record[column])) };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
