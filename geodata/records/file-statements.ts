import type { CsvHeader } from './csv-header.ts';
import type { RecordMapping } from './record-mapping.ts';

// The SQL that reads files of records, as DuckDB does it; statements.ts works on what is read.

const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

export type RecordFormat = 'csv' | 'parquet' | 'jsonl';

/** A file of records; CSV comes with its header. */
export type RecordFile =
  | { path: string; format: Exclude<RecordFormat, 'csv'> }
  | { path: string; format: 'csv'; header: CsvHeader };

/** The file as a table expression. Texts stay texts: a code keeps its zeros. */
export function recordFile(source: RecordFile, mapping: RecordMapping): string {
  const file = literal(source.path);
  if (source.format === 'parquet') return `read_parquet(${file})`;
  if (source.format === 'csv') {
    const { delimiter, columns } = source.header;
    const named = columns.map((name) => `${literal(name)}: 'VARCHAR'`).join(', ');
    // Nothing is guessed, so that a bad row is told by its line and not by how the guessing failed.
    return `read_csv(${file}, auto_detect = false, header = true, columns = {${named}},
      delim = ${literal(delimiter)}, quote = '"', escape = '"')`;
  }
  const { applicants } = mapping;
  const nested =
    applicants.kind === 'list' && applicants.field !== undefined
      ? `STRUCT(${identifier(applicants.field)} VARCHAR)[]`
      : applicants.kind === 'list'
        ? 'VARCHAR[]'
        : 'VARCHAR';
  const texts = [mapping.id, mapping.date, mapping.publication, mapping.applicant];
  const columns = [...new Set(texts.filter((name) => name !== undefined))].map(
    (name) => `${literal(name)}: 'VARCHAR'`,
  );
  columns.push(`${literal(mapping.place.column)}: ${literal(nested)}`);
  return `read_json(${file}, format = 'newline_delimited', columns = {${columns.join(', ')}})`;
}

/** The first records of a file that is no CSV, each as one JSON object. */
export const selectSample = (path: string, format: Exclude<RecordFormat, 'csv'>, limit: number): string =>
  format === 'parquet'
    ? `SELECT CAST(to_json(file) AS VARCHAR) AS record FROM (SELECT * FROM read_parquet(${literal(path)}) LIMIT ${limit}) AS file`
    : `SELECT CAST(json AS VARCHAR) AS record FROM read_ndjson_objects(${literal(path)}) LIMIT ${limit}`;

const column = (name: string): string => `CAST(${identifier(name)} AS VARCHAR)`;

/** The texts about places of one row, as a list; null where a row is one applicant. */
function placeList({ applicants, place }: RecordMapping): string | null {
  if (applicants.kind === 'row') return null;
  if (applicants.kind === 'text')
    return `string_split(coalesce(${column(place.column)}, ''), ${literal(applicants.separator)})`;
  // A record without a list has one applicant of whom nothing is known: it is counted, not lost.
  const whole = identifier(place.column);
  const list =
    applicants.field === undefined
      ? whole
      : `list_transform(${whole}, each -> each.${identifier(applicants.field)})`;
  return `CASE WHEN coalesce(len(${whole}), 0) = 0 THEN [''] ELSE ${list} END`;
}

/**
 * Year, month and day of a date as one number, 20180507; 0 for parts that are not given, null for no date. Dates of ISO
 * 8601 are the common case and quick; only the others go through regular expressions.
 */
function dateKey(text: string): string {
  const part = (name: string): string =>
    `coalesce(TRY_CAST(regexp_extract(${text}, '^\\s*(\\d{4})(?:\\D?(\\d{1,2}))?(?:\\D?(\\d{1,2}))?', ['y', 'm', 'd']).${name} AS INTEGER), 0)`;
  const [year, month, day] = ['y', 'm', 'd'].map(part);
  const iso = `TRY_CAST(${text} AS DATE)`;
  const isDate = `regexp_matches(${text}, '^\\s*\\d{4}(\\s*$|\\d{2}\\s*$|\\d{4}\\s*$|[-/.年]\\d{1,2}([-/.月]|\\s*$))')`;
  const key =
    `CASE WHEN ${iso} IS NOT NULL THEN year(${iso}) * 10000 + month(${iso}) * 100 + day(${iso}) ` +
    `WHEN ${isDate} AND ${month} <= 12 AND ${day} <= 31 THEN ${year} * 10000 + ${month} * 100 + ${day} END`;
  return `CASE WHEN (${key}) BETWEEN 18000000 AND 22001231 THEN CAST((${key}) AS INTEGER) END`;
}

/** What is said of a whole row of the file: record (empty where it has none), date_key, version (which publication), member, places. */
export function fileRows(file: string, mapping: RecordMapping): string {
  const list = placeList(mapping);
  const id = `trim(${column(mapping.id)})`;
  const record = mapping.stripKind === true ? `regexp_replace(${id}, '[A-Z]\\d?$', '')` : id;
  const date = mapping.date === undefined ? 'CAST(NULL AS INTEGER)' : dateKey(column(mapping.date));
  const own =
    list === null
      ? '0'
      : `hash(${mapping.date === undefined ? "''" : column(mapping.date)}, ${column(mapping.place.column)})`;
  const version = mapping.publication === undefined ? own : `hash(${column(mapping.publication)})`;
  const member = mapping.applicant === undefined ? 'NULL' : `hash(${column(mapping.applicant)})`;
  return `SELECT coalesce(${record}, '') AS record, ${date} AS date_key, CAST(${version} AS UBIGINT) AS version,
      CAST(${member} AS UBIGINT) AS member, ${list ?? column(mapping.place.column)} AS places FROM ${file}`;
}

/** The text about the place of each applicant, beside these columns of its row. */
export const applicantRows = (rows: string, mapping: RecordMapping, columns: readonly string[]): string =>
  `SELECT ${[...columns, "trim(coalesce(place, '')) AS text"].join(', ')} FROM (
    SELECT ${[...columns, mapping.applicants.kind === 'row' ? 'places AS place' : 'unnest(places) AS place'].join(', ')}
    FROM (${rows}))`;

/** The most frequent texts that are no dates; there are fewer texts than rows to look at. */
export const listInvalidDates = (file: string, date: string, limit: number): string =>
  `SELECT text, mentions FROM (
     SELECT coalesce(${column(date)}, '') AS text, count(*) AS mentions FROM ${file} GROUP BY 1)
   WHERE ${dateKey('text')} IS NULL ORDER BY mentions DESC, text LIMIT ${limit}`;

export const describeColumns = (file: string): string => `DESCRIBE SELECT * FROM ${file}`;
