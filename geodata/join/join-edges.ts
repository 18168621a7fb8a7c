import type { Diagnostic } from '../model/diagnostic.ts';
import { DiagnosticList } from '../model/diagnostic-list.ts';
import type { EdgeRowCounts } from '../model/network.ts';
import type { RawRow, RawTable } from '../model/table.ts';
import type { LocalText } from '../model/text.ts';
import { findDecimalMarks } from './decimal-marks.ts';
import { findEdgeEnd } from './edge-ends.ts';
import type { EdgeEnd } from './edge-ends.ts';
import type { YearOfEdges } from './edge-sums.ts';
import { EdgeSums } from './edge-sums.ts';
import type { ParsedNumber } from './parse-number.ts';
import { numberReader } from './parse-number.ts';
import { parseYear } from './parse-year.ts';
import type { RegionIndex } from './region-index.ts';
import { requireColumn } from './table-columns.ts';

/** What atlas.yaml says of the columns of an edge list. */
export interface EdgeTableSpec {
  from: string;
  to: string;
  weight: string;
  year?: string | undefined;
  directed: boolean;
  unit: LocalText;
}

export interface JoinedEdges {
  /** Years with links, ascending; one without a year where the table has no time. */
  years: YearOfEdges[];
  counts: EdgeRowCounts;
  diagnostics: Diagnostic[];
}

/**
 * Reads a list of edges: both ends by code, name or alias of the year of the row, the weight as a number above zero.
 * Every row is in exactly one of the counts, and whatever is not a link as it stands is remarked on.
 */
export function joinEdges(table: RawTable, spec: EdgeTableSpec, index: RegionIndex): JoinedEdges {
  const remarks = new DiagnosticList(table.name);
  const counts = emptyCounts(table.rows.length);
  const sums = new EdgeSums(index.regions.map((region) => region.code));
  const readEdge = edgeReader(table, spec, index, remarks);
  const rowYears = new Set<number>();
  for (const row of table.rows) {
    const read = readEdge(row);
    counts[read.kind]++;
    if (read.year !== null) rowYears.add(read.year);
    if (read.kind === 'linked') sums.add(read.a, read.b, read.year, read.weight, row.line);
    else if (read.kind === 'selfLoops') sums.addInternal(read.a, read.year, read.weight);
  }
  const years = sums.toYears(spec.directed, remarks);
  tellGaps(rowYears, years, remarks);
  if (counts.linked === 0)
    remarks.add('network/empty', () => ({
      message: `None of ${counts.rows} rows is a link between two different regions of level ${index.level}.`,
    }));
  return { years, counts, diagnostics: remarks.toArray() };
}

type ReadEdge = { year: number | null } & (
  | { kind: 'linked' | 'selfLoops'; a: number; b: number; weight: number }
  | { kind: Exclude<keyof EdgeRowCounts, 'rows' | 'linked' | 'selfLoops'> }
);

function edgeReader(
  table: RawTable,
  spec: EdgeTableSpec,
  index: RegionIndex,
  remarks: DiagnosticList,
): (row: RawRow) => ReadEdge {
  const need = (heading: string): number => requireColumn(table, heading, remarks);
  const [from, to, weight] = [need(spec.from), need(spec.to), need(spec.weight)];
  const year = spec.year === undefined ? -1 : need(spec.year);
  if (Math.min(from, to, weight) < 0 || (spec.year !== undefined && year < 0))
    return () => ({ kind: 'unread', year: null });

  const heading = (position: number): string => table.columns[position] ?? '';
  const decimalMark = findDecimalMarks(table, [weight], remarks)(weight);
  const readNumber = numberReader({ decimalMark, unit: spec.unit.zh });
  const findEnd = rememberEnds(index, remarks, heading);
  const positions = new Map(index.regions.map((region, position) => [region.id, position]));

  return (row) => {
    const rowYear = year < 0 ? null : readYear(row, year, heading(year), remarks);
    if (rowYear === undefined) return { kind: 'invalidYears', year: null };
    const ends = [findEnd(row, from, rowYear), findEnd(row, to, rowYear)] as const;
    const failed = ends.find((end) => end.kind !== 'region');
    if (failed !== undefined) return { kind: countOf[failed.kind], year: rowYear };
    const [a, b] = ends.map((end) => (end.kind === 'region' ? positions.get(end.region.id)! : -1)) as [
      number,
      number,
    ];

    const found = row.cells[weight] ?? '';
    const value = readNumber(found);
    const unusable = tellWeight(value, { found, line: row.line, column: heading(weight) }, remarks);
    if (unusable !== null) return { kind: unusable, year: rowYear };
    if (a !== b) return { kind: 'linked', year: rowYear, a, b, weight: value as number };
    const { code } = index.regions[a]!;
    remarks.addOnce('network/self-loop', code, () => ({
      message: `${code} is linked with itself; the weight is kept as internal and no edge is drawn.`,
      at: { line: row.line, region: code },
      found: (row.cells[from] ?? '').trim(),
    }));
    return { kind: 'selfLoops', year: rowYear, a, b, weight: value as number };
  };
}

const countOf = {
  region: 'unread',
  unmatched: 'unmatched',
  ambiguous: 'ambiguous',
  outOfPeriod: 'outOfPeriod',
  total: 'totals',
} as const;

/** Ends by their cells, remembered by year: a list names each place many times. Remarks count every row all the same. */
function rememberEnds(
  index: RegionIndex,
  remarks: DiagnosticList,
  heading: (position: number) => string,
): (row: RawRow, position: number, year: number | null) => EdgeEnd {
  const known = new Map<string, EdgeEnd>();
  return ({ cells, line }, position, year) => {
    const text = cells[position] ?? '';
    const key = `${year} ${text}`;
    const remembered = known.get(key);
    if (remembered?.kind === 'region') return remembered;
    const end = findEdgeEnd({ text, year, line, column: heading(position) }, index, remarks);
    known.set(key, end);
    return end;
  };
}

function readYear(
  { cells, line }: RawRow,
  position: number,
  column: string,
  remarks: DiagnosticList,
): number | undefined {
  const found = cells[position] ?? '';
  const year = parseYear(found);
  if (typeof year === 'number') return year;
  remarks.add('table/invalid-year', () => ({
    message: `Found "${found}", expected one year; the row was left out.`,
    at: { line, column },
    found,
  }));
  return undefined;
}

/** Which count a weight that makes no link belongs to; null for one above zero. */
function tellWeight(
  value: ParsedNumber,
  { found, line, column }: { found: string; line: number; column: string },
  remarks: DiagnosticList,
): 'missing' | 'notNumbers' | 'nonPositive' | null {
  const at = { line, column };
  if (value === 'missing') {
    remarks.add('table/missing-value', () => ({
      message: `Found "${found}", expected a weight; the row was left out.`,
      at,
      found,
    }));
    return 'missing';
  }
  if (value === 'not-a-number') {
    remarks.add('table/not-a-number', () => ({
      message: `Found "${found}", expected a weight above zero; the row was left out.`,
      at,
      found,
    }));
    return 'notNumbers';
  }
  if (value > 0) return null;
  remarks.add('network/non-positive-weight', () => ({
    message: `Found the weight ${value}, expected one above zero; the row makes no link.`,
    at,
    found,
  }));
  return 'nonPositive';
}

/** Years between the first and the last row that have no link, whether or not they have rows. */
function tellGaps(
  rowYears: ReadonlySet<number>,
  years: readonly YearOfEdges[],
  remarks: DiagnosticList,
): void {
  const linked = new Set(years.filter(({ edges }) => edges.a.length > 0).map(({ year }) => year));
  const all = [...rowYears].sort((first, second) => first - second);
  for (let year = all[0] ?? 1; year <= (all.at(-1) ?? 0); year++) {
    if (linked.has(year)) continue;
    remarks.add('network/year-without-links', () => ({
      message: `${year} has ${rowYears.has(year) ? 'rows, but none of them is a link' : 'no rows, though years before and after it have'}.`,
      at: { year },
    }));
  }
}

const emptyCounts = (rows: number): EdgeRowCounts => ({
  rows,
  linked: 0,
  selfLoops: 0,
  unmatched: 0,
  ambiguous: 0,
  outOfPeriod: 0,
  totals: 0,
  missing: 0,
  notNumbers: 0,
  nonPositive: 0,
  invalidYears: 0,
  unread: 0,
});
