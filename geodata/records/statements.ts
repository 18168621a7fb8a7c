import type { CsvHeader } from './csv-header.ts';
import type { CountingRule, RecordMapping } from './record-mapping.ts';

// All SQL of this stage. DuckDB and Trino share most of it; what they do not share (reading files, regular
// expressions, splitting texts, writing files) stands in `claimRows`, `recordFile`, `selectSample` and `copyTo` alone.

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

/**
 * One row for every applicant of every publication: record, date_key, version (which publication), member (which
 * applicant, null where not known), text (about the place).
 */
export function claimRows(file: string, mapping: RecordMapping): string {
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
  // What is said of the whole row is worked out before the row becomes one for each applicant.
  return `SELECT record, date_key, version, member, trim(coalesce(place, '')) AS text FROM (
    SELECT record, date_key, version, member, ${list === null ? 'places' : 'unnest(places)'} AS place FROM (
      SELECT ${record} AS record, ${date} AS date_key, CAST(${version} AS UBIGINT) AS version,
        CAST(${member} AS UBIGINT) AS member, ${list ?? column(mapping.place.column)} AS places
      FROM ${file}) WHERE record <> '')`;
}

/** Rows without an id, and dates that are none. */
export const countRows = (file: string, mapping: RecordMapping): string => {
  const date = mapping.date === undefined ? null : column(mapping.date);
  return `SELECT count(*) AS rows, count(*) FILTER (WHERE trim(coalesce(${column(mapping.id)}, '')) = '') AS nameless,
    ${date === null ? '0' : `count(*) FILTER (WHERE ${dateKey(date)} IS NULL)`} AS undated FROM ${file}`;
};

/** The most frequent texts that are no dates. */
export const listInvalidDates = (file: string, date: string, limit: number): string =>
  `SELECT coalesce(${column(date)}, '') AS text, count(*) AS mentions FROM ${file}
   WHERE ${dateKey(column(date))} IS NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${limit}`;

/** The year of a date key; floor of a division means the same in both dialects. */
const yearOf = (key: string): string => `CAST(floor(${key} / 10000) AS INTEGER)`;

/** Every text about a place once, with a number: what follows joins numbers. */
export const createTexts = (claims: string): string =>
  `CREATE TABLE place_text AS
   SELECT CAST(row_number() OVER () AS INTEGER) AS text_id, text, mentions
   FROM (SELECT text, count(*) AS mentions FROM (${claims}) GROUP BY text)`;

/** Applicants by the number of their text. With names, rows that repeat an applicant at an address are one. */
export const createClaims = (claims: string, named: boolean): string => {
  const joined = `(${claims}) AS row_of_file JOIN place_text ON row_of_file.text = place_text.text`;
  return named
    ? `CREATE TABLE claim AS SELECT record, min(date_key) AS date_key, version, text_id
       FROM ${joined} GROUP BY record, version, member, text_id`
    : `CREATE TABLE claim AS SELECT record, date_key, version, text_id FROM ${joined}`;
};

/** Publications of one record, where it has several: the earliest counts, of one day any but always the same. */
export const createLaterPublications = `CREATE TABLE later AS
  SELECT record, version FROM (
    SELECT record, version, row_number() OVER (PARTITION BY record ORDER BY first_date, version) AS place_in_time
    FROM (
      SELECT record, version, min(coalesce(date_key, 99999999)) AS first_date FROM claim
      WHERE record IN (SELECT record FROM claim GROUP BY record HAVING min(version) <> max(version))
      GROUP BY record, version))
  WHERE place_in_time > 1`;

export const countLaterPublications = `SELECT count(*) AS publications, count(DISTINCT record) AS records FROM later`;

export const dropLaterPublications = `DELETE FROM claim USING later
  WHERE claim.record = later.record AND claim.version = later.version`;

/** Texts and their numbers, for the gazetteer. */
export const selectTexts = 'SELECT text_id, text FROM place_text';

/** Texts whose place depends on the year, with every year they are used in. */
export const selectDatedTexts = `SELECT used.text_id, text, year FROM (
    SELECT DISTINCT claim.text_id, ${yearOf('date_key')} AS year FROM claim
    JOIN placement ON claim.text_id = placement.text_id
    WHERE depends_on_year = 1 AND date_key IS NOT NULL) AS used
  JOIN place_text ON used.text_id = place_text.text_id`;

/** Claims with the place of the year, where the text has one for it. `place` is null for what could not be placed. */
const placedClaims = `SELECT record, date_key, coalesce(dated.place, placement.place) AS found FROM claim
  JOIN placement ON claim.text_id = placement.text_id
  LEFT JOIN dated ON claim.text_id = dated.text_id AND ${yearOf('claim.date_key')} = dated.year`;

/**
 * One row per record. Places are positions of regions and -1 for none, so that the smallest and largest tell whether
 * there are several without a list.
 */
export const createRecords = `CREATE TABLE record AS
  SELECT record, ${yearOf('min(date_key)')} AS year, count(*) AS applicants,
    count(place) AS mapped, min(place) AS lowest, max(place) AS highest
  FROM (SELECT record, date_key, CASE WHEN found >= 0 THEN found END AS place FROM (${placedClaims}))
  GROUP BY record`;

/** Regions of the records that join several, with the number of applicants in each. */
export const createShared = `CREATE TABLE shared AS
  SELECT placed.record, any_value(kept.year) AS year, found AS place, count(*) AS applicants
  FROM (${placedClaims}) AS placed
  JOIN (SELECT record, year FROM record WHERE lowest < highest) AS kept ON placed.record = kept.record
  WHERE found >= 0 GROUP BY placed.record, found`;

/** Pairs by year and number of regions of the record: enough for every counting rule, and exact. */
export const createLinks = `CREATE TABLE link AS
  SELECT one.year, one.place AS a, other.place AS b, cities, count(*) AS n,
    sum(one.applicants * other.applicants) AS applicant_pairs
  FROM shared AS one
  JOIN shared AS other ON one.record = other.record AND one.place < other.place
  JOIN (SELECT record, count(*) AS cities FROM shared GROUP BY record) AS width ON one.record = width.record
  GROUP BY one.year, one.place, other.place, cities`;

/** Regions by year: records with an applicant there, records shared with others, records of several applicants there. */
export const createPresence = `CREATE TABLE presence AS
  SELECT year, place, sum(applicants) AS applicants, sum(records) AS records, sum(shared) AS shared,
    sum(internal) AS internal
  FROM (
    SELECT year, lowest AS place, sum(mapped) AS applicants, count(*) AS records, 0 AS shared,
      count(*) FILTER (WHERE mapped > 1) AS internal
    FROM record WHERE lowest = highest GROUP BY year, lowest
    UNION ALL
    SELECT year, place, sum(applicants), count(*), count(*), 0 FROM shared GROUP BY year, place)
  GROUP BY year, place`;

export const selectYears = 'SELECT DISTINCT year FROM record WHERE year IS NOT NULL ORDER BY year';

const weights: Record<CountingRule, string> = {
  full: 'CAST(sum(n) AS DOUBLE)',
  newman: 'sum(n / CAST(cities - 1 AS DOUBLE) ORDER BY cities)',
  fractional: 'sum(2 * n / CAST(cities * (cities - 1) AS DOUBLE) ORDER BY cities)',
  applicant_pairs: 'CAST(sum(applicant_pairs) AS DOUBLE)',
};

/** Edges of every window. Sums go by the number of regions, so that they are the same in every run. */
export const createEdges = (rule: CountingRule): string => `CREATE TABLE edge AS
  SELECT label AS year, a, b, ${weights[rule]} AS weight, CAST(sum(n) AS BIGINT) AS n
  FROM (
    SELECT label, a, b, cities, sum(n) AS n, sum(applicant_pairs) AS applicant_pairs
    FROM link JOIN time_window ON ${inWindow('link')} GROUP BY label, a, b, cities)
  GROUP BY label, a, b`;

export const selectEdges = `SELECT year, one.code AS a, other.code AS b, weight, n, 'observed' AS basis
  FROM edge JOIN region AS one ON edge.a = one.place JOIN region AS other ON edge.b = other.place
  ORDER BY year, one.place, other.place`;

/** Nodes of every window: those with a record in it, or all regions. */
export const selectNodes = (everyRegion: boolean): string => `SELECT frame.label AS year, code AS node,
    CAST(coalesce(records, 0) AS BIGINT) AS records, CAST(coalesce(applicants, 0) AS BIGINT) AS applicants,
    CAST(coalesce(shared, 0) AS BIGINT) AS shared, CAST(coalesce(internal, 0) AS BIGINT) AS internal,
    CAST(coalesce(degree, 0) AS BIGINT) AS degree, coalesce(strength, 0) AS strength
  FROM (SELECT label, place, code FROM time_window CROSS JOIN region) AS frame
  LEFT JOIN (
    SELECT label, place, sum(records) AS records, sum(applicants) AS applicants, sum(shared) AS shared,
      sum(internal) AS internal
    FROM presence JOIN time_window ON ${inWindow('presence')} GROUP BY label, place) AS present
  ON frame.place = present.place AND frame.label IS NOT DISTINCT FROM present.label
  LEFT JOIN (
    SELECT year, place, count(*) AS degree, sum(weight ORDER BY neighbour) AS strength
    FROM (SELECT year, a AS place, b AS neighbour, weight FROM edge
      UNION ALL SELECT year, b, a, weight FROM edge)
    GROUP BY year, place) AS joined
  ON frame.place = joined.place AND frame.label IS NOT DISTINCT FROM joined.year
  ${everyRegion ? '' : 'WHERE records > 0'}
  ORDER BY frame.label, frame.place`;

/** The window over everything has no label and takes records without a date too. */
const inWindow = (table: string): string =>
  `(label IS NULL OR ${table}.year BETWEEN first_year AND last_year)`;

/** What became of every text, and how many applicants have it; by year where that matters. */
export const createOutcomes = `CREATE TABLE outcome AS
  SELECT used.text_id, coalesce(dated.outcome, placement.outcome) AS outcome,
    coalesce(dated.candidates, placement.candidates) AS candidates, mentions
  FROM (
    SELECT claim.text_id, CASE WHEN depends_on_year = 1 THEN ${yearOf('date_key')} END AS year, count(*) AS mentions
    FROM claim JOIN placement ON claim.text_id = placement.text_id GROUP BY 1, 2) AS used
  JOIN placement ON used.text_id = placement.text_id
  LEFT JOIN dated ON used.text_id = dated.text_id AND used.year = dated.year`;

/** Unplaced texts of every outcome, those of most applicants first. */
export const selectUnplaced = (limit: number): string =>
  `SELECT text, outcome, candidates, mentions FROM (
     SELECT *, row_number() OVER (PARTITION BY outcome ORDER BY mentions DESC, text) AS position FROM (${unplacedTexts}))
   WHERE position <= ${limit} ORDER BY outcome, mentions DESC, text`;

const unplacedTexts = `SELECT text, outcome, min(candidates) AS candidates, CAST(sum(outcome.mentions) AS BIGINT) AS mentions
  FROM outcome JOIN place_text ON outcome.text_id = place_text.text_id WHERE outcome > 0 GROUP BY text, outcome`;

export const countOutcomes = `SELECT outcome, CAST(sum(mentions) AS BIGINT) AS applicants, count(DISTINCT text_id) AS texts
  FROM outcome GROUP BY outcome ORDER BY outcome`;

export const selectAllUnplaced = `SELECT text, name AS reason, candidates, mentions FROM (${unplacedTexts}) AS missing
  JOIN outcome_name ON missing.outcome = outcome_name.outcome ORDER BY mentions DESC, text, name`;

export const countRecords = `SELECT count(*) AS records, CAST(coalesce(sum(applicants), 0) AS BIGINT) AS applicants, CAST(coalesce(sum(applicants - mapped), 0) AS BIGINT) AS unmapped,
    count(*) FILTER (WHERE applicants > 1) AS joint,
    count(*) FILTER (WHERE lowest < highest) AS shared,
    count(*) FILTER (WHERE lowest = highest AND mapped > 1) AS internal,
    count(*) FILTER (WHERE applicants > 1 AND mapped < 2) AS lost,
    count(*) FILTER (WHERE year IS NULL) AS undated
  FROM record`;

/** Writes a query to a file. */
export const copyTo = (query: string, path: string, format: 'csv' | 'parquet'): string =>
  `COPY (${query}) TO ${literal(path)} (${format === 'csv' ? 'FORMAT csv, HEADER true' : 'FORMAT parquet, COMPRESSION zstd'})`;

export const describeColumns = (file: string): string => `DESCRIBE SELECT * FROM ${file}`;

export const countOf = (table: string): string => `SELECT count(*) AS rows FROM ${table}`;
