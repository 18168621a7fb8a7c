import { join } from 'node:path';
import { AtlasError } from '../model/atlas-error.ts';
import { readCsvHeader } from './csv-header.ts';
import type { Gazetteer } from './gazetteer.ts';
import { placeTexts } from './place-texts.ts';
import type { CountingRule, CountingWindow, RecordMapping } from './record-mapping.ts';
import type { SqlEngine, SqlRow, SqlValue } from './sql-engine.ts';
import type { RecordFormat } from './file-statements.ts';
import * as reading from './file-statements.ts';
import * as sql from './statements.ts';

export interface EdgeCounting {
  /** Path of the records, and their format. */
  file: string;
  format: RecordFormat;
  mapping: RecordMapping;
  gazetteer: Gazetteer;
  /** Codes of the regions, in the order that says which end of an edge is `a`. */
  codes: readonly string[];
  rule: CountingRule;
  window: CountingWindow;
  /** Nodes of the node table: those with a record in the window, or all regions. */
  nodes: 'active' | 'all';
  /** Folder for edges, nodes and unplaced texts; it must exist. */
  out: string;
  engine: SqlEngine;
  progress?: (step: string) => void;
}

export interface UnplacedText {
  text: string;
  outcome: number;
  candidates: string | null;
  mentions: number;
}

/** What was counted. Records are applications: publications of one are counted once. */
export interface EdgeCounts {
  rows: number;
  /** Rows without an id, left out. */
  nameless: number;
  /** Rows whose date is none. */
  undatedRows: number;
  records: number;
  /** Records without a date: only in the window over everything. */
  undated: number;
  applicants: number;
  /** Applicants without a region. */
  unmapped: number;
  /** Records of more than one applicant. */
  joint: number;
  /** Records that join several regions. */
  shared: number;
  /** Records of several applicants in one region. */
  internal: number;
  /** Joint records with fewer than two applicants that have a region. */
  lost: number;
  /** Publications left out because an earlier one of the record was counted, and such records. */
  laterPublications: number;
  republished: number;
  edges: number;
  nodes: number;
  /** Applicants and distinct texts by number of the outcome, see placement-outcome.ts. */
  outcomes: { outcome: number; applicants: number; texts: number }[];
  /** The most frequent unplaced texts of every outcome. */
  unplaced: UnplacedText[];
  invalidDates: { text: string; mentions: number }[];
}

/** Unplaced texts and dates that are listed for each reason; the file of unplaced texts has all. */
const LISTED = 20;

/**
 * Counts the links between regions in a file of records (measure C0) and writes edges and nodes as Parquet and CSV, and
 * what could not be placed as CSV. Everything that grows with the file happens in the database: addresses are placed
 * once for every distinct text, and records leave it as sums only.
 *
 * Throws AtlasError 'invalid-data' where the file cannot be read or has no such column.
 */
export async function countEdges(options: EdgeCounting): Promise<EdgeCounts> {
  const { engine, mapping, out, progress = () => undefined } = options;
  const { file: path, format } = options;
  const source = format === 'csv' ? { path, format, header: await readCsvHeader(path) } : { path, format };
  const file = reading.recordFile(source, mapping);
  const read = reading.fileRows(file, mapping);

  progress('Read the records');
  await requireColumns(engine, file, mapping);
  await engine.query(sql.createRecordNames(read));
  const [rows = {}] = await engine.query(sql.countRows);
  const invalidDates =
    mapping.date === undefined || number(rows, 'undated') === 0
      ? []
      : await engine.query(reading.listInvalidDates(file, mapping.date, LISTED));

  progress('Count publications of one record once');
  const laterPublications = await countLaterPublications(engine, read, rows);
  await engine.query(sql.createTexts(reading.applicantRows(read, mapping, [])));
  const columns = ['record_id', 'date_key', 'version', 'member'];
  const applicants = reading.applicantRows(sql.countedRows(read), mapping, columns);
  await engine.query(sql.createClaims(applicants, mapping.applicant !== undefined));

  progress('Place the addresses');
  await placeTexts(engine, options.gazetteer, options.codes);

  progress('Count links');
  await engine.query(sql.createRecords);
  await engine.query(sql.createShared);
  await engine.query(sql.createLinks);
  await engine.query(sql.createPresence);
  await engine.query(sql.createOutcomes);
  const years = (await engine.query(sql.selectYears)).map((row) => number(row, 'year'));
  await createWindows(engine, years, options.window);
  await engine.query(sql.createEdges(options.rule));
  await engine.query(sql.createNodes(options.nodes === 'all'));

  progress('Write edges and nodes');
  for (const format of ['parquet', 'csv'] as const) {
    await engine.query(sql.copyTo(sql.selectEdges, join(out, `edges.${format}`), format));
    await engine.query(sql.copyTo(sql.selectNodes, join(out, `nodes.${format}`), format));
  }
  await engine.query(sql.copyTo(sql.selectAllUnplaced, join(out, 'unplaced.csv'), 'csv'));

  const [counted = {}] = await engine.query(sql.countRecords);
  const [edges = {}] = await engine.query(sql.countOf('edge'));
  const [nodeCount = {}] = await engine.query(sql.countOf('node'));
  return {
    rows: number(rows, 'rows'),
    nameless: number(rows, 'nameless'),
    undatedRows: mapping.date === undefined ? 0 : number(rows, 'undated'),
    records: number(counted, 'records'),
    undated: mapping.date === undefined ? 0 : number(counted, 'undated'),
    applicants: number(counted, 'applicants'),
    unmapped: number(counted, 'unmapped'),
    joint: number(counted, 'joint'),
    shared: number(counted, 'shared'),
    internal: number(counted, 'internal'),
    lost: number(counted, 'lost'),
    laterPublications,
    republished: number(rows, 'republished'),
    edges: number(edges, 'rows'),
    nodes: number(nodeCount, 'rows'),
    outcomes: (await engine.query(sql.countOutcomes)).map((row) => ({
      outcome: number(row, 'outcome'),
      applicants: number(row, 'applicants'),
      texts: number(row, 'texts'),
    })),
    unplaced: (await engine.query(sql.selectUnplaced(LISTED))).map((row) => ({
      text: String(row['text']),
      outcome: number(row, 'outcome'),
      candidates: row['candidates'] === null ? null : String(row['candidates']),
      mentions: number(row, 'mentions'),
    })),
    invalidDates: invalidDates.map((row) => ({
      text: String(row['text']),
      mentions: number(row, 'mentions'),
    })),
  };
}

/** Publications beside the first of every record. Two rows that differ are two; more are looked at. */
async function countLaterPublications(engine: SqlEngine, read: string, rows: SqlRow): Promise<number> {
  const republished = number(rows, 'republished');
  if (number(rows, 'with_more_rows') === 0) return republished;
  const [counted = {}] = await engine.query(sql.countPublications(read));
  return number(counted, 'publications') - republished;
}

async function requireColumns(engine: SqlEngine, file: string, mapping: RecordMapping): Promise<void> {
  const columns = (await engine.query(reading.describeColumns(file))).map((row) =>
    String(row['column_name']),
  );
  const asked = [mapping.id, mapping.date, mapping.place.column, mapping.publication, mapping.applicant];
  const missing = asked.find((name) => name !== undefined && !columns.includes(name));
  if (missing !== undefined)
    throw new AtlasError(
      'invalid-data',
      `There is no column "${missing}"; the columns are ${columns.join(', ')}. Names are compared to the letter.`,
    );
}

/** One row per network: its label and the years that count for it, inclusive. */
async function createWindows(
  engine: SqlEngine,
  years: readonly number[],
  window: CountingWindow,
): Promise<void> {
  const rows = windowsOf(years, window);
  const column = (of: 'label' | 'first' | 'last'): SqlValue[] => rows.map((row) => row[of]);
  await engine.append(
    'time_window',
    [
      { name: 'label', type: 'INTEGER' },
      { name: 'first_year', type: 'INTEGER' },
      { name: 'last_year', type: 'INTEGER' },
    ],
    (async function* () {
      yield [column('label'), column('first'), column('last')];
    })(),
  );
}

/** A moving window bears its last year; it begins where a whole one fits, or is the one over all years. */
export function windowsOf(
  years: readonly number[],
  window: CountingWindow,
): { label: number | null; first: number | null; last: number | null }[] {
  if (window.kind === 'all') return [{ label: null, first: null, last: null }];
  if (window.kind === 'year') return years.map((year) => ({ label: year, first: year, last: year }));
  if (!(window.years >= 1))
    throw new AtlasError('usage', `Found a window of ${window.years} years, expected at least 1.`);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined) return [];
  const start = Math.min(last, first + window.years - 1);
  return Array.from({ length: last - start + 1 }, (_, index) => {
    const label = start + index;
    return { label, first: label - window.years + 1, last: label };
  });
}

const number = (row: SqlRow, column: string): number => Number(row[column] ?? 0);
