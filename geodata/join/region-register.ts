import type { DiagnosticList } from '../model/diagnostic-list.ts';
import type { Position } from '../model/geometry.ts';
import type { RawTable } from '../model/table.ts';
import type { RegisterSpec } from './level-spec.ts';
import { parseNumber } from './parse-number.ts';
import { normaliseCode } from './region-code.ts';
import { requireColumn } from './table-columns.ts';

/** What the register of a level says about one region; what it leaves empty is not there. */
export interface RegisterEntry {
  line: number;
  zh?: string;
  en?: string;
  kind?: string;
  parent?: string;
  capital?: string;
  groups: Record<string, string>;
  point?: Position;
}

/** Reads the register of a level into entries by code. */
export function readRegister(
  table: RawTable,
  spec: RegisterSpec,
  remarks: DiagnosticList,
): Map<string, RegisterEntry> {
  const position = (column: string | undefined): number =>
    column === undefined ? -1 : requireColumn(table, column, remarks);
  const key = position(spec.key);
  const texts = {
    zh: position(spec.names.zh),
    en: position(spec.names.en),
    kind: position(spec.kind),
    parent: position(spec.parent),
    capital: position(spec.capital),
  };
  const groups = Object.entries(spec.groups).map(
    ([grouping, column]) => [grouping, position(column)] as const,
  );
  const longitude = position(spec.point?.longitude);
  const latitude = position(spec.point?.latitude);

  const entries = new Map<string, RegisterEntry>();
  for (const { line, cells } of table.rows) {
    const code = normaliseCode(cells[key] ?? '');
    const earlier = entries.get(code);
    if (code === '' || earlier !== undefined) {
      tellUnusable(code, line, earlier, spec.key, remarks);
      continue;
    }
    const textAt = (at: number): string => (cells[at] ?? '').trim();
    entries.set(code, {
      line,
      ...filled(Object.entries(texts).map(([name, at]) => [name, textAt(at)])),
      groups: filled(groups.map(([grouping, at]) => [grouping, textAt(at)])),
      ...readPoint(textAt(longitude), textAt(latitude), line, remarks),
    });
  }
  return entries;
}

function tellUnusable(
  code: string,
  line: number,
  earlier: RegisterEntry | undefined,
  column: string,
  remarks: DiagnosticList,
): void {
  const at = { line, column };
  if (earlier === undefined)
    remarks.add('join/unmatched-row', () => ({
      message: 'The row of the register has no code.',
      at,
      found: '',
    }));
  else
    remarks.add('join/duplicate-key', () => ({
      message: `The register has ${code} in line ${earlier.line} already; that row was kept.`,
      at,
      found: code,
    }));
}

function readPoint(
  longitude: string,
  latitude: string,
  line: number,
  remarks: DiagnosticList,
): { point?: Position } {
  const [x, y] = [parseNumber(longitude), parseNumber(latitude)];
  if (x === 'missing' && y === 'missing') return {};
  if (typeof x === 'number' && typeof y === 'number' && Math.abs(x) <= 180 && Math.abs(y) <= 90)
    return { point: [x, y] };
  const found = `${longitude}, ${latitude}`;
  remarks.add('table/not-a-number', () => ({
    message: `Found "${found}", expected longitude and latitude in degrees; a point inside the boundary is used.`,
    at: { line },
    found,
  }));
  return {};
}

const filled = (entries: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(entries.filter(([, text]) => text !== ''));
