import { literal } from './file-statements.ts';
import type { CountingRule } from './record-mapping.ts';

// The SQL that counts what was read. DuckDB and Trino share it but for `copyTo`, which writes files.

/** The year of a date key; floor of a division means the same in both dialects. */
const yearOf = (key: string): string => `CAST(floor(${key} / 10000) AS INTEGER)`;

/** Every text about a place once, with a number: what follows joins numbers. `texts` is a query with a column text. */
export const createTexts = (texts: string): string =>
  `CREATE TABLE place_text AS
   SELECT CAST(row_number() OVER () AS INTEGER) AS text_id, text FROM (SELECT DISTINCT text FROM (${texts}))`;

/**
 * Every record once, with a number, how many rows it has and how many of them no date, whether it has several publications
 * and which of them counts: the earliest, of one day any but always the same. Date and version are compared as one number;
 * a version is below 2^64.
 */
export const createRecordNames = (rows: string): string => `CREATE TABLE record_name AS
  SELECT CAST(row_number() OVER () AS INTEGER) AS record_id, record, rows_of_record, undated_rows, several,
    CASE WHEN several THEN CAST(first % 18446744073709551616 AS UBIGINT) END AS counted_version
  FROM (
    SELECT record, count(*) AS rows_of_record, count(*) FILTER (WHERE date_key IS NULL) AS undated_rows,
      min(version) <> max(version) AS several,
      min(CAST(coalesce(date_key, 99999999) AS HUGEINT) * 18446744073709551616 + version) AS first
    FROM (${rows}) GROUP BY record)`;

/** Rows of the file, those without an id, those without a date, records of several publications, and of how many. */
export const countRows = `SELECT CAST(coalesce(sum(rows_of_record), 0) AS BIGINT) AS rows,
    CAST(coalesce(sum(rows_of_record) FILTER (WHERE record = ''), 0) AS BIGINT) AS nameless,
    CAST(coalesce(sum(undated_rows), 0) AS BIGINT) AS undated,
    count(*) FILTER (WHERE several AND record <> '') AS republished,
    count(*) FILTER (WHERE several AND rows_of_record > 2 AND record <> '') AS with_more_rows
  FROM record_name`;

/** Publications of the records that have several, where the number of rows does not tell. */
export const countPublications = (rows: string): string => `SELECT count(*) AS publications FROM (
    SELECT DISTINCT record_id, version FROM (${rows}) AS row_of_file
    JOIN record_name ON row_of_file.record = record_name.record
    WHERE several AND row_of_file.record <> '')`;

/** The rows by the number of their record, without those of later publications. */
export const countedRows = (rows: string): string =>
  `SELECT record_id, date_key, version, member, places
   FROM (${rows}) AS row_of_file JOIN record_name ON row_of_file.record = record_name.record
   WHERE row_of_file.record <> '' AND (NOT several OR version = counted_version)`;

/** Applicants by the numbers of record and text. With names, rows that repeat an applicant at an address are one. */
export const createClaims = (applicants: string, named: boolean): string => {
  const joined = `(${applicants}) AS applicant JOIN place_text ON applicant.text = place_text.text`;
  return named
    ? `CREATE TABLE claim AS SELECT record_id, min(date_key) AS date_key, text_id
       FROM ${joined} GROUP BY record_id, version, member, text_id`
    : `CREATE TABLE claim AS SELECT record_id, date_key, text_id FROM ${joined}`;
};

/** Texts and their numbers, for the gazetteer. */
export const selectTexts = 'SELECT text_id, text FROM place_text';

/** Texts whose place depends on the year, with every year they are used in. */
export const selectDatedTexts = `SELECT used.text_id, text, year FROM (
    SELECT DISTINCT claim.text_id, ${yearOf('date_key')} AS year FROM claim
    JOIN placement ON claim.text_id = placement.text_id
    WHERE depends_on_year = 1 AND date_key IS NOT NULL) AS used
  JOIN place_text ON used.text_id = place_text.text_id`;

/** Claims with the place of the year, where the text has one for it. `place` is null for what could not be placed. */
const placedClaims = `SELECT record_id, date_key, coalesce(dated.place, placement.place) AS found FROM claim
  JOIN placement ON claim.text_id = placement.text_id
  LEFT JOIN dated ON claim.text_id = dated.text_id AND ${yearOf('claim.date_key')} = dated.year`;

/**
 * One row per record. Places are positions of regions and -1 for none, so that the smallest and largest tell whether
 * there are several without a list.
 */
export const createRecords = `CREATE TABLE record AS
  SELECT record_id, ${yearOf('min(date_key)')} AS year, count(*) AS applicants,
    count(place) AS mapped, min(place) AS lowest, max(place) AS highest
  FROM (SELECT record_id, date_key, CASE WHEN found >= 0 THEN found END AS place FROM (${placedClaims}))
  GROUP BY record_id`;

/** Regions of the records that join several, with the number of applicants in each. */
export const createShared = `CREATE TABLE shared AS
  SELECT placed.record_id, any_value(kept.year) AS year, found AS place, count(*) AS applicants
  FROM (${placedClaims}) AS placed
  JOIN (SELECT record_id, year FROM record WHERE lowest < highest) AS kept
    ON placed.record_id = kept.record_id
  WHERE found >= 0 GROUP BY placed.record_id, found`;

/** Pairs by year and number of regions of the record: enough for every counting rule, and exact. */
export const createLinks = `CREATE TABLE link AS
  SELECT one.year, one.place AS a, other.place AS b, cities, count(*) AS n,
    sum(one.applicants * other.applicants) AS applicant_pairs
  FROM shared AS one
  JOIN shared AS other ON one.record_id = other.record_id AND one.place < other.place
  JOIN (SELECT record_id, count(*) AS cities FROM shared GROUP BY record_id) AS width
    ON one.record_id = width.record_id
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
export const createNodes = (everyRegion: boolean): string => `CREATE TABLE node AS
  SELECT frame.label AS year, frame.place, code AS node,
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
  ${everyRegion ? '' : 'WHERE records > 0'}`;

export const selectNodes = `SELECT year, node, records, applicants, shared, internal, degree, strength
  FROM node ORDER BY year, place`;

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

export const countOf = (table: string): string => `SELECT count(*) AS rows FROM ${table}`;
